"""One seal for a whole batch: age seals a key of 32 bytes made for this one request, and the key seals each payload.

A payload is ChaCha20-Poly1305 over its zstd, the nonce its place in the batch (12 bytes, big-endian), nothing beside
it. It lies in the database with the sealed key before it, so that each row opens by itself and is forgotten by itself:

    b"bianmin-batch-seal/1\\n"  length of the sealed key (2 bytes)  place (4 bytes)  sealed key  sealed payload
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from pyrage import DecryptError

from app.central.age_files import open_age

Key = ChaCha20Poly1305
MARK = b"bianmin-batch-seal/1\n"
KEY_BYTES = 32
SEALED_KEY_LIMIT_BYTES = 4096
_HEAD = struct.Struct(">HI")
_NONCE_PADDING = bytes(8)


class BatchSealBroken(Exception):
    """The key is not for this centre, or something was altered."""


def open_key(identities: Sequence[Any], sealed_key: bytes) -> Key:
    """Raises BatchSealBroken."""
    try:
        key = open_age(tuple(identities), sealed_key)
    except DecryptError as error:
        raise BatchSealBroken from error
    if len(key) != KEY_BYTES:
        raise BatchSealBroken
    return ChaCha20Poly1305(key)


def open_payload(key: Key, place: int, sealed: bytes) -> bytes:
    """What was compressed. Raises BatchSealBroken."""
    try:
        return key.decrypt(_NONCE_PADDING + place.to_bytes(4, "big"), sealed, None)
    except (InvalidTag, ValueError) as error:
        raise BatchSealBroken from error


def as_stored(sealed_key: bytes, place: int, sealed: bytes) -> bytes:
    return b"".join((MARK, _HEAD.pack(len(sealed_key), place), sealed_key, sealed))


def open_stored(identities: Sequence[Any], stored: bytes) -> bytes:
    """What was compressed, of a row that begins with `MARK`. Raises BatchSealBroken."""
    begin = len(MARK) + _HEAD.size
    if len(stored) < begin:
        raise BatchSealBroken
    length, place = _HEAD.unpack_from(stored, len(MARK))
    return open_payload(open_key(identities, stored[begin : begin + length]), place, stored[begin + length :])
