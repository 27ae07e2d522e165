import io
from collections.abc import Iterator
from threading import Event

import pytest
import zxingcpp
from PIL import Image

from hardware.errors import Cancelled, LinkNotThere, OptionInvalid
from hardware.receipt_printer.driver import EscPosPrinter, grouped, open_driver
from hardware.receipt_printer.interface import NotPrinted, Printed, QrLine, Receipt, TextLine
from hardware.receipt_printer.sample import sample_receipt
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState, PaperState

LONG: Receipt = tuple(TextLine(f"第 {number:03d} 行，为人民服务") for number in range(200))
PATIENT = {"answer_limit_s": 20.0}  # a busy machine is not a silent printer
IMPATIENT = {"answer_limit_s": 0.2}
CROSSES = "X" * 48


@pytest.fixture
def simulator() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator() as running:
        yield running


@pytest.fixture
def printer(simulator: ReceiptPrinterSimulator) -> Iterator[EscPosPrinter]:
    driver = open_driver(simulator.address, PATIENT)
    yield driver
    driver.close()


def test_the_sample_comes_out_as_written(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    assert printer.print(sample_receipt()) == Printed()
    text = simulator.slips[0].text
    assert "第 16 行　中文 ABC 123" in text
    assert "标点　，。《》（）￥％" in text
    assert "靠右：20 元" in text
    assert simulator.unknown_commands == ()


def test_the_code_on_the_picture_can_be_scanned(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    printer.print((TextLine("扫码看进度", "center"), QrLine("https://example.invalid/e/7K3M9QXT2VWP5H8R4N6C")))
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(simulator.receipts[0])))
    assert [code.text for code in codes] == ["https://example.invalid/e/7K3M9QXT2VWP5H8R4N6C"]


@pytest.mark.parametrize("width_mm", [58, 80])
@pytest.mark.parametrize("length", [40, 300])
def test_a_long_code_is_made_smaller_rather_than_cut(width_mm: int, length: int) -> None:
    with ReceiptPrinterSimulator(width_mm=width_mm) as simulator:
        printer = open_driver(simulator.address, {**PATIENT, "width_mm": width_mm})
        printer.print((QrLine("x" * length),))
        printer.close()
        codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(simulator.receipts[0])))
    assert [code.text for code in codes] == ["x" * length]


@pytest.mark.parametrize("width_mm", [58, 80])
@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("large", [False, True])
def test_a_line_with_a_rare_name_has_ink_where_the_printers_own_would(width_mm: int, align: str, large: bool) -> None:
    """The same line, once with a character the printer has and once without, must lie over each other."""
    boxes = []
    for name in ("王国", "㐂𠮷"):
        with ReceiptPrinterSimulator(width_mm=width_mm) as simulator:
            printer = open_driver(simulator.address, {**PATIENT, "width_mm": width_mm})
            printer.print((TextLine(f"口{name}口", align, large=large),))
            printer.close()
            picture = Image.open(io.BytesIO(simulator.receipts[0])).convert("L").point(lambda grey: 255 * (grey < 128))
            boxes.append(picture.crop((24, 24, picture.width - 24, picture.height - 48)).getbbox())
    own, drawn = boxes
    assert own is not None
    assert drawn is not None
    assert abs(own[0] - drawn[0]) <= 2
    assert abs(own[2] - drawn[2]) <= 2
    assert abs(own[3] - drawn[3]) <= 5


def test_a_chinese_code_is_on_paper_as_utf_8(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    printer.print((QrLine("取号"),))
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(simulator.receipts[0])))
    assert [code.bytes for code in codes] == ["取号".encode()]


