"""Lines of the NUT protocol, as upsd 2.8.0 sent them and as RFC 9271 writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import FrameDamaged
from hardware.power.frames import (
    LONGEST_LINE_BYTES,
    LineDecoder,
    ListBegins,
    ListEnds,
    Okay,
    Refusal,
    Variable,
    encode,
    parse,
    split_words,
)


def test_a_question_is_a_line():
    assert encode("LIST", "VAR", "ups") == b"LIST VAR ups\n"


def test_a_word_with_spaces_quotes_and_backslashes_is_quoted():
    assert encode("SET", "VAR", "ups", "ups.id", 'a "b" \\ c') == b'SET VAR ups ups.id "a \\"b\\" \\\\ c"\n'
    assert encode("SET", "VAR", "ups", "ups.id", "") == b'SET VAR ups ups.id ""\n'


@pytest.mark.parametrize("word", ["a\nb", "a\rb", "a\0b"])
def test_a_word_cannot_smuggle_in_a_second_question(word):
    with pytest.raises(ValueError, match="line end"):
        encode("LIST", "VAR", word)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("OK", Okay()),
        ("OK Goodbye", Okay()),
        ("ERR DATA-STALE", Refusal("DATA-STALE")),
        ("ERR UNKNOWN-UPS somewhere", Refusal("UNKNOWN-UPS")),
        ("BEGIN LIST VAR ups", ListBegins(("VAR", "ups"))),
        ("END LIST VAR ups", ListEnds(("VAR", "ups"))),
        ('VAR ups ups.status "OL CHRG"', Variable("ups", "ups.status", "OL CHRG")),
        ('VAR ups device.mfr ""', Variable("ups", "device.mfr", "")),
        ('VAR ups device.model "Smart \\"X\\" \\\\ 1"', Variable("ups", "device.model", 'Smart "X" \\ 1')),
    ],
)
def test_an_answer_is_understood(line, answer):
    assert parse(line) == answer


@pytest.mark.parametrize(
    "line",
    [
        "ERR",
        "VAR ups ups.status",
        "VAR ups ups.status OL CHRG",
        'VAR ups ups.status "OL',
        'VAR ups ups.status "OL\\',
        "BEGIN LIST",
        "BEGIN VAR ups",
        "HTTP/1.1 400 Bad Request",
        "  ",
    ],
)
def test_what_is_no_answer_is_damaged(line):
    with pytest.raises(FrameDamaged):
        parse(line)


@given(st.lists(st.text(st.characters(exclude_characters="\n\r\0", codec="utf-8")), min_size=1))
def test_what_is_written_is_read_again(words):
    (line,) = LineDecoder().feed(b"X " + encode(*words))
    assert split_words(line) == ("X", *words)


@given(st.lists(st.binary()))
def test_any_bytes_give_lines_or_are_damaged(pieces):
    decoder = LineDecoder()
    for piece in pieces:
        try:
            for line in decoder.feed(piece):
                parse(line)
        except FrameDamaged:
            pass
        assert len(decoder._rest) <= LONGEST_LINE_BYTES


def test_lines_come_in_pieces():
    decoder = LineDecoder()
    lines = [line for byte in b"OK\r\n\nERR X\nEND" for line in decoder.feed(bytes([byte]))]
    assert lines == ["OK", "ERR X"]


def test_a_line_without_end_is_not_kept():
    decoder = LineDecoder()
    with pytest.raises(FrameDamaged):
        decoder.feed(b"x" * (LONGEST_LINE_BYTES + 1))
    assert decoder.feed(b"OK\n") == ["OK"]


def test_a_value_in_another_charset_does_not_hide_the_others():
    (line,) = LineDecoder().feed(b'VAR ups device.mfr "M\xfcller"\n')
    assert parse(line) == Variable("ups", "device.mfr", "M�ller")
