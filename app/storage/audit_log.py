"""The audit trail's place in the database. Records are appended inside the transaction of what they tell of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.audit import GENESIS, AuditEvent, ChainRecord, ChainReport, link, verify
from app.domain.standing import AuditHead
from app.storage.database import Database
from app.storage.tables import audit_records

PAGE_RECORDS = 1000

_NEWEST = select(audit_records.c.sequence, audit_records.c.hash).order_by(audit_records.c.sequence.desc()).limit(1)
_LAST = select(audit_records.c.record).order_by(audit_records.c.sequence.desc()).limit(1)
_APPEND = insert(audit_records)


def append_record(connection: Connection, at: datetime, event: AuditEvent) -> None:
    """Put the event at the chain's end, inside a writing transaction."""
    append_records(connection, at, [event])


def append_records(connection: Connection, at: datetime, events: Sequence[AuditEvent]) -> None:
    """Several in their order."""
    last = connection.execute(_NEWEST).first()
    sequence, previous = (0, GENESIS) if last is None else (last.sequence, last.hash)
    rows = []
    for event in events:
        sequence += 1
        record = link(previous, sequence, at, event)
        previous = record.hash
        rows.append({"sequence": sequence, "record": record.record, "hash": record.hash})
    if rows:
        connection.execute(_APPEND, rows)


def audit_head(connection: Connection) -> AuditHead:
    """Running number and hash of the newest record; 0 and GENESIS before the first."""
    last = connection.execute(_NEWEST).first()
    return AuditHead(0, GENESIS.hex()) if last is None else AuditHead(last.sequence, last.hash.hex())


def last_moment(connection: Connection) -> datetime | None:
    """When the newest record was written, by the clock of that time; None where there is none or it cannot be read."""
    newest = connection.execute(_LAST).scalar()
    return None if newest is None else moment_of(newest)


def moment_of(record: bytes) -> datetime | None:
    try:
        at = datetime.fromisoformat(json.loads(record)["at"])
    except (KeyError, TypeError, ValueError):
        return None
    return at if at.tzinfo else None


class AuditLog:
    """What happened at this station, hash-chained, without personal data."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def append(self, event: AuditEvent) -> None:
        with self._database.writing() as connection:
            append_record(connection, self._clock(), event)

    def records(self, after: int = 0, limit: int = PAGE_RECORDS) -> Sequence[ChainRecord]:
        """In order, from the record behind running number `after`."""
        columns = audit_records.c
        query = select(audit_records).where(columns.sequence > after).order_by(columns.sequence).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query)
            return [ChainRecord(row.sequence, _as_bytes(row.record), _as_bytes(row.hash)) for row in rows]

    def newest(self, count: int) -> Sequence[bytes]:
        """The last records, in order."""
        columns = audit_records.c
        query = select(columns.record).order_by(columns.sequence.desc()).limit(count)
        with self._database.reading() as connection:
            return [row.record for row in connection.execute(query)][::-1]

    def verify(self) -> ChainReport:
        """Walks the whole chain page by page."""
        return verify(self.every())

    def every(self) -> Iterator[ChainRecord]:
        """In order, read page by page."""
        after = 0
        while page := self.records(after):
            yield from page
            after = page[-1].sequence


def _as_bytes(value: object) -> bytes:
    """Whoever changes a record may leave a text or a number where bytes were; that must show, not stop the check."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8")
