"""The journal of one recording: a line a record, each sealed by a code over itself and the code before it.

    code(n) = HMAC-SHA256(key, code(n-1) || record(n)),   code(0) = 32 zero bytes

A line is canonical JSON, a tab, the code in hex, a newline; the key is the station's own, so nobody else can write one
that fits. A record that was changed, taken out, put in or moved is seen; so is a cut tail once the recording is ended.
A power cut leaves at most half a line at the end, which is no record.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.audit.canonical import canonical_json

GENESIS = bytes(32)
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Journal:
    """What a file holds. `head` is the last good code, `length` the bytes up to there; `is_intact` False: what follows
    is more than half a line at the end, so somebody changed something.
    """

    records: tuple[Record, ...]
    head: bytes
    length: int
    is_intact: bool


def journal_key(identity: str) -> bytes:
    """The key for journals, from the station's age identity."""
    return hmac.digest(identity.encode("ascii"), b"recording journal 1", "sha256")


def code_after(key: bytes, head: bytes, record: bytes) -> bytes:
    return hmac.digest(key, head + record, "sha256")


def line_of(key: bytes, head: bytes, record: Record) -> tuple[bytes, bytes]:
    """The line for a record, and the new head."""
    body = canonical_json(record)
    code = code_after(key, head, body)
    return body + b"\t" + code.hex().encode("ascii") + b"\n", code


def read_journal(path: Path, key: bytes) -> Journal:
    """Raises OSError."""
    return parse_journal(path.read_bytes(), key)


def parse_journal(content: bytes, key: bytes) -> Journal:
    """The records up to the first that does not fit."""
    records: list[Record] = []
    head, length = GENESIS, 0
    for line in content.splitlines(keepends=True):
        record = _record(line, key, head)
        if record is None:
            break
        records.append(record)
        head = code_after(key, head, line.rpartition(b"\t")[0])
        length += len(line)
    rest = content[length:]
    return Journal(tuple(records), head, length, b"\n" not in rest)


def _record(line: bytes, key: bytes, head: bytes) -> Record | None:
    body, tab, code = line.rpartition(b"\t")
    good = code_after(key, head, body).hex().encode("ascii") + b"\n"
    if not tab or not hmac.compare_digest(code, good):
        return None
    record: Record = json.loads(body)
    return record


class JournalWriter:
    """Appends to a journal whose good part is `length` bytes and ends in `head`; what lies behind is cut off."""

    def __init__(self, path: Path, key: bytes, head: bytes = GENESIS, length: int = 0) -> None:
        self._key = key
        self._head = head
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self._descriptor = os.open(path, flags, 0o600)
        os.ftruncate(self._descriptor, length)
        os.lseek(self._descriptor, length, os.SEEK_SET)

    def append(self, record: Record) -> None:
        """Durable when it returns. Raises OSError; the tail may be half a line then, so nothing more may follow."""
        line, head = line_of(self._key, self._head, record)
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        os.fsync(self._descriptor)
        self._head = head

    def close(self) -> None:
        os.close(self._descriptor)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()
