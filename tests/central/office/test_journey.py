"""Both offices decide one case in a real browser, by keyboard alone, its film played; every page in a picture.

`OFFICE_PICTURES=DIR` keeps the pictures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.central.administration import Administration
from app.central.office import accounts
from app.central.server import EmbeddedCentre
from app.central.storage.database import Database
from tests.central.office.chromium import DOWN, ENTER, SPACE, TAB, Chromium, chromium, missing
from tests.central.office.conftest import FILES, PASSWORD, WHOLE_ITEM, Sent
from tests.central.office.films import recorded
from tests.central.office.papers import form_pdf, portrait_jpeg

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def window(browser: Chromium) -> Iterator[Chromium]:
    """Nobody is signed in, and nothing was complained of yet."""
    yield browser
    browser.forget()
    browser.complaints()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    kept = Path(os.environ.get("OFFICE_PICTURES") or tmp_path)
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def sign_in(window: Chromium, url: str, number: str) -> None:
    window.open(f"{url}/office")
    window.until_text("审核办公")
    window.press(number + TAB + PASSWORD + ENTER)
    window.until(lambda: window.path().startswith("/office") and "sign-in" not in window.path())


def find(window: Chromium, number: str) -> None:
    """By its number, then into it."""
    window.tab_to("number")
    window.press(number + ENTER)
    window.until_text(f"编号 {number}")
    window.tab_to(number)
    window.tab_to("找")
    window.tab_to(number)
    window.press(ENTER)


def sign_out(window: Chromium) -> None:
    window.run("document.activeElement.blur(); document.getElementById('main').focus()")
    window.tab_to("跳到内容")
    window.tab_to("退出")
    window.press(ENTER)
    window.until(lambda: "sign-in" in window.path())


def has_picture(window: Chromium) -> bool:
    """A frame of the film is decoded."""
    return bool(
        window.run("const v = document.querySelector('video'); return !!v && v.videoWidth > 0 && v.duration > 1")
    )


def test_a_renewal_is_decided_by_two_offices_by_keyboard_alone(
    window: Chromium,
    centre: EmbeddedCentre,
    sent: Callable[..., Sent],
    database: Database,
    office: Administration,
    pictures: Path,
) -> None:
    film = recorded()
    files = FILES | {
        "photo": ("image/jpeg", portrait_jpeg()),
        "video": ("video/mp2t", film.film),
        "medical-form": ("application/pdf", form_pdf()),
    }
    case = sent(files=files, recordings={"video": film.listed()})
    for number, name, role in (("H-01", "沈医生", "hospital"), ("L-01", "周警官", "licensing")):
        accounts.add(database, number, name, [role], PASSWORD)

    window.open(f"{centre.url}/office")
    window.until_text("审核办公")
    window.picture(pictures / "01-sign-in.png")
    sign_in(window, centre.url, "H-01")
    window.picture(pictures / "02-list.png")
    find(window, case.number)
    window.until_text("体检录像")
    assert "申请人" not in window.text()
    window.tab_to("看录像")
    window.press(ENTER)
    window.until_text("4 段都和录制时一样")
    window.until(lambda: has_picture(window))
    window.picture(pictures / "03-hospital-case.png")
    window.tab_to("accept")
    window.press(SPACE)
    window.tab_to("提交决定")
    window.press(ENTER)
    window.until_text("工号 H-01")
    assert office.get_case(case.id)["status"] == "received"
    sign_out(window)

    sign_in(window, centre.url, "L-01")
    find(window, case.number)
    window.until_text("看全部（留痕）")
    assert case.data["applicant"]["name"] not in window.text()
    window.picture(pictures / "04-licensing-case.png")
    window.tab_to("看全部")
    window.press(ENTER)
    window.until_text(case.data["applicant"]["name"])
    window.until_text(case.data["applicant"]["id_number"])
    window.tab_to("看图")
    window.press(ENTER)
    window.until(lambda: window.run("const i = document.querySelector('.shown img'); return !!i && i.naturalWidth > 0"))
    window.tab_to("accept")
    window.press(DOWN)
    window.tab_to("part")
    window.press("证")
    window.tab_to("reason")
    window.press("照片里有反光")
    window.picture(pictures / "05-return.png")
    window.tab_to("提交决定")
    window.press(ENTER)
    window.until_text("补正中")
    window.picture(pictures / "06-returned.png")
    told = office.get_case(case.id)
    assert (told["status"], told["reason"]) == ("returned", "照片里有反光")
    correction = case.station.request("GET", "/api/v1/changes").json()["changes"][-1]
    assert correction["body"]["parts"] == ["photo"]
    sign_out(window)
    assert window.complaints() == []


def test_what_was_altered_and_who_is_in_charge(
    window: Chromium,
    centre: EmbeddedCentre,
    sent: Callable[..., Sent],
    database: Database,
    pictures: Path,
) -> None:
    film = recorded()
    second = bytearray(film.pieces[1])
    second[len(second) // 2] ^= 1
    altered = film.pieces[0] + bytes(second) + film.pieces[3]
    case = sent(files=FILES | {"video": ("video/mp2t", altered)}, recordings={"video": film.listed(3)})
    plain = sent(WHOLE_ITEM)
    evaluation = {"case_id": plain.id, "grade": 1, "channel": "pad", "reasons": ["等太久"], "text": "排了两个小时"}
    plain.station.verdicts(plain.station.event("case.evaluated", plain.id, evaluation))
    state = {
        "devices": {"camera": "online"},
        "faults": {"receipt_printer": "RP-03"},
        "receipt_paper": "low",
        "waiting": 3,
    }
    plain.station.request("POST", "/api/v1/heartbeat", json=state)
    accounts.add(database, "M-01", "吴主任", ["licensing", "manager"], PASSWORD)
    sign_in(window, centre.url, "M-01")
    window.open(f"{centre.url}/office/cases/{case.id}/look/video?office=licensing")
    window.until_text("这几段被改动过，不放：第 2 段")
    window.until_text("这几段没有了，或者打不开了：第 3 段")
    window.until(lambda: has_picture(window))
    window.picture(pictures / "07-altered.png")
    for number, page, words in (
        ("08", "evaluations", "排了两个小时"),
        ("09", "stations", "凭条纸快用完"),
        ("10", "figures", "满意率"),
    ):
        window.open(f"{centre.url}/office/{page}")
        window.until_text(words)
        window.picture(pictures / f"{number}-{page}.png")
    window.open(f"{centre.url}/office/cases/{plain.station.id}")
    window.until_text("没有这一页")
    window.picture(pictures / "11-no-such-page.png")
