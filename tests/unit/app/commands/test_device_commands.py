"""Every device command against the real bytes of its simulator."""

import json
from pathlib import Path

import pytest

from app.storage import lock_data_dir
from hardware import PaperState
from hardware.camera.simulator import CameraSimulator
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.id_card_reader.simulator import IdCardReaderSimulator, SimulatedCard
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator

ROOT = Path(__file__).resolve().parents[4]
CARDS = ("resident", "hmt", "foreign_2017", "foreign_2023")
SCENES = ROOT / "resources" / "demo"


def card_file(name):
    return ROOT / "tests" / "data" / f"{name}.json"


@pytest.fixture
def reader():
    with IdCardReaderSimulator() as simulator:
        yield simulator


@pytest.fixture
def printer():
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


@pytest.fixture
def press():
    with CertificatePrinterSimulator() as simulator:
        yield simulator


@pytest.fixture
def pad():
    with EvaluationKeypadSimulator() as simulator:
        yield simulator


@pytest.fixture
def pdf(tmp_path):
    import typst

    path = tmp_path / "page.pdf"
    path.write_bytes(typst.compile("证明\n#pagebreak()\n第二页".encode()))
    return path


@pytest.mark.parametrize("name", CARDS)
def test_each_kind_of_card_is_given_back_field_by_field(kiosk, reader, name):
    reader.put_card(SimulatedCard.from_file(card_file(name)))
    reader.set_faults(one_byte_at_a_time=True, noise=b"\xaa\xaa\x00", wrong_checksums=1)
    answer = kiosk("device", "read-card", "--address", reader.address, "--json")
    assert answer.code == 0
    written = json.loads(card_file(name).read_text("utf-8"))
    told = answer.document
    assert {key: told[key] for key in written} == written
    assert told["id_number_valid"] is True
    assert {"photo_wlt", "sam_id"} <= set(told)


def test_nothing_personal_is_shown_to_whoever_stands_beside_the_technician(kiosk, reader):
    reader.put_card(SimulatedCard.from_file(card_file("resident")))
    answer = kiosk("device", "read-card", "--address", reader.address)
    assert answer.out == "读到了：resident\n"


def test_no_card_in_time_is_exit_4(kiosk, reader):
    answer = kiosk("device", "read-card", "--address", reader.address, "--timeout", 0.2, "--json")
    assert (answer.code, answer.error["code"]) == (4, "HW-410")


@pytest.mark.parametrize(
    ("faults", "exit_code"), [({"silent": True}, 3), ({"torn_replies": 99}, 3), ({"read_fails": 99}, 4)]
)
def test_a_reader_in_trouble_is_said_in_words(kiosk, reader, faults, exit_code):
    reader.put_card(SimulatedCard.from_file(card_file("resident")))
    reader.set_faults(**faults)
    answer = kiosk("device", "read-card", "--address", reader.address, "--timeout", 1, "--json")
    assert answer.code == exit_code
    assert answer.error["what_to_do"]


@pytest.mark.parametrize(
    ("command", "address", "exit_code"),
    [
        (("read-card",), "pty:/nowhere/tty", 3),
        (("read-card",), "tcp://127.0.0.1:1", 3),
        (("read-card",), "nonsense", 2),
        (("read-card",), "images:/tmp", 2),
        (("read-card",), "simulated:", 2),
        (("ask-evaluation",), "pty:/nowhere/tty", 3),
        (("scan-code",), "pty:/nowhere/tty", 3),
        (("print-receipt", "--sample"), "tcp://127.0.0.1:1", 3),
        (("take-photo", "--out", "x.jpg"), "images:/nowhere", 3),
        (("take-photo", "--out", "x.jpg"), "tcp://127.0.0.1:1", 2),
    ],
)
def test_an_absent_device_is_exit_3_and_a_wrong_address_exit_2(kiosk, command, address, exit_code):
    answer = kiosk("device", *command, "--address", address, "--json")
    assert answer.code == exit_code
    assert answer.error["message"]


