"""The simulator must be as stern as a printer: what a real one would spoil, it spoils."""

from hardware.receipt_printer.firmware import Firmware
from hardware.receipt_printer.frames import END_OF_TORN
from hardware.status import PaperState


def powered_on() -> tuple[Firmware, list[bytes]]:
    answers: list[bytes] = []
    return Firmware(80, answers.append), answers


CUT = b"\x1dVB\x00"


def test_without_hanzi_mode_chinese_comes_out_garbled() -> None:
    printer, _ = powered_on()
    printer.receive("便民".encode("gb18030") + b"\n" + CUT)
    assert "便" not in printer.finished[0].text


def test_a_four_byte_character_comes_out_as_something_else() -> None:
    printer, _ = powered_on()
    printer.receive(b"\x1c&" + "㐂".encode("gb18030") + b"\n" + CUT)
    assert "㐂" not in printer.finished[0].text


def test_bytes_may_come_one_at_a_time() -> None:
    printer, answers = powered_on()
    for byte in b"\x1b@\x1c&" + "便民a终端".encode("gb18030") + b"\n\x10\x04\x01" + CUT + b"\x1dr\x01":
        printer.receive(bytes((byte,)))
    assert printer.finished[0].text == "便民a终端"
    assert answers == [b"\x12", b"\x00"]
    assert printer.unknown == []


def test_off_line_it_answers_and_prints_later() -> None:
    printer, answers = powered_on()
    printer.cover_open = True
    printer.receive(b"a\n" + CUT + b"\x1dr\x01\x10\x04\x02")
    assert answers == [b"\x16"]
    assert printer.finished == []
    printer.cover_open = False
    printer.work()
    assert printer.finished[0].text == "a"
    assert answers == [b"\x16", b"\x00"]


def test_cleared_buffers_are_never_printed() -> None:
    printer, _ = powered_on()
    printer.paper = PaperState.OUT
    printer.receive(b"a\n" + CUT + b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")
    printer.paper = PaperState.FULL
    printer.work()
    assert printer.finished == []


def test_text_wider_than_the_paper_goes_on_below() -> None:
    printer, _ = powered_on()
    printer.receive(b"x" * 60 + b"\n" + CUT)
    assert [len(line) for line in printer.finished[0].text.split("\n")] == [48, 12]


def test_a_command_it_does_not_know_is_remembered() -> None:
    printer, _ = powered_on()
    printer.receive(b"\x1bZ\n")
    assert printer.unknown == [b"\x1bZ"]


def test_a_command_that_broke_off_swallows_the_next_question_unless_it_is_completed() -> None:
    printer, answers = powered_on()
    printer.receive(b"\x10\x04" + b"\x10\x04\x01")
    assert answers == [b""]
    printer.receive(END_OF_TORN + b"\x10\x04\x01")
    assert answers == [b"", b"\x12"]
    for torn in (b"\x10", b"\x10\x04", b"\x10\x14\x08\x01", b"\x1dV", b"\x1ba"):
        printer, answers = powered_on()
        printer.receive(torn + END_OF_TORN + b"\x10\x04\x01")
        assert answers[-1] == b"\x12"


def test_power_lost_keeps_the_paper_and_forgets_the_rest() -> None:
    printer, _ = powered_on()
    printer.receive(b"a\nbc")
    printer.cover_open = True
    printer.receive(b"d\n")
    printer.lose_power()
    printer.cover_open = False
    printer.receive(b"next\n" + CUT)
    assert printer.finished[0].text == "a\nnext"


def test_a_number_it_does_not_know_is_not_answered() -> None:
    printer, answers = powered_on()
    printer.receive(b"\x10\x04\x14\x10\x04\x09")
    assert b"".join(answers) == b""
