"""From what a vendor's decoder left in its buffer to a PNG of 102 × 126 pixels. Pure; never believes the bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 102, 126
RAW_BYTES = WIDTH * HEIGHT * 3
"""38556; as a BMP, whose rows are filled up to four bytes, 38862."""
_STARTS = {b"BM": "BMP", b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def portrait_png(output: bytes, kind: str = "auto", turn: str = "none") -> bytes | None:
    """`kind`: `picture` a BMP, PNG or JPEG by its first bytes; `bgr`, `rgb` raw rows; `auto` a picture, else `bgr`.

    `turn`: rows from the bottom up, or turned by 180°. None for what is no picture of that size, or of one colour.
    """
    image = None if kind in ("bgr", "rgb") else _picture(output)
    if image is None and kind != "picture" and not _has_picture_start(output):
        image = _raw(output, "rgb" if kind == "rgb" else "bgr")
    if image is None or image.getcolors(1) is not None:
        return None
    with io.BytesIO() as png:
        _turned(image, turn).save(png, "PNG")
        return png.getvalue()


def _has_picture_start(output: bytes) -> bool:
    return output.startswith(tuple(_STARTS))


def _picture(output: bytes) -> Image | None:
    from PIL import Image

    kind = next((kind for start, kind in _STARTS.items() if output.startswith(start)), None)
    if kind is None:
        return None
    try:
        with Image.open(io.BytesIO(output), formats=[kind]) as image:
            return image.convert("RGB") if image.size == (WIDTH, HEIGHT) else None
    except Exception:  # noqa: BLE001 - a picture library meets rubbish with errors of every kind
        return None


def _raw(output: bytes, order: str) -> Image | None:
    """Longer than its rows are is another format: behind them the buffer must be as empty as it was given."""
    from PIL import Image

    if len(output) < RAW_BYTES or any(output[RAW_BYTES:]):
        return None
    return Image.frombytes("RGB", (WIDTH, HEIGHT), output[:RAW_BYTES], "raw", order.upper())


def _turned(image: Image, turn: str) -> Image:
    from PIL.Image import Transpose

    match turn:
        case "upside_down":
            return image.transpose(Transpose.FLIP_TOP_BOTTOM)
        case "half_turn":
            return image.transpose(Transpose.ROTATE_180)
        case _:
            return image
