"""Where a line of a receipt is broken. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hardware.receipt_printer.interface import TextLine

GETA = "〓"
"""What typesetters put where a character is missing."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_HALF = re.compile("[\ud800-\udfff]")
_NEVER_FIRST = "，。、；：！？）》」』”’％"
_LABEL = re.compile(r"\S[^\u3000]*?(?:\u3000+|  +)(?=\S)")


def columns_of(text: str) -> int:
    """ASCII takes one column, everything else two, as in the printer's font."""
    return sum(1 if character.isascii() else 2 for character in text)


def clean(text: str) -> str:
    """Control characters become spaces: data must never turn into commands. Half characters become 〓."""
    return _HALF.sub(GETA, _CONTROL.sub(" ", text))


def wrapped(line: TextLine, columns: int) -> Iterator[TextLine]:
    """The same line, broken between words and Hanzi; a large character takes twice the columns.

    A label and its value, parted by an ideographic or two plain spaces, stay apart: the value goes on under itself.
    """
    room = columns // 2 if line.large else columns
    rest, indent = clean(line.text), 0
    hang = _hang(rest, room) if line.align == "left" else 0
    while True:
        cut = _fitting(rest, room - indent)
        yield replace(line, text=" " * indent + rest[:cut].rstrip(" "))
        rest, indent = rest[cut:].lstrip(" "), hang
        if not rest:
            return


def _hang(text: str, room: int) -> int:
    label = _LABEL.match(text)
    width = columns_of(label.group()) if label else 0
    return width if width <= room // 2 else 0


def _fitting(text: str, room: int) -> int:
    """How many characters go on this line: at least one."""
    used = 0
    for at, character in enumerate(text):
        used += columns_of(character)
        if used > room:
            return max(1, next((cut for cut in range(at, 0, -1) if _may_break(text, cut)), at))
    return len(text)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NEVER_FIRST:
        return False
    return not (before.isascii() and after.isascii()) or " " in (before, after)
