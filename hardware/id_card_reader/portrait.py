"""The portrait of a card.

A real card carries 1024 bytes of WLT, which only a vendor's decoder can open (photo_decoder.py): without one there
is no picture. `portrait_decoder` gives the function that fits a reader's settings.

1024 bytes are too few for a picture that faces can be matched with, so the photo of a *simulated* card is a
pointer, plainly marked as not WLT:

    0   16  b"BIANMIN NOT WLT\\0"
    16  32  SHA-256 of the portrait file
    48  …   absolute path of the portrait file, UTF-8, filled up with zeros

`decode_portrait` opens that file and returns it only if it is the very file the card was made with.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

PHOTO_BYTES = 1024
MAGIC = b"BIANMIN NOT WLT\0"
_HASH_END = len(MAGIC) + hashlib.sha256().digest_size
_LARGEST_FILE_BYTES = 8 * 1024 * 1024
_PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

_log = logging.getLogger(__name__)


def portrait_decoder(options: Mapping[str, Any], *, is_simulated: bool) -> Callable[[bytes], bytes | None]:
    """Photo bytes to PNG or JPEG, None where there is no picture; `options` are those of the reader.

    A pointer to a file is believed of a simulated reader's cards only. May take as long as the decoder's limit: not for
    the window's thread. Why a decoder gave no picture is logged, in one word. Raises ValueError for wrong options.
    """
    from hardware.id_card_reader.decoder_settings import decoder_settings
    from hardware.id_card_reader.photo_decoder import NotDecoded, PhotoDecoder

    settings = decoder_settings(options)
    decoder = None if settings is None else PhotoDecoder(settings)

    def decode(photo_wlt: bytes) -> bytes | None:
        if photo_wlt.startswith(MAGIC):
            return decode_portrait(photo_wlt) if is_simulated else None
        if decoder is None:
            return None
        outcome = decoder.decode(photo_wlt)
        if isinstance(outcome, NotDecoded):
            _log.warning("the photo decoder gave no picture: %s", outcome.cause.value)
            return None
        return outcome.png

    return decode


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
    """The portrait of a simulated card: PNG or JPEG bytes; None for a real card, and for one without a portrait."""
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
