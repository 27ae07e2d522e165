"""ESC/POS bytes of a receipt, and the meaning of the status bytes. Pure: no port, no clock.

Command names are those of the Epson ESC/POS reference, which Chinese receipt printers follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from hardware.receipt_printer.interface import FeedLine, QrLine, Receipt, ReceiptLine, RuleLine, TextLine
from hardware.receipt_printer.wrapping import GETA, columns_of, wrapped

DOTS_PER_COLUMN = 12  # font A: one ASCII character; a Hanzi takes two columns
DOTS_BY_WIDTH_MM = {58: 384, 80: 576}

INITIALIZE = b"\x1b@"  # ESC @
NO_UNASKED_STATUS = b"\x1da\x00"  # GS a 0: some printers are delivered with automatic status back switched on
HANZI_MODE = b"\x1c&"  # FS &: from here on two bytes are one Hanzi
CUT = b"\x1dVB\x00"  # GS V 66 0: feed to the cutter, partial cut
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4 8: forget what was not printed yet
END_OF_TORN = bytes(10)  # NULs print nothing; so many complete any real-time command that broke off in its middle
ASK_END = b"\x1dr\x01"  # GS r 1: answered in order, after everything before it has been worked off

_ALIGN = {"left": b"\x1ba\x00", "center": b"\x1ba\x01", "right": b"\x1ba\x02"}  # ESC a n
_BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}  # ESC E n
_SIZE = {False: b"\x1d!\x00", True: b"\x1d!\x11"}  # GS ! n: double width and height
_QR_MODULE_DOTS = 6
_QR_QUIET_MODULES = 4
# Bytes a code of level M holds, versions 1 to 40 (ISO/IEC 18004, table 7).
_QR_BYTES_M = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
    *(
        711,
        779,
        857,
        911,
        997,
        1059,
        1125,
        1190,
        1264,
        1370,
        1452,
        1538,
        1628,
        1722,
        1809,
        1911,
        1989,
        2099,
        2213,
        2331,
    ),
)
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")

StripMaker = Callable[[TextLine, int], bytes]
"""Draws one line, given the paper's width in dots, and returns it as `raster` does."""

CLEAR_RESPONSE = b"\x37\x25\x00"  # what some printers say to CLEAR_BUFFERS


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper's width and the characters the printer's own font can print.

    `charset` is `gbk` (every two-byte GB18030 character) or `gb2312` for printers with the small font.
    """

    width_mm: int = 80
    charset: str = "gbk"

    @property
    def dots(self) -> int:
        return DOTS_BY_WIDTH_MM[self.width_mm]

    @property
    def columns(self) -> int:
        return self.dots // DOTS_PER_COLUMN


def in_printers_font(text: str, charset: str) -> bytes | None:
    """The bytes of the text, or None where one character is not in the printer's own font.

    Four-byte GB18030 is not, and private use is not, whose glyph nobody can know.
    """
    try:
        encoded = text.encode("gb18030" if charset == "gbk" else charset)
    except UnicodeEncodeError:
        return None
    two_bytes_at_most = len(encoded) <= columns_of(text)
    return encoded if two_bytes_at_most and not _PRIVATE_USE.search(text) else None


def style_change(before: TextLine, line: TextLine) -> bytes:
    """Only what differs: on a slow wire every byte is 87 µs."""
    changes = []
    if line.align != before.align:
        changes.append(_ALIGN[line.align])
    if line.bold != before.bold:
        changes.append(_BOLD[line.bold])
    if line.large != before.large:
        changes.append(_SIZE[line.large])
    return b"".join(changes)


def raster(rows: bytes, row_bytes: int) -> bytes:
    """GS v 0: a black-and-white picture, eight dots a byte, 1 is black.

    DLE EOT or DLE ENQ inside the picture would be obeyed by printers that look for real-time commands in
    every byte: there one dot is added, which no eye can see.
    """
    height = len(rows) // row_bytes
    harmless = (
        rows.replace(b"\x10\x04", b"\x18\x04").replace(b"\x10\x05", b"\x18\x05").replace(b"\x10\x14", b"\x18\x14")
    )
    return b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + height.to_bytes(2, "little") + harmless


def qr_module_dots(content_bytes: int, dots: int) -> int:
    """How large a module may be, so that the code and its quiet zone stay on the paper. Raises ValueError where no
    code of level M holds so much.
    """
    version = bisect_left(_QR_BYTES_M, content_bytes) + 1
    if version > len(_QR_BYTES_M):
        raise ValueError(f"{content_bytes} bytes do not go into a QR code of level M")
    return max(1, min(_QR_MODULE_DOTS, dots // (17 + 4 * version + 2 * _QR_QUIET_MODULES)))


def qr_code(content: str, dots: int) -> bytes:
    """GS ( k: model 2, module size, error correction M, store, print."""

    def function(body: bytes) -> bytes:
        return b"\x1d(k" + (len(body) + 1).to_bytes(2, "little") + b"1" + body

    data = content.encode()
    return b"".join(
        (
            function(b"A2\x00"),
            function(b"C" + bytes([qr_module_dots(len(data), dots)])),
            function(b"E1"),
            function(b"P0" + data),
            function(b"Q0"),
        )
    )


def lines_of(line: ReceiptLine, paper: Paper) -> Iterator[TextLine | QrLine | FeedLine]:
    """One line of the receipt as lines of the paper."""
    match line:
        case TextLine():
            yield from wrapped(line, paper.columns)
        case RuleLine():
            yield TextLine("-" * paper.columns)
        case QrLine() | FeedLine():
            yield line
        case _:
            assert_never(line)


def without_rare(text: str, charset: str) -> bytes:
    """The text with 〓 where the printer's font has nothing: the last resort of a machine without fonts."""
    return b"".join(in_printers_font(each, charset) or GETA.encode("gb18030") for each in text)


def crossed_out(paper: Paper) -> bytes:
    """A row of crosses over the whole width and the cut: what hangs out of the printer is void, and off.

    No words, so that no language is needed; without it a half receipt could pass for a whole one, above all when only
    its last lines are missing.
    """
    return INITIALIZE + b"X" * paper.columns + b"\n" + CUT


def job(receipt: Receipt, paper: Paper, strip: StripMaker | None) -> Iterator[bytes]:
    """The receipt from initialisation to cut, in whole commands: between two of them a status may be asked for.

    `strip` None: there is no font to draw with.
    """
    yield INITIALIZE + NO_UNASKED_STATUS + HANZI_MODE
    style = TextLine("")
    for line in (part for each in receipt for part in lines_of(each, paper)):
        match line:
            case TextLine():
                encoded = in_printers_font(line.text, paper.charset)
                if encoded is None and strip is not None:
                    yield strip(line, paper.dots)
                    continue
                encoded = encoded if encoded is not None else without_rare(line.text, paper.charset)
                yield style_change(style, line) + encoded + b"\n"
                style = line
            case QrLine():
                centred = replace(style, align="center")
                yield style_change(style, centred) + qr_code(line.content, paper.dots)
                style = centred
            case FeedLine():
                yield b"\x1bd" + bytes([min(line.lines, 255)])  # ESC d n
    yield CUT
