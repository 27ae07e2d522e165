import pytest

from hardware.code_scanner.frames import LONGEST_CODE_BYTES, code_of, take_line, text_of
from hardware.code_scanner.interface import CodeScanned


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_line_ends_with_cr_or_lf_or_both(end: bytes) -> None:
    received = bytearray(b"6901234567892" + end + b"next" + end)
    assert take_line(received) == b"6901234567892"
    assert take_line(received) == b"next"
    assert take_line(received) is None


def test_half_a_line_waits_for_its_other_half() -> None:
    received = bytearray(b"6901")
    assert take_line(received) is None
    received += b"234\r"
    assert take_line(received) == b"6901234"


def test_empty_lines_are_passed_over() -> None:
    assert take_line(bytearray(b"\r\n \r\n\nA1\r\n")) == b"A1"


def test_endless_noise_does_not_grow() -> None:
    received = bytearray(b"x" * (3 * LONGEST_CODE_BYTES))
    assert take_line(received) is None
    assert len(received) == LONGEST_CODE_BYTES


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", ["便民终端", "㐂𠮷寿司", "BM-2026-0001", "é"])
def test_text_is_read_in_either_encoding(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == text


def test_the_aim_identifier_names_the_symbology() -> None:
    assert code_of(b"]Q1https://a.example/v/1") == CodeScanned("https://a.example/v/1", "QRCode")
    assert code_of(b"]C0ABC") == CodeScanned("ABC", "Code128")
    assert code_of("]Q3便民".encode("gb18030")) == CodeScanned("便民", "QRCode")


def test_a_code_without_identifier_keeps_every_character() -> None:
    assert code_of(b"ABC") == CodeScanned("ABC", "Unknown")
    assert code_of(b"]?1") == CodeScanned("]?1", "Unknown")
