"""Sealing to the centre's public key while a case is saved: what this station writes so, it cannot read again.

The formats are those in which things travel (`app.sync.seal`): files as age, payloads as age(zstd(JSON)).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, BinaryIO

import pyrage
from sqlalchemy import Connection

from app.storage.settings import read_setting

RECIPIENT_SETTING = "centre.seal_recipient"


class CentreSeal:
    """`recipient` is an age public key ("age1…"). Raises ValueError for what is none."""

    def __init__(self, recipient: str) -> None:
        self.recipient = recipient
        try:
            self._key: Any = pyrage.x25519.Recipient.from_str(recipient)
        except pyrage.RecipientError:
            raise ValueError("not an age recipient") from None

    def file(self, plain: bytes) -> bytes:
        sealed: bytes = pyrage.encrypt(plain, [self._key])
        return sealed

    def stream(self, plain: BinaryIO, sealed: BinaryIO) -> None:
        """Piece by piece. Raises OSError, also for what `sealed` does not take."""
        try:
            pyrage.encrypt_io(plain, sealed, [self._key])
        except pyrage.EncryptError:
            raise OSError("sealing was broken off") from None


def centre_seal(connection: Connection) -> CentreSeal | None:
    """The seal of the centre this station is enrolled with; None before enrolment."""
    recipient = read_setting(connection, RECIPIENT_SETTING)
    return _seal(recipient) if recipient else None


@lru_cache(maxsize=4)
def _seal(recipient: str) -> CentreSeal | None:
    try:
        return CentreSeal(recipient)
    except ValueError:  # enrolment takes none such; a store from elsewhere is read all the same
        return None
