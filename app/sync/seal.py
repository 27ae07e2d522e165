"""Sealing what leaves the station: JSON as base64(age(zstd(bytes))), files as age."""

from __future__ import annotations

import base64
import io
import json
from typing import Any, BinaryIO

import pyrage
import zstandard

from app.sync import limits
from app.sync.failures import CentreAnsweredWrongly
from app.sync.json_answers import read_json

ZSTD_LEVEL = 3
ZSTD_WINDOW_MAX_BYTES = 8 << 20


class Sealer:
    """Seals to one age public key ("age1…"). Raises ValueError for what is none."""

    def __init__(self, recipient: str) -> None:
        try:
            self._recipient: Any = pyrage.x25519.Recipient.from_str(recipient)
        except pyrage.RecipientError:
            raise ValueError("not an age recipient") from None

    def file(self, plain: bytes) -> bytes:
        sealed: bytes = pyrage.encrypt(plain, [self._recipient])
        return sealed

    def stream(self, plain: BinaryIO, sealed: BinaryIO) -> None:
        """A file of any length, piece by piece. Raises OSError, also for what `sealed` does not take."""
        try:
            pyrage.encrypt_io(plain, sealed, [self._recipient])
        except pyrage.EncryptError:
            raise OSError("sealing was broken off") from None

    def text(self, plain: bytes) -> str:
        """base64(age(zstd(plain)))"""
        return base64.b64encode(self._compressed(plain)).decode("ascii")

    def url_text(self, value: Any) -> str:
        """The same for JSON in a URL: base64url."""
        return base64.urlsafe_b64encode(self._compressed(_json(value))).decode("ascii")

    def json_text(self, value: Any) -> str:
        return self.text(_json(value))

    def _compressed(self, plain: bytes) -> bytes:
        return self.file(zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(plain))


class ReplyKey:
    """A key made for one question: only its holder can open the answer, and it is forgotten with it."""

    def __init__(self) -> None:
        self._identity: Any = pyrage.x25519.Identity.generate()

    @property
    def recipient(self) -> str:
        return str(self._identity.to_public())

    def open(self, sealed: Any) -> Any:
        """The JSON inside. Raises CentreAnsweredWrongly."""
        try:
            compressed = pyrage.decrypt(base64.b64decode(sealed, validate=True), [self._identity])
            return read_json(_decompressed(compressed))
        except (TypeError, ValueError, OSError, pyrage.DecryptError, zstandard.ZstdError):
            raise CentreAnsweredWrongly("封好的回答打不开") from None

    def open_file(self, sealed: bytes) -> bytes:
        """A file as it is. Raises CentreAnsweredWrongly."""
        try:
            plain: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError:
            raise CentreAnsweredWrongly("封好的文件打不开") from None
        return plain


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _decompressed(compressed: bytes) -> bytes:
    reader = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_MAX_BYTES).stream_reader(io.BytesIO(compressed))
    plain = reader.read(limits.SEALED_ANSWER_MAX_BYTES + 1)
    if len(plain) > limits.SEALED_ANSWER_MAX_BYTES:
        raise ValueError("too long")
    return plain
