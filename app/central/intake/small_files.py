"""Attachments that travel with the events of their batch: opened, compared with what was declared, still sealed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.central.intake.declaration import Declared, declared
from app.central.sealing import SealBroken, open_bytes
from app.central.uploads import protocol

LARGEST_SEALED_BYTES = 256 * 1024
_FILE_NAME = re.compile(r'filename="?([0-9a-f]{64})"?\s*(;|$)')


@dataclass(frozen=True, slots=True)
class SentFile:
    """One part of the request: its headers as they came, its sealed bytes."""

    disposition: str
    metadata: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SoundFile:
    """`name` is the SHA-256 of the sealed bytes, by which the answer speaks of it."""

    name: str
    told: Declared
    metadata: str
    sealed: bytes = field(repr=False)

    @property
    def identity(self) -> tuple[str, str, str, int]:
        return (self.told.case_id, self.told.name, self.told.sha256, self.told.size)


@dataclass(frozen=True, slots=True)
class UnsoundFile:
    """`reason` is a stable word."""

    name: str
    reason: str


def check_file(sent: SentFile, identity: Any) -> SoundFile | UnsoundFile:
    found = _FILE_NAME.search(sent.disposition)
    name = found[1] if found else ""
    reason = _outside(name, sent)
    if reason:
        return UnsoundFile(name, reason)
    try:
        told = declared(protocol.metadata({"upload-metadata": sent.metadata}))
    except protocol.Unreadable as error:
        return UnsoundFile(name, error.reason)
    if isinstance(told, str):
        return UnsoundFile(name, f"metadata_{told}")
    try:
        plain = open_bytes(identity, sent.sealed)
    except SealBroken as error:
        return UnsoundFile(name, error.reason)
    if len(plain) != told.size:
        return UnsoundFile(name, "size")
    if hashlib.sha256(plain).hexdigest() != told.sha256:
        return UnsoundFile(name, "sha256")
    return SoundFile(name, told, sent.metadata, sent.sealed)


def check_files(sent: Sequence[SentFile], identity: Any) -> list[SoundFile | UnsoundFile]:
    return [check_file(each, identity) for each in sent]


def _outside(name: str, sent: SentFile) -> str:
    """What speaks against it before it is opened; empty when nothing does."""
    if not name:
        return "filename"
    if len(sent.sealed) > LARGEST_SEALED_BYTES:
        return "too_large"
    return "" if hashlib.sha256(sent.sealed).hexdigest() == name else "filename_sha256"
