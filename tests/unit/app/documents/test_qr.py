"""QR codes as phones read them back."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from app.documents.qr import qr_svg

SCALE = 8
QUIET = 4
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def painted(svg: str) -> Image.Image:
    """The one path of the drawing: moves, and strokes one module high."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    side = int(root.attrib["width"]) + 2 * QUIET
    picture = Image.new("L", (side * SCALE, side * SCALE), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 0.0
    for act, first, second in STEP.findall(root[0].attrib["d"]):
        if act == "h":
            left, top = (x + QUIET) * SCALE, (y - 0.5 + QUIET) * SCALE
            pen.rectangle((left, top, left + float(first) * SCALE - 1, top + SCALE - 1), fill=0)
            x += float(first)
        else:
            x, y = (0.0, 0.0) if act == "M" else (x, y)
            x, y = x + float(first), y + float(second)
    return picture


@pytest.mark.parametrize(
    "text", ["取号", "https://zwfw.example.invalid/verify/7K3M9QXT2VWP5H8R4N6C", "便民终端 A012", "13805781234"]
)
def test_every_text_reads_back_as_utf_8(text: str) -> None:
    codes = zxingcpp.read_barcodes(painted(qr_svg(text)))
    assert [(code.text, code.bytes) for code in codes] == [(text, text.encode())]
