"""A case begun at a terminal goes on at a counter, without a line: by picture, by scanned text, by the printed slip."""

import json
import shutil

import cv2
import numpy as np
import pytest

from app.catalogue import load_catalogue
from app.central.administration import make_enrolment_code
from app.central.server import EmbeddedCentre
from app.cli import main
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator

ITEM = "residence-permit-endorsement"


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory):
    """Terminal and counter enrolled, each synced once; then the centre is gone for good."""
    homes = tmp_path_factory.mktemp("hall")
    with EmbeddedCentre(homes / "centre", load_catalogue()) as centre:
        for name, kind in (("terminal", "self_service"), ("counter", "counter")):
            code = make_enrolment_code(homes / "centre", name, kind)
            home = ("--data-dir", str(homes / name))
            assert main(["enrol", "--central", centre.url, "--code", code, "--station-kind", kind, *home]) == 0
        for name in ("terminal", "counter"):
            assert main(["sync", "once", "--data-dir", str(homes / name)]) == 0
    return homes


@pytest.fixture
def hall(enrolled, tmp_path):
    homes = {name: tmp_path / name for name in ("terminal", "counter")}
    for name, home in homes.items():
        shutil.copytree(enrolled / name, home)
    return homes


@pytest.fixture
def make(kiosk, hall, sample):
    """`make()` hands over a filled-in form; its words and the data."""
    files = sample(ITEM, 2)

    def made(*words, data=None):
        given = ("--item", ITEM, "--data", data or files.data, "--material", "photo")
        answer = kiosk("hand-over", "make", *given, *words, "--json", home=hall["terminal"])
        assert answer.code == 0, answer.out
        return answer.document, files.application

    return made


@pytest.fixture
def take(kiosk, hall):
    return lambda *words, at="counter": kiosk("hand-over", "take", *words, "--json", home=hall[at])


def photographed(picture):
    """Held a little askew before a mediocre camera: turned, seen from the side, soft, noisy."""
    high, wide = picture.shape[:2]
    turned = cv2.getRotationMatrix2D((wide / 2, high / 2), 7, 0.9)
    view = cv2.warpAffine(picture, turned, (wide, high), borderValue=255)
    corners = np.float32([[0, 0], [wide, 0], [wide, high], [0, high]])
    aslant = np.float32([[0, 0], [wide * 0.97, high * 0.02], [wide, high], [wide * 0.02, high * 0.97]])
    view = cv2.warpPerspective(view, cv2.getPerspectiveTransform(corners, aslant), (wide, high), borderValue=255)
    view = cv2.GaussianBlur(view, (5, 5), 1.2)
    noise = np.random.default_rng(3).normal(0, 12, view.shape)
    return np.clip(view.astype(float) * 0.8 + 20 + noise, 0, 255).astype(np.uint8)


def test_a_photographed_code_is_taken_at_the_counter(make, take, tmp_path):
    made, data = make("--out", tmp_path / "code.png")
    words = []
    for path in made["pictures"]:
        shot = tmp_path / f"shot-{len(words)}.png"
        cv2.imwrite(str(shot), photographed(cv2.imread(path, cv2.IMREAD_GRAYSCALE)))
        words += ["--image", shot]
    answer = take(*words)
    assert answer.code == 0, answer.out
    assert answer.document["data"] == data
    assert answer.document["materials"] == ["photo"]
    assert (answer.document["case_id"], answer.document["station_id"]) == (made["case_id"], "terminal")


def test_scanned_text_is_taken_once(make, take):
    made, data = make()
    words = [word for code in made["codes"] for word in ("--code", code)]
    assert take(*words).document["data"] == data
    again = take(*words)
    assert again.code == 2
    assert "已经接过" in again.error["message"]


def test_one_code_of_several_says_which_are_missing(make, take, tmp_path, sample):
    application = sample(ITEM, 2).application
    application["form"]["note"] = "".join(chr(0x4E00 + (7919 * each) % 20000) for each in range(500))
    data = tmp_path / "long.json"
    data.write_text(json.dumps(application, ensure_ascii=False), "utf-8")
    made, _ = make(data=data)
    assert len(made["codes"]) > 1
    answer = take("--code", made["codes"][0])
    assert answer.code == 4
    assert "还差第 2" in answer.error["message"]


@pytest.mark.parametrize("width", [80, 58])
def test_the_printed_slip_is_read_back(make, take, hall, tmp_path, width):
    (hall["terminal"] / "station.toml").write_text(
        f'[devices.receipt_printer]\naddress = "simulated:"\nwidth_mm = {width}\n', "utf-8"
    )
    with ReceiptPrinterSimulator(width_mm=width) as printer:
        _, data = make("--print", "--address", printer.address)
        (slip,) = printer.receipts
    path = tmp_path / "slip.png"
    path.write_bytes(slip)
    answer = take("--image", path)
    assert answer.code == 0, answer.out
    assert answer.document["data"] == data


def test_the_terminal_itself_cannot_take_it(make, take):
    made, _ = make()
    answer = take("--code", made["codes"][0], at="terminal")
    assert answer.code == 2
    assert "不能接收" in answer.error["message"]


def test_a_case_taken_over_goes_on_under_its_own_id(kiosk, make, take, hall, sample, tmp_path):
    made, _ = make("--case", "01900000-0000-7000-8000-000000000077")
    words = [word for code in made["codes"] for word in ("--code", code)]
    taken = take(*words).document
    line = {"id": taken["case_id"], "item": taken["item"], "data": taken["data"], "attachments": sample(ITEM, 2).files}
    paper = tmp_path / "taken.jsonl"
    paper.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    assert kiosk("case", "import", paper, "--json", home=hall["counter"]).document["taken"] == 1
    (row,) = kiosk("case", "list", "--json", home=hall["counter"]).document
    assert row["id"] == made["case_id"] == "01900000-0000-7000-8000-000000000077"


def test_before_enrolment_it_is_said(kiosk, sample):
    files = sample(ITEM, 2)
    answer = kiosk("hand-over", "make", "--item", ITEM, "--data", files.data, "--json")
    assert answer.code == 2
    assert "enrol" in answer.error["what_to_do"]


def test_a_picture_without_a_code_is_said(take, tmp_path):
    path = tmp_path / "white.png"
    cv2.imwrite(str(path), np.full((200, 200), 255, np.uint8))
    assert take("--image", path).code == 2
    assert take().code == 2
