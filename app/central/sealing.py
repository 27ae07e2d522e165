"""Sealed JSON as it travels: `age(zstd(JSON bytes))`, opened with bounds so that a small bomb stays small."""

from __future__ import annotations

import base64
import binascii
import io
import json
import threading
from typing import Any

import orjson
import zstandard
from pyrage import DecryptError, RecipientError, encrypt, x25519

from app.central.age_files import is_for_others, open_age
from app.central.batch_seal import MARK, BatchSealBroken, open_stored
from app.central.seal_identities import identities_in

PLAIN_LIMIT_BYTES = 4 * 1024 * 1024
SEALED_LIMIT_BYTES = 4 * 1024 * 1024
ZSTD_WINDOW_BYTES = 8 * 1024 * 1024
ZSTD_LEVEL = 3
_LONG_NUMBER = b"0" * 19
_DIGITS_TO_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")
_of_this_thread = threading.local()


class SealBroken(Exception):
    """`reason` is a stable word: base64, seal, compression, size, json; recipient where it is sealed to a key that is
    not ours, or is to be sealed to something that is no key."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def from_base64(text: str) -> bytes:
    """Standard or URL-safe base64, padding optional."""
    if len(text) > SEALED_LIMIT_BYTES * 4 // 3 + 4:
        raise SealBroken("size")
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except (binascii.Error, ValueError):
        pass  # the URL-safe letters and a missing end are tried below
    try:
        plain = text.replace("-", "+").replace("_", "/").rstrip("=")
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SealBroken("base64") from error


def open_bytes(identity: Any, sealed: bytes) -> bytes:
    """What is inside one seal, as it is: an age file, or a payload of a batch with its key. Raises SealBroken."""
    try:
        return open_stored(identities_in(identity), sealed) if sealed.startswith(MARK) else open_age(identity, sealed)
    except (DecryptError, BatchSealBroken) as error:
        raise SealBroken("recipient" if is_for_others(identity, sealed) else "seal") from error


def open_sealed(identity: Any, sealed: bytes, limit: int = PLAIN_LIMIT_BYTES) -> bytes:
    """The plain bytes inside. Raises SealBroken."""
    return unpacked(open_bytes(identity, sealed), limit)


def unpacked(compressed: bytes, limit: int = PLAIN_LIMIT_BYTES) -> bytes:
    """What was compressed. Raises SealBroken: compression, size.

    Where the frame says how large it is, no more is set aside than that; else it is read up to the limit.
    """
    try:
        told = zstandard.frame_content_size(compressed)
        if told > limit:
            raise SealBroken("size")
        if told >= 0:
            return _unpacker().decompress(compressed, max_output_size=limit)
        plain = _unpacker().stream_reader(io.BytesIO(compressed)).read(limit + 1)
    except zstandard.ZstdError as error:
        raise SealBroken("compression") from error
    if len(plain) > limit:
        raise SealBroken("size")
    return plain


def _unpacker() -> zstandard.ZstdDecompressor:
    """One for each thread: making one costs as much as using it."""
    made: zstandard.ZstdDecompressor | None = getattr(_of_this_thread, "unpacker", None)
    if made is None:
        made = _of_this_thread.unpacker = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES)
    return made


def open_json(identity: Any, sealed: bytes, limit: int = PLAIN_LIMIT_BYTES) -> Any:
    return parse_json(open_sealed(identity, sealed, limit))


def parse_json(plain: bytes) -> Any:
    """Raises SealBroken also for half of a surrogate pair: JSON can say it, nothing else can write it down."""
    try:
        value = orjson.loads(plain)
        if _holds_fraction(value) and _LONG_NUMBER in plain.translate(_DIGITS_TO_NOUGHTS):
            value = json.loads(plain)  # where orjson makes a fraction of a whole number beyond 64 bits
    except (ValueError, RecursionError) as error:
        raise SealBroken("json") from error
    return value


def _holds_fraction(value: Any) -> bool:
    """Whether there is one at all: in nearly no case, and looking is quicker than reading every digit of it."""
    waiting: list[Any] = [[value]]
    while waiting:
        each = waiting.pop()
        for inside in each.values() if type(each) is dict else each:
            kind = type(inside)
            if kind is str:
                continue
            if kind is float:
                return True
            if kind is dict or kind is list:
                waiting.append(inside)
    return False


def seal_json(recipient: str, value: Any) -> bytes:
    """Raises SealBroken("recipient") when `recipient` is no age public key."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return seal_bytes(recipient, zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(plain))


def seal_bytes(recipient: str, content: bytes) -> bytes:
    """Content as it is, sealed. Raises SealBroken("recipient")."""
    try:
        sealed: bytes = encrypt(content, [x25519.Recipient.from_str(recipient)])
    except RecipientError as error:
        raise SealBroken("recipient") from error
    return sealed


def is_recipient(text: str) -> bool:
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def to_base64(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode()
