"""Drawn pictures: a licence photo of nobody, and a signature. Pillow is imported here only."""

from __future__ import annotations

import io
from random import Random
from typing import Any

PHOTO_SIZE_PX = (260, 378)
PHOTO_DPI = (300, 300)
LARGEST_PHOTO_BYTES = 30 * 1024
QUALITIES = (95, 92, 90, 88, 85, 82, 79, 76, 73, 70)
SIGNATURE_SIZE_PX = (984, 300)
STROKE_PX = 9
GRAIN = 26
OVERSAMPLING = 2

SKINS = ("#E8C4A2", "#DDB48E", "#F0D0B4", "#C99B72")
HAIRS = ("#1C1A1A", "#2B2320", "#3A2C24", "#77726E")
CLOTHES = ("#25364F", "#5A2F3C", "#2F4A3B", "#3E3A52", "#6A5B45")


def licence_photo(random: Random) -> bytes:
    """JPEG, 260×378 at 300 dpi, white ground, 14 to 30 KB, head where GA 482 wants it."""
    from PIL import Image

    width, height = PHOTO_SIZE_PX
    figure, mask = _figure(random)
    grain = Image.frombytes("L", PHOTO_SIZE_PX, random.randbytes(width * height))
    grained = Image.blend(figure, Image.merge("RGB", (grain, grain, grain)), GRAIN / 255)
    picture = Image.new("RGB", PHOTO_SIZE_PX, "white")
    picture.paste(grained, (0, 0), mask)
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, dpi=PHOTO_DPI)
        if out.tell() <= LARGEST_PHOTO_BYTES:
            break
    return out.getvalue()


def _figure(random: Random) -> tuple[Any, Any]:
    """The person at the photo's size, and where there is person: crown 15 px below the edge, head 176 by 242 px."""
    from PIL import Image, ImageDraw

    size = (PHOTO_SIZE_PX[0] * OVERSAMPLING, PHOTO_SIZE_PX[1] * OVERSAMPLING)
    figure, mask = Image.new("RGB", size, "white"), Image.new("L", size, 0)
    skin, hair, clothes = random.choice(SKINS), random.choice(HAIRS), random.choice(CLOTHES)
    parts = (
        ("ellipse", (-20, 290, 280, 520), clothes),
        ("rectangle", (95, 225, 165, 305), skin),
        ("ellipse", (42, 15, 218, 210), hair),
        ("ellipse", (50, 42, 210, 257), skin),
        ("pieslice", (42, 15, 218, 150), hair),
        ("ellipse", (84, 138, 108, 152), "#FFFFFF"),
        ("ellipse", (152, 138, 176, 152), "#FFFFFF"),
        ("ellipse", (91, 139, 102, 152), hair),
        ("ellipse", (158, 139, 169, 152), hair),
        ("rectangle", (80, 122, 112, 128), hair),
        ("rectangle", (148, 122, 180, 128), hair),
        ("ellipse", (120, 176, 140, 188), "#C08A66"),
        ("ellipse", (106, 208, 154, 222), "#A8584F"),
    )
    for surface in (ImageDraw.Draw(figure), ImageDraw.Draw(mask)):
        for shape, box, colour in parts:
            corners = [each * OVERSAMPLING for each in box]
            arguments = (180, 360) if shape == "pieslice" else ()
            fill = colour if surface.mode == "RGB" else 255
            getattr(surface, shape)(corners, *arguments, fill=fill)
    return figure.resize(PHOTO_SIZE_PX, Image.Resampling.LANCZOS), mask.resize(PHOTO_SIZE_PX)


def signature(random: Random, characters: int) -> bytes:
    """PNG, black strokes on a transparent ground, as many bundles of strokes as the name has characters."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", SIGNATURE_SIZE_PX, (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    width, height = SIGNATURE_SIZE_PX
    cell = width / max(characters, 1)
    for number in range(characters):
        for _ in range(random.randint(4, 7)):
            left, right = number * cell + cell * 0.12, (number + 1) * cell - cell * 0.12
            corners = [(random.uniform(left, right), random.uniform(40, height - 40)) for _ in range(3)]
            pen.line(_curve(corners), fill=(27, 34, 48, 255), width=STROKE_PX, joint="curve")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _curve(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A quadratic Bézier through its own polygon, in 17 points."""
    (x0, y0), (x1, y1), (x2, y2) = corners
    steps = [number / 16 for number in range(17)]
    return [
        ((1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2)
        for t in steps
    ]