@pytest.mark.parametrize("command", ["read-card", "ask-evaluation", "scan-code"])
def test_without_address_and_configuration_is_exit_2(kiosk, command):
    assert kiosk("device", command, "--json").error["code"] == "APP-103"


def test_without_address_the_configured_device_is_used(kiosk, reader, data_dir):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text(f'[devices.id_card_reader]\naddress = "{reader.address}"', "utf-8")
    reader.put_card(SimulatedCard.from_file(card_file("resident")))
    (row,) = kiosk("device", "list", "--json").document
    assert (row["device"], row["state"], row["address"]) == ("id_card_reader", "online", reader.address)
    assert kiosk("device", "read-card", "--json").code == 0


@pytest.fixture
def configured_reader(reader, data_dir):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text(f'[devices.id_card_reader]\naddress = "{reader.address}"', "utf-8")
    reader.put_card(SimulatedCard.from_file(card_file("resident")))
    return reader


@pytest.mark.parametrize("by_address", [False, True])
def test_the_device_of_a_running_terminal_is_left_to_it(kiosk, configured_reader, data_dir, by_address):
    address = ("--address", configured_reader.address) if by_address else ()
    with lock_data_dir(data_dir):
        answer = kiosk("device", "read-card", *address, "--json")
    assert answer.error["code"] == "APP-704"
    assert "关闭" in answer.error["what_to_do"]
    assert kiosk("device", "read-card", *address, "--json").code == 0


def test_another_device_is_worked_beside_a_running_terminal(kiosk, configured_reader, data_dir):
    with IdCardReaderSimulator() as other, lock_data_dir(data_dir):
        other.put_card(SimulatedCard.from_file(card_file("resident")))
        assert kiosk("device", "read-card", "--address", other.address, "--json").code == 0


def test_the_list_beside_a_running_terminal_looks_at_nothing(kiosk, configured_reader, data_dir):
    with lock_data_dir(data_dir):
        (row,) = kiosk("device", "list", "--json").document
    assert (row["state"], row["address"]) == ("busy", configured_reader.address)
    assert "终端程序开着" in row["detail"]


# ---------------------------------------------------------------- evaluation


def test_the_grade_is_told(kiosk, pad):
    pad.press_when_asked(3)
    answer = kiosk("device", "ask-evaluation", "--address", pad.address, "--json")
    assert (answer.code, answer.document) == (0, {"grade": 3})


def test_nobody_pressing_in_time_is_exit_4(kiosk, pad):
    answer = kiosk("device", "ask-evaluation", "--address", pad.address, "--timeout", 1, "--json")
    assert (answer.code, answer.error["code"]) == (4, "HW-420")


def test_a_silent_pad_is_exit_3(kiosk, pad):
    pad.set_faults(silent=True)
    assert kiosk("device", "ask-evaluation", "--address", pad.address, "--json").code == 3


# ---------------------------------------------------------------- papers


def test_a_printed_receipt_is_what_the_printer_confirmed(kiosk, printer, tmp_path):
    text = tmp_path / "slip.txt"
    text.write_text("便民服务\n𠮷㐂\x1b@\x1dV\x00", "utf-8")
    for what in (("--sample",), ("--text", text)):
        answer = kiosk("device", "print-receipt", "--address", printer.address, *what, "--json")
        assert answer.code == 0
        assert answer.document == {"status": "printed", "paper_low": False}
    assert len(printer.receipts) == 2
    assert printer.unknown_commands == ()


@pytest.mark.parametrize(
    ("trouble", "exit_code", "code", "torn"),
    [
        (lambda printer: printer.set_paper(PaperState.OUT), 4, "HW-430-paper_out", False),
        (lambda printer: printer.paper_out_after(200), 4, "HW-430-paper_out", True),
        (lambda printer: printer.open_cover(), 4, "HW-430-cover_open", False),
        (lambda printer: printer.stick_cutter(), 4, "HW-430-cutter_error", False),
        (lambda printer: printer.unplug_after(400), 3, "HW-430-no_answer", True),
        (lambda printer: printer.go_silent(), 3, "HW-430-no_answer", False),
    ],
)
def test_a_receipt_that_did_not_come_out_says_why(kiosk, printer, trouble, exit_code, code, torn):
    trouble(printer)
    answer = kiosk("device", "print-receipt", "--address", printer.address, "--sample", "--json")
    assert (answer.code, answer.error["code"]) == (exit_code, code)
    assert ("半张" in answer.error["what_to_do"]) is torn


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_text_that_cannot_be_printed_is_exit_2(kiosk, printer, tmp_path, content):
    text = tmp_path / "slip.txt"
    text.write_bytes(content)
    assert kiosk("device", "print-receipt", "--address", printer.address, "--text", text, "--json").code == 2
    assert printer.receipts == []


