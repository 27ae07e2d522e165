"""The simulator's paper: what was printed, and its picture as it would come out of the slot (203 dpi, PNG)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from hardware.receipt_printer.strip import HANZI_DOTS, LINE_DOTS, font_files, font_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_MARGIN_DOTS = 24
_PAPER_WHITE = (252, 251, 246)
_INK = (34, 34, 38)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style; `scale` 2 is double width and height."""

    text: str
    bold: bool
    scale: int

    @property
    def dots(self) -> int:
        return dots_of(self.text) * self.scale


def dots_of(text: str) -> int:
    """The width of the printer's own characters: a Hanzi is twice as wide as a letter."""
    return sum(HANZI_DOTS // 2 if character.isascii() else HANZI_DOTS for character in text)


@dataclass(frozen=True, slots=True)
class PrintedText:
    runs: tuple[Run, ...]
    align: int


@dataclass(frozen=True, slots=True)
class PrintedRaster:
    """`rows`: eight dots a byte, 1 is black."""

    rows: bytes
    row_bytes: int
    align: int


@dataclass(frozen=True, slots=True)
class PrintedQr:
    content: bytes
    module_dots: int
    error: str
    align: int


@dataclass(frozen=True, slots=True)
class PrintedFeed:
    dots: int


Mark = PrintedText | PrintedRaster | PrintedQr | PrintedFeed


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper, from its upper edge to the cut."""

    marks: tuple[Mark, ...]
    dots: int

    @property
    def text(self) -> str:
        """The characters of the printer's own font, line by line; pictures are not read."""
        return "\n".join("".join(run.text for run in mark.runs) for mark in self.marks if isinstance(mark, PrintedText))

    def png(self) -> bytes:
        """The picture, with the margins of the paper; drawn once."""
        return _picture(self)


@lru_cache(maxsize=32)
def _picture(slip: Slip) -> bytes:
    from PIL import Image, ImageDraw

    drawn = [_draw(mark, slip.dots) for mark in slip.marks]
    height = sum(each.height for each in drawn)
    paper = Image.new("RGB", (slip.dots + 2 * _MARGIN_DOTS, height + 3 * _MARGIN_DOTS), _PAPER_WHITE)
    y = _MARGIN_DOTS
    for each in drawn:
        paper.paste(_INK, (_MARGIN_DOTS, y), each)
        y += each.height
    edge = ImageDraw.Draw(paper)
    for x in range(0, paper.width, 8):  # the teeth of the cutter
        edge.polygon([(x, paper.height), (x + 4, paper.height - 5), (x + 8, paper.height)], (226, 224, 218))
    stream = io.BytesIO()
    paper.save(stream, "PNG", optimize=False)
    return stream.getvalue()


def _draw(mark: Mark, dots: int) -> Image:
    """A mask as wide as the paper: 255 where ink is."""
    from PIL import Image

    match mark:
        case PrintedText():
            return _draw_text(mark, dots)
        case PrintedRaster():
            width = mark.row_bytes * 8
            picture = Image.frombytes("1", (width, len(mark.rows) // mark.row_bytes), mark.rows).convert("L")
            return _placed(picture, mark.align, dots)
        case PrintedQr():
            return _placed(_draw_qr(mark), mark.align, dots)
        case PrintedFeed():
            return Image.new("L", (dots, mark.dots), 0)
        case _:
            assert_never(mark)


def _placed(picture: Image, align: int, dots: int) -> Image:
    from PIL import Image

    band = Image.new("L", (dots, picture.height), 0)
    band.paste(picture, ((dots - picture.width) * align // 2, 0))
    return band


def _draw_text(mark: PrintedText, dots: int) -> Image:
    from PIL import Image, ImageDraw

    height = LINE_DOTS * max((run.scale for run in mark.runs), default=1)
    band = Image.new("L", (dots, height), 0)
    pen = ImageDraw.Draw(band)
    x = (dots - sum(run.dots for run in mark.runs)) * mark.align // 2
    for run in mark.runs:
        for character in run.text:
            width = dots_of(character) * run.scale
            _draw_character(pen, character, run, x + width / 2, height * 0.8)
            x += width
    return band


def _draw_character(pen: ImageDraw, character: str, run: Run, middle: float, baseline: float) -> None:
    font = font_of(character, HANZI_DOTS * run.scale, font_files())
    for shift in (0, 1) if run.bold else (0,):
        pen.text((middle + shift, baseline), character, 255, font, anchor="ms")


def _draw_qr(mark: PrintedQr) -> Image:
    import segno
    from PIL import Image

    matrix = segno.make(
        mark.content.decode(), error=mark.error, boost_error=False, micro=False, mode="byte", encoding="utf-8"
    ).matrix
    quiet = 4
    side = len(matrix) + 2 * quiet
    picture = Image.new("L", (side, side), 0)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + quiet, y + quiet), 255)
    return picture.resize((side * mark.module_dots, side * mark.module_dots), Image.Resampling.NEAREST)
