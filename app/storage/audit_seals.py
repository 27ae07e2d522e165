"""The daily seals' place in the database. Implements the port `Seals`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from app.audit import GENESIS, audit_event
from app.domain.audit_seals import REFUSALS, SealedDay, UnsealedDay
from app.domain.formats import CHINA
from app.storage.audit_log import append_record, moment_of
from app.storage.database import Database
from app.storage.tables import audit_records, audit_seals

WAITING, SETTLED = "waiting", "settled"
SETTLING_ON = timedelta(minutes=5)
"""So long after midnight a day counts as over: nothing of it is being written any more."""

_seals = audit_seals.c
_records = audit_records.c


class StoredSeals:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def unsealed(self, now: datetime) -> Sequence[UnsealedDay]:
        with self._database.reading() as connection:
            last = connection.execute(_newest()).first()
            after, head = (0, GENESIS) if last is None else (last.last, last.head)
            return list(_days(connection, after, head, now))

    def keep(self, sealed: Sequence[SealedDay]) -> None:
        """Each for itself: one that was sealed meanwhile by another program of this station is left as it is."""
        for each in sealed:
            with self._database.writing() as connection:
                newest = connection.execute(_newest()).first()
                if each.covers.first != (1 if newest is None else newest.last + 1):
                    continue
                connection.execute(insert(audit_seals), _row(each))
                records = each.covers.last - each.covers.first + 1
                told = audit_event("audit.sealed", day=each.covers.day.isoformat(), records=min(records, 9_999_999))
                append_record(connection, self._clock(), told)

    def waiting(self, limit: int) -> Sequence[SealedDay]:
        query = select(audit_seals).where(_seals.state == WAITING).order_by(_seals.last).limit(limit)
        with self._database.reading() as connection:
            return [sealed_day(row) for row in connection.execute(query)]

    def sign_anew(self, sealed: SealedDay) -> None:
        with self._database.writing() as connection:
            mine = update(audit_seals).where(_seals.last == sealed.covers.last, _seals.state == WAITING)
            connection.execute(mine.values(seal=sealed.seal, public_key=sealed.public_key))

    def answered(self, sealed: SealedDay, verdict: str) -> None:
        with self._database.writing() as connection:
            mine = update(audit_seals).where(_seals.last == sealed.covers.last, _seals.state == WAITING)
            settled = connection.execute(mine.values(state=SETTLED, verdict=verdict))
            if settled.rowcount and verdict in REFUSALS:
                told = audit_event("audit.seal_refused", day=sealed.covers.day.isoformat(), verdict=verdict)
                append_record(connection, self._clock(), told)

    def all(self) -> Sequence[SealedDay]:
        with self._database.reading() as connection:
            return [sealed_day(row) for row in connection.execute(select(audit_seals).order_by(_seals.last))]


def china_day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()


def _newest() -> Any:
    return select(_seals.last, _seals.head).order_by(_seals.last.desc()).limit(1)


def _days(connection: Connection, after: int, head: bytes, now: datetime) -> Iterator[UnsealedDay]:
    """A record of an earlier day behind one of a later day belongs to the later: the clock was corrected between.

    One of a day that has not been yet was written by a clock that ran ahead: it belongs to what stands beside it.
    """
    today = china_day(now - SETTLING_ON)
    query = select(audit_records).where(_records.sequence > after).order_by(_records.sequence)
    day: date | None = None
    first, last, previous, current = after + 1, after, head, head
    for row in connection.execute(query):
        written_on = _day_of(row.record, now) or day
        if written_on is not None and written_on >= today:
            break
        if day is not None and written_on is not None and written_on > day:
            yield UnsealedDay(day, first, last, previous.hex(), current.hex())
            first, previous = row.sequence, current
        day = max(filter(None, (day, written_on)), default=None)
        last, current = row.sequence, row.hash
    if day is not None:
        yield UnsealedDay(day, first, last, previous.hex(), current.hex())


def _day_of(record: bytes, now: datetime) -> date | None:
    moment = moment_of(record)
    return china_day(moment) if moment and moment <= now else None


def _row(sealed: SealedDay) -> dict[str, object]:
    covers = sealed.covers
    return {
        "last": covers.last,
        "first": covers.first,
        "day": covers.day.isoformat(),
        "previous": bytes.fromhex(covers.previous),
        "head": bytes.fromhex(covers.head),
        "sealed_at": sealed.sealed_at,
        "public_key": sealed.public_key,
        "seal": sealed.seal,
        "state": WAITING,
        "verdict": "",
    }


def sealed_day(row: Row[Any]) -> SealedDay:
    covers = UnsealedDay(date.fromisoformat(row.day), row.first, row.last, row.previous.hex(), row.head.hex())
    return SealedDay(covers, row.sealed_at, row.public_key, row.seal, row.verdict)
