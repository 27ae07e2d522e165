"""A seal opened while the file arrives: nothing is kept but the size and the SHA-256 of what is inside.

When the last byte is there, the answer is there too. Whatever this does not open is left to pyrage and the stored
bytes, whose word is final.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.central.age_files import CHUNK_BYTES, TAG_BYTES, open_header

HEADER_LIMIT_BYTES = 16 * 1024
OPENINGS_KEPT = 64
"""Uploads between two connections; the others are opened again from the store when they are whole."""
_CHUNK = CHUNK_BYTES + TAG_BYTES


class Opening:
    def __init__(self, identity: Any) -> None:
        self.offset = 0
        self.size = 0
        self.broken = False
        self._identity = identity
        self._sha256 = hashlib.sha256()
        self._cipher: ChaCha20Poly1305 | None = None
        self._waiting = bytearray()
        self._number = 0

    def feed(self, content: bytes | bytearray) -> None:
        """The next sealed bytes."""
        self.offset += len(content)
        if self.broken:
            return
        self._waiting += content
        try:
            if self._cipher is None:
                self._begin()
            if self._cipher is not None:
                self._open_chunks(self._cipher)
        except (ValueError, InvalidTag):
            self._break()

    def whole(self, size: int, sha256: str) -> bool:
        """True when the seal is sound and what is inside is what was declared."""
        if self.broken or self._cipher is None:
            return False
        try:
            last = self._cipher.decrypt(self._number.to_bytes(11, "big") + b"\x01", bytes(self._waiting), None)
        except (ValueError, InvalidTag):
            return False
        self._take(last)
        self._waiting.clear()
        return bool(last or self._number == 0) and (self.size, self._sha256.hexdigest()) == (size, sha256)

    def _begin(self) -> None:
        """Needs the whole header; until it is there, nothing happens."""
        end = self._waiting.find(b"\n", self._waiting.find(b"\n--- ") + 1)
        if b"\n--- " not in self._waiting or end < 0 or len(self._waiting) < end + 1 + 16:
            if len(self._waiting) > HEADER_LIMIT_BYTES:
                raise ValueError("no header")
            return
        self._cipher, start = open_header(self._identity, bytes(self._waiting[: end + 1 + 16]))
        del self._waiting[:start]

    def _open_chunks(self, cipher: ChaCha20Poly1305) -> None:
        """All but the last: that one is known by nothing coming after it."""
        at = 0
        with memoryview(self._waiting) as waiting:
            while len(waiting) - at > _CHUNK:
                nonce = self._number.to_bytes(11, "big") + b"\x00"
                self._take(cipher.decrypt(nonce, waiting[at : at + _CHUNK], None))
                self._number += 1
                at += _CHUNK
        del self._waiting[:at]

    def _take(self, plain: bytes) -> None:
        self.size += len(plain)
        self._sha256.update(plain)

    def _break(self) -> None:
        self.broken = True
        self._waiting.clear()


class Openings:
    """Those that wait for the next connection of their upload."""

    def __init__(self, identity: Any) -> None:
        self._identity = identity
        self._kept: OrderedDict[str, Opening] = OrderedDict()

    def take(self, upload_id: str, offset: int) -> Opening | None:
        """The one that has read exactly so far; None when bytes came in by another way."""
        if offset == 0:
            return Opening(self._identity)
        opening = self._kept.pop(upload_id, None)
        return opening if opening is not None and opening.offset == offset else None

    def keep(self, upload_id: str, opening: Opening) -> None:
        self._kept[upload_id] = opening
        while len(self._kept) > OPENINGS_KEPT:
            self._kept.popitem(last=False)

    def forget(self, upload_id: str) -> None:
        self._kept.pop(upload_id, None)
