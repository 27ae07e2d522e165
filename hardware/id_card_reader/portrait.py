"""The portrait of a card.

A real card carries 1024 bytes of WLT, which only a vendor's decoder can open: without one there is no picture.

1024 bytes are too few for a picture that faces can be matched with, so the photo of a *simulated* card is a
pointer, plainly marked as not WLT:

    0   16  b"BIANMIN NOT WLT\\0"
    16  32  SHA-256 of the portrait file
    48  …   absolute path of the portrait file, UTF-8, filled up with zeros

`decode_portrait` opens that file and returns it only if it is the very file the card was made with.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

PHOTO_BYTES = 1024
MAGIC = b"BIANMIN NOT WLT\0"
_HASH_END = len(MAGIC) + hashlib.sha256().digest_size
_LARGEST_FILE_BYTES = 8 * 1024 * 1024
_PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def simulated_photo(portrait: Path | None) -> bytes:
    """Photo bytes that point to `portrait` (PNG or JPEG), or to nothing. Raises ValueError, OSError."""
    if portrait is None:
        return MAGIC.ljust(PHOTO_BYTES, b"\0")
    content = portrait.read_bytes()
    if not content.startswith(_PICTURE_STARTS):
        raise ValueError(f"{portrait.name} 不是 PNG 或 JPEG 图片")
    photo = MAGIC + hashlib.sha256(content).digest() + str(portrait.resolve()).encode()
    if len(photo) > PHOTO_BYTES:
        raise ValueError(f"{portrait.name} 的路径太长")
    return photo.ljust(PHOTO_BYTES, b"\0")


def decode_portrait(photo_wlt: bytes) -> bytes | None:
    """PNG or JPEG bytes; None for a real card without a decoder, and for a simulated one without a portrait."""
    if not photo_wlt.startswith(MAGIC):
        return None
    digest, where = photo_wlt[len(MAGIC) : _HASH_END], photo_wlt[_HASH_END:].rstrip(b"\0")
    try:
        path = Path(where.decode())
        if not where or not path.is_file() or path.stat().st_size > _LARGEST_FILE_BYTES:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):
        return None
    genuine = hashlib.sha256(content).digest() == digest and content.startswith(_PICTURE_STARTS)
    return content if genuine else None
