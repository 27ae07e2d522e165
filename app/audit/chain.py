"""The hash chain: every record's hash covers the record and the hash before it.

    hash(n) = SHA-256(hash(n-1) || record(n)),   hash(0) = 32 zero bytes

A record is canonical JSON with its own running number, so a record that was changed, taken out, put in or
moved breaks the chain there. A cut tail shows only against a head kept elsewhere: `ChainReport.head` is what the
centre keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from app.audit.canonical import canonical_json
from app.audit.events import AuditEvent

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class ChainRecord:
    """`record` is canonical JSON as it was hashed; `hash` is 32 bytes."""

    sequence: int
    record: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`broken_at` is the running number of the first record that does not fit; `head` the last good hash in hex."""

    records: int
    intact: bool
    broken_at: int | None = None
    head: str = GENESIS.hex()


def link(previous: bytes, sequence: int, at: datetime, event: AuditEvent) -> ChainRecord:
    """The next record of a chain. `previous` is the last record's hash, or GENESIS; `at` must know its zone."""
    body = {
        "sequence": sequence,
        "at": at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "event": event.name,
        "fields": dict(event.fields),
    }
    record = canonical_json(body)
    return ChainRecord(sequence, record, sha256(previous + record).digest())


def verify(records: Iterable[ChainRecord]) -> ChainReport:
    """Walks the whole chain, oldest first."""
    previous, count, broken_at = GENESIS, 0, None
    for each in records:
        count += 1
        if broken_at is None:
            if _fits(each, previous, count):
                previous = each.hash
            else:
                broken_at = each.sequence
    return ChainReport(count, broken_at is None, broken_at, previous.hex())


def _fits(record: ChainRecord, previous: bytes, expected: int) -> bool:
    if record.sequence != expected or sha256(previous + record.record).digest() != record.hash:
        return False
    try:
        body = json.loads(record.record)
    except ValueError:
        return False
    return isinstance(body, dict) and body.get("sequence") == expected
