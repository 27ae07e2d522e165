import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.code_scanner.frames import code_of, text_of, unwrapped
from hardware.code_scanner.interface import CodeScanned


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


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert text_of(b"\xef\xbb\xbf" + "便民".encode()) == "便民"


def test_text_that_could_be_either_is_read_as_the_scanner_was_said_to_send_it() -> None:
    content = "模".encode("gb18030")
    assert text_of(content, "gb18030") == "模"
    assert text_of(content, "utf-8") == text_of(content) != "模"


@pytest.mark.parametrize("encoding", ["auto", "utf-8", "gb18030"])
@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(encoding: str, content: bytes) -> None:
    assert isinstance(text_of(content, encoding), str)
    assert isinstance(code_of(content, encoding), CodeScanned)


def test_four_byte_characters_are_read() -> None:
    assert text_of(bytes.fromhex("9532 8236".replace(" ", "")) + b"A") == "𠀀A"


def test_a_prefix_is_taken_off_and_what_lacks_it_is_none_of_ours() -> None:
    assert unwrapped(b"\x02ABC", b"\x02") == b"ABC"
    assert unwrapped(b"ABC", b"\x02") is None
    assert unwrapped(b"\x02", b"\x02") is None
    assert unwrapped(b"ABC", b"") == b"ABC"


def test_what_was_scanned_is_out_of_sight() -> None:
    assert "310101" not in repr(code_of(b"310101199001011234"))