def test_a_document_is_printed_to_its_end(kiosk, press, pdf):
    answer = kiosk("device", "print-document", pdf, "--address", press.address, "--json")
    assert (answer.code, answer.document) == (0, {"status": "printed", "job": "1"})
    assert press.documents == [pdf.read_bytes()]


def test_a_document_without_paper_is_exit_4(kiosk, press, pdf):
    press.media_empty()
    answer = kiosk("device", "print-document", pdf, "--address", press.address, "--json")
    assert (answer.code, answer.error["code"]) == (4, "HW-430-media_empty")


def test_a_printer_that_goes_away_with_the_job_is_exit_3(kiosk, press, pdf):
    press.vanish_with_next_job()
    assert kiosk("device", "print-document", pdf, "--address", press.address, "--json").code == 3


def test_what_is_no_pdf_is_exit_2(kiosk, press, tmp_path):
    text = tmp_path / "page.pdf"
    text.write_text("no pdf")
    for path in (text, tmp_path, tmp_path / "nowhere.pdf"):
        assert kiosk("device", "print-document", path, "--address", press.address, "--json").code == 2


# ---------------------------------------------------------------- pictures and codes


def test_a_good_photo_is_written_and_a_bad_one_is_not(kiosk, tmp_path):
    with CameraSimulator(SCENES / "camera-photo") as camera:
        good = tmp_path / "new" / "good.jpg"
        answer = kiosk("device", "take-photo", "--address", camera.address, "--out", good, "--json")
        assert (answer.code, answer.document["passed"]) == (0, True)
        assert {"name", "passed", "measured", "wanted"} == set(answer.document["rules"][0])
        assert good.read_bytes().startswith(b"\xff\xd8\xff")
        camera.show(SCENES / "camera-bad" / "no-face.jpg")
        bad = tmp_path / "bad.jpg"
        answer = kiosk("device", "take-photo", "--address", camera.address, "--out", bad, "--json")
        assert (answer.code, answer.document["passed"]) == (4, False)
        assert not bad.exists()


def test_unknown_photo_rules_are_said_before_anybody_is_photographed(kiosk):
    words = ("device", "take-photo", "--address", "images:/nowhere", "--rules", "nonsense", "--out", "x.jpg", "--json")
    assert kiosk(*words).code == 2


def test_a_code_in_a_picture_file_is_read(kiosk, tmp_path):
    import segno

    picture = tmp_path / "code.png"
    segno.make_qr("办件 BM-2026 㐂").save(str(picture), scale=5)
    answer = kiosk("device", "scan-code", "--image", picture, "--json")
    assert answer.document == {"text": "办件 BM-2026 㐂", "symbology": "QRCode"}


def test_a_picture_without_code_is_exit_4_and_no_picture_exit_2(kiosk, tmp_path):
    assert kiosk("device", "scan-code", "--image", SCENES / "camera-bad" / "no-face.jpg", "--json").code == 4
    text = tmp_path / "code.png"
    text.write_text("no picture")
    for path in (text, tmp_path, tmp_path / "nowhere.png"):
        assert kiosk("device", "scan-code", "--image", path, "--json").code == 2


def test_nothing_shown_to_the_scanner_is_exit_4(kiosk):
    with CodeScannerSimulator() as scanner:
        answer = kiosk("device", "scan-code", "--address", scanner.address, "--timeout", 0.2, "--json")
    assert (answer.code, answer.error["code"]) == (4, "HW-440")
