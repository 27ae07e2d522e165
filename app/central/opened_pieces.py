"""A sealed file opened piece by piece: a video of half a gigabyte is never in memory as a whole.

Every piece is proven genuine before it is given; that the file is whole is only known with the last one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag

from app.central.age_files import CHUNK_BYTES, TAG_BYTES, open_header
from app.central.sealing import SealBroken, open_bytes

HEADER_LIMIT_BYTES = 16 * 1024
IN_MEMORY_LIMIT_BYTES = 64 * 1024 * 1024
"""Of a file with a header that only pyrage opens, at once; no station makes one."""
_NONCE_BYTES = 16
_CHUNK = CHUNK_BYTES + TAG_BYTES


def opened_pieces(identity: Any, sealed: Iterator[bytes]) -> Iterator[bytes]:
    """The plain bytes, 64 KB at a time. Raises SealBroken, also in the middle, and whatever `sealed` raises."""
    waiting = bytearray()
    for piece in sealed:
        waiting += piece
        if _header_end(waiting) or len(waiting) > HEADER_LIMIT_BYTES:
            break
    end = _header_end(waiting)
    try:
        cipher, start = open_header(identity, bytes(waiting[:end]))
    except (ValueError, InvalidTag):
        yield open_bytes(identity, _all(waiting, sealed))
        return
    del waiting[:start]
    yield from _chunks(cipher, waiting, sealed)


def _chunks(cipher: Any, waiting: bytearray, sealed: Iterator[bytes]) -> Iterator[bytes]:
    """The last one is known by nothing coming after it; it is empty only where it is the only one."""
    number = 0
    try:
        for piece in _and_then(sealed):
            waiting += piece
            while len(waiting) > _CHUNK:
                yield cipher.decrypt(number.to_bytes(11, "big") + b"\x00", bytes(waiting[:_CHUNK]), None)
                del waiting[:_CHUNK]
                number += 1
        last = cipher.decrypt(number.to_bytes(11, "big") + b"\x01", bytes(waiting), None)
    except InvalidTag as error:
        raise SealBroken("seal") from error
    if not last and number:
        raise SealBroken("seal")
    yield last


def _and_then(sealed: Iterator[bytes]) -> Iterator[bytes]:
    """Nothing first, so that what waits already is opened before more is read."""
    yield b""
    yield from sealed


def _header_end(waiting: bytearray) -> int:
    """Behind the header and the nonce; 0 where they are not whole yet."""
    mac = waiting.find(b"\n--- ")
    line_end = waiting.find(b"\n", mac + 1) if mac >= 0 else -1
    end = line_end + 1 + _NONCE_BYTES
    return end if line_end >= 0 and len(waiting) >= end else 0


def _all(waiting: bytearray, sealed: Iterator[bytes]) -> bytes:
    for piece in sealed:
        waiting += piece
        if len(waiting) > IN_MEMORY_LIMIT_BYTES:
            raise SealBroken("size")
    return bytes(waiting)
