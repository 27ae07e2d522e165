import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.receipt_printer.firmware import Firmware
from hardware.receipt_printer.frames import (
    HANZI_MODE,
    Paper,
    crossed_out,
    in_printers_font,
    job,
    lines_of,
    qr_code,
    qr_module_dots,
    raster,
)
from hardware.receipt_printer.interface import FeedLine, QrLine, Receipt, RuleLine, TextLine
from hardware.receipt_printer.sample import sample_receipt
from hardware.receipt_printer.wrapping import columns_of


def marked_strip(line: TextLine, dots: int) -> bytes:
    return b"<" + line.text.encode(errors="replace") + f":{dots}>\n".encode()


def bytes_of(*receipt: TextLine | RuleLine | QrLine | FeedLine, paper: Paper = Paper()) -> bytes:  # noqa: B008
    whole: Receipt = receipt
    return b"".join(job(whole, paper, marked_strip))


def test_hanzi_mode_is_switched_on_once_and_text_goes_out_as_gb18030() -> None:
    sent = bytes_of(TextLine("便民终端"), TextLine("一窗受理"))
    assert sent.count(HANZI_MODE) == 1
    assert "便民终端".encode("gb18030") + b"\n" + "一窗受理".encode("gb18030") + b"\n" in sent


def test_a_job_begins_with_initialize_and_ends_with_the_cut() -> None:
    sent = bytes_of(TextLine("a"))
    assert sent.startswith(b"\x1b@\x1da\x00\x1c&")
    assert sent.endswith(b"a\n\x1dVB\x00")


def test_only_the_line_with_a_rare_character_becomes_a_strip() -> None:
    sent = bytes_of(TextLine("姓名 张*三"), TextLine("姓名 𠮷*㐂"), TextLine("完"))
    assert "<姓名 𠮷*㐂:576>\n".encode() in sent
    assert sent.count(b"<") == 1
    assert "张*三".encode("gb18030") in sent


def test_full_width_punctuation_is_in_the_printers_font() -> None:
    assert in_printers_font("，。《》（）￥％“”—…", "gbk") is not None


def test_four_byte_gb18030_and_private_use_are_not_in_the_printers_font() -> None:
    assert in_printers_font("㐂", "gbk") is None
    assert in_printers_font("𠮷", "gbk") is None
    assert in_printers_font("\ue000", "gbk") is None


def test_a_printer_with_the_small_font_gets_strips_for_traditional_characters() -> None:
    assert in_printers_font("國", "gbk") == "國".encode("gb18030")
    assert in_printers_font("國", "gb2312") is None
    assert in_printers_font("国", "gb2312") == "国".encode("gb2312")


def test_a_style_is_sent_only_where_it_changes() -> None:
    sent = bytes_of(TextLine("a", bold=True), TextLine("b", bold=True), TextLine("c"))
    assert sent.count(b"\x1bE\x01") == 1
    assert sent.count(b"\x1bE\x00") == 1
    assert sent.index(b"\x1bE\x01") < sent.index(b"a\nb\n") < sent.index(b"\x1bE\x00") < sent.index(b"c\n")


def test_a_line_after_a_centred_code_stands_left_again() -> None:
    sent = bytes_of(QrLine("x"), TextLine("left"))
    assert sent.index(b"\x1ba\x01") < sent.index(b"\x1d(k") < sent.index(b"\x1ba\x00") < sent.index(b"left")


def test_commands_hidden_in_a_text_are_not_sent() -> None:
    sent = bytes_of(TextLine("a\x1d\x56\x00\x10\x04\x01b"))
    assert sent.count(b"\x1dV") == 1
    assert b"\x10\x04" not in sent


def test_a_rule_is_as_wide_as_the_paper() -> None:
    assert b"-" * 48 + b"\n" in bytes_of(RuleLine())
    narrow = bytes_of(RuleLine(), paper=Paper(58))
    assert b"-" * 32 + b"\n" in narrow
    assert b"-" * 33 not in narrow


def test_a_code_is_what_python_escpos_would_send() -> None:
    from escpos.constants import QR_ECLEVEL_M
    from escpos.printer import Dummy  # reads its capabilities for a second

    theirs = Dummy()
    theirs.qr("https://example.invalid/verify/ABC", native=True, size=6, ec=QR_ECLEVEL_M)
    ours = qr_code("https://example.invalid/verify/ABC", 576)
    assert ours in theirs.output


@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize("length", [1, 14, 15, 100, 213, 400, 1000, 2331])
def test_a_code_of_any_length_stays_on_the_paper(length: int, dots: int) -> None:
    modules = len(segno.make(b"x" * length, error="M", boost_error=False, micro=False, mode="byte").matrix)
    module_dots = qr_module_dots(length, dots)
    assert module_dots * (modules + 8) <= dots
    assert module_dots == 6 or (module_dots + 1) * (modules + 8) > dots


def test_a_code_that_no_code_holds_is_a_defect_of_the_caller() -> None:
    with pytest.raises(ValueError, match="2332"):
        qr_module_dots(2332, 576)


def test_what_hangs_out_is_crossed_out_over_the_whole_width_and_cut() -> None:
    assert b"X" * 32 + b"\n\x1dVB\x00" in crossed_out(Paper(58))
    assert b"X" * 48 + b"\n\x1dVB\x00" in crossed_out(Paper(80))


@pytest.mark.parametrize("width_mm", [58, 80])
def test_the_sample_is_no_wider_than_the_paper(width_mm: int) -> None:
    paper = Paper(width_mm)
    assert all(len(list(lines_of(line, paper))) == 1 for line in sample_receipt())


def test_no_picture_holds_a_real_time_command() -> None:
    sent = raster(b"\x10\x04\x10\x05\x10\x14\x00\x00", 4)
    assert sent[:8] == b"\x1dv0\x00\x04\x00\x02\x00"
    assert not any(command in sent[8:] for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
    assert len(sent) == 16


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6), st.sampled_from([58, 80]))
def test_whatever_a_name_holds_it_is_text_and_never_a_command(texts: list[str], width_mm: int) -> None:
    printer = Firmware(width_mm, lambda _: None)
    printer.receive(bytes_of(*(TextLine(text) for text in texts), TextLine("完"), paper=Paper(width_mm)))
    assert printer.unknown == []
    assert len(printer.finished) == 1
    assert printer.finished[0].text.endswith("完")


@settings(deadline=None)
@given(st.text(alphabet="便民终端一窗受理，。《》ABC 123-*", max_size=80))
def test_what_the_printer_prints_is_what_was_written(text: str) -> None:
    printer = Firmware(80, lambda _: None)
    printer.receive(bytes_of(TextLine(text)))
    shown = printer.finished[0].text
    assert shown.replace("\n", "").replace(" ", "") == text.replace(" ", "")
    assert all(columns_of(line) <= 48 for line in shown.split("\n"))