def test_a_rare_name_is_on_the_picture(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    printer.print((TextLine("𠮷㐂", bold=True),))
    picture = Image.open(io.BytesIO(simulator.receipts[0])).convert("L")
    ink = sum(picture.histogram()[:128])
    assert ink > 200
    assert simulator.slips[0].text == ""


def test_no_paper_before_the_first_byte_is_told_and_nothing_begun(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.set_paper(PaperState.OUT)
    assert printer.print(sample_receipt()) == NotPrinted("paper_out", begun=False)
    simulator.set_paper(PaperState.FULL)
    assert simulator.receipts == []


def test_paper_that_ends_in_the_middle_is_told_and_the_rest_never_comes_out(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.paper_out_after(1500)
    assert printer.print(LONG) == NotPrinted("paper_out", begun=True)
    simulator.set_paper(PaperState.FULL)
    assert simulator.receipts == []
    assert len(simulator.torn) == 1
    assert printer.print((TextLine("下一位"),)) == Printed()
    assert [slip.text for slip in simulator.slips] == [CROSSES, "下一位"]


def test_the_paper_may_end_with_the_very_last_line(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    simulator.paper_out_after(20)
    assert printer.print((TextLine("一二三四五六七八"),)) == NotPrinted("paper_out", begun=True)


def test_a_cover_opened_in_the_middle_is_told(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    simulator.cover_open_after(1500)
    assert printer.print(LONG) == NotPrinted("cover_open", begun=True)
    simulator.close_cover()
    assert printer.print((TextLine("下一位"),)) == Printed()


def test_a_half_receipt_is_cut_off_before_the_next_persons(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.cover_open_after(1500)
    printer.print(LONG)
    simulator.close_cover()
    printer.print((TextLine("下一位"),))
    half, whole = (slip.text for slip in simulator.slips)
    assert half.startswith("第 000 行")
    assert half.endswith("\n" + CROSSES)
    assert whole == "下一位"


def test_a_stuck_cutter_is_told(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    simulator.stick_cutter()
    assert printer.print(sample_receipt()) == NotPrinted("cutter_error", begun=False)
    assert printer.status().state is DeviceState.HARDWARE_ERROR


def test_silence_is_no_answer_and_never_paper(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, IMPATIENT)
    simulator.go_silent()
    status = printer.status()
    assert (status.state, status.paper, status.detail) == (DeviceState.OFFLINE, None, "no_answer")
    assert printer.print(sample_receipt()) == NotPrinted("no_answer", begun=False)
    printer.close()


def test_a_cable_pulled_in_the_middle_is_no_answer(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    simulator.unplug_after(1500)
    assert printer.print(LONG) == NotPrinted("no_answer", begun=True)


def test_a_printer_that_is_not_there_is_a_status_and_an_error(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.unplug()
    assert printer.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere) as problem:
        printer.print(sample_receipt())
    assert problem.value.what_to_do
    simulator.plug()
    assert printer.print((TextLine("又好了"),)) == Printed()


def test_a_printer_switched_off_and_on_between_two_receipts_prints_both(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    assert printer.print((TextLine("一"),)) == Printed()
    simulator.unplug()
    simulator.plug()
    assert printer.print((TextLine("二"),)) == Printed()
    assert [slip.text for slip in simulator.slips] == ["一", "二"]


def test_low_paper_is_told_with_the_success(printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    simulator.set_paper(PaperState.LOW)
    assert printer.print((TextLine("一"),)) == Printed(paper_low=True)
    assert printer.status().paper is PaperState.LOW


def test_paper_that_runs_low_in_the_middle_is_told_with_the_success(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    receive = simulator._far_end._receive

    def use_up(data: bytes) -> None:
        receive(data)
        simulator._firmware.paper = PaperState.LOW

    simulator._far_end._receive = use_up
    assert printer.print(LONG) == Printed(paper_low=True)
    assert len(simulator.slips) == 1


def test_paper_that_runs_low_after_the_job_is_the_status_only(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    assert printer.print((TextLine("一"),)) == Printed()
    simulator.set_paper(PaperState.LOW)
    status = printer.status()
    assert (status.state, status.paper, status.detail) == (DeviceState.ONLINE, PaperState.LOW, "paper_low")


def test_a_receipt_cancelled_before_it_began_is_not_printed(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    cancel = Event()
    cancel.set()
    with pytest.raises(Cancelled):
        printer.print(sample_receipt(), cancel)
    assert simulator.receipts == []


def test_a_printer_that_cannot_confirm_its_end_is_confirmed_by_its_status(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, {**PATIENT, "confirm_by": "status"})
    assert printer.print((TextLine("一"),)) == Printed()
    simulator.paper_out_after(1500)
    assert printer.print(LONG) == NotPrinted("paper_out", begun=True)
    printer.close()


@pytest.mark.parametrize("options", [{"width_mm": 76}, {"charset": "big5"}, {"confirm_by": "hope"}])
def test_a_setting_that_cannot_be_used_says_which_can(options: dict[str, object]) -> None:
    with pytest.raises(OptionInvalid) as problem:
        open_driver("tcp://127.0.0.1:9100", options)
    assert problem.value.what_to_do


def test_pieces_are_whole_commands() -> None:
    assert list(grouped([b"aaa", b"bbb", b"c", b"ddddddddd", b"e"], 6)) == [b"aaabbb", b"c", b"ddddddddd", b"e"]


def test_receipts_are_written_where_asked(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("receipts")
    with ReceiptPrinterSimulator(receipts_dir=folder) as simulator:
        printer = open_driver(simulator.address, PATIENT)
        printer.print((TextLine("一"),))
        printer.status()  # the answer comes after the picture was written
        printer.close()
        assert (folder / "receipt-001.png").read_bytes() == simulator.receipts[0]


def test_a_printer_that_talks_unasked_is_not_misunderstood(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.tell_unasked()
    simulator.set_paper(PaperState.LOW)
    assert printer.status().paper is PaperState.LOW
    assert printer.print((TextLine("一"),)) == Printed(paper_low=True)
    simulator.set_paper(PaperState.FULL)
    simulator.tell_unasked()
    simulator.paper_out_after(1500)
    assert printer.print(LONG) == NotPrinted("paper_out", begun=True)


def test_the_rest_of_a_receipt_whose_cable_was_pulled_is_forgotten(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.cover_open_after(700)
    simulator.unplug_after(1500)
    assert printer.print(LONG) == NotPrinted("no_answer", begun=True)
    simulator.close_cover()
    simulator.plug()
    assert printer.print((TextLine("下一位"),)) == Printed()
    half, whole = (slip.text for slip in simulator.slips)
    assert half.endswith(CROSSES)
    assert whole == "下一位"


def test_without_any_font_a_rare_character_becomes_a_geta_and_the_rest_prints(
    printer: EscPosPrinter, simulator: ReceiptPrinterSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hardware.receipt_printer.driver.font_files", lambda extra: ())
    assert printer.print((TextLine("姓名　欧*𠮷"),)) == Printed()
    assert simulator.slips[0].text == "姓名　欧*〓"
