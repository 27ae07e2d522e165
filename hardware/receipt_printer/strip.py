"""One receipt line as a picture, for characters the printer's font does not have. Pillow is loaded at the first one."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hardware.receipt_printer.frames import raster
from hardware.receipt_printer.interface import TextLine

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LINE_DOTS = 30
HANZI_DOTS = 24

_FONTS = {
    "win32": ("C:/Windows/Fonts/msyh.ttc", "C:/Windows/Fonts/simsun.ttc", "C:/Windows/Fonts/simsunb.ttf"),
    "linux": (
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ),
}


def font_files(extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The fonts to look a character up in, in order; `extra` (a setting) first."""
    known = _FONTS["win32" if sys.platform == "win32" else "linux"]
    return tuple(name for name in (*extra, *known) if Path(name).is_file())


@lru_cache(maxsize=16)
def load_font(file: str, dots: int) -> FreeTypeFont:
    from PIL import ImageFont

    # Face 7 of the Noto collection is Mono CJK SC: its Latin letters are half as wide as a Hanzi, as on the paper.
    return ImageFont.truetype(file, dots, index=7 if file.endswith("NotoSansCJK-Regular.ttc") else 0)


@lru_cache(maxsize=4096)
def font_of(character: str, dots: int, files: tuple[str, ...]) -> FreeTypeFont:
    """The first font that has the character; where none has it, the first font's empty box is honest enough."""
    for file in files:
        font = load_font(file, dots)
        if bytes(font.getmask(character)) != bytes(font.getmask("\U000f1234")):
            return font
    if not files:
        raise FileNotFoundError("no font with Chinese characters")
    return load_font(files[0], dots)


def draw_strip(line: TextLine, dots: int, files: tuple[str, ...]) -> bytes:
    """The line as GS v 0, as wide as the paper, as high as a line of text."""
    from PIL import Image, ImageDraw

    scale = 2 if line.large else 1
    picture = Image.new("L", (dots, LINE_DOTS * scale), 255)
    pen = ImageDraw.Draw(picture)
    widths = [(HANZI_DOTS if not each.isascii() else HANZI_DOTS // 2) * scale for each in line.text]
    room = dots - sum(widths)
    x = {"left": 0, "center": room // 2, "right": room}[line.align]
    for character, width in zip(line.text, widths, strict=True):
        font = font_of(character, HANZI_DOTS * scale, files)
        # Baseline at 4/5 of the line, the place the printer's own font has it.
        for shift in (0, 1) if line.bold else (0,):
            pen.text((x + width / 2 + shift, LINE_DOTS * scale * 0.8), character, 0, font, anchor="ms")
        x += width
    black = picture.point(lambda value: 255 if value < 150 else 0, "1")
    return raster(black.tobytes(), dots // 8)
