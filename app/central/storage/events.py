"""Events: what is known of a batch before it is judged, and keeping what was judged, in few statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from app.central.storage.among import Among
from app.central.storage.content import CONTENT
from app.central.storage.rows import Rows, write_rows
from app.central.storage.tables import cases, documents, evaluations, events, notices, refused_events, uploads
from app.domain.case import CaseStatus

SEQUENCES_LOOKED_AT = 2_000
_FOREIGN_NUMBERS = 0x626D_6E75
"""The advisory lock's number; any that nothing else takes."""


# Built once: each batch asks all of them, and putting a statement together costs more than its answer.
_KNOWN_EVENTS = Among(
    select(events.c.id, events.c.station_id, events.c.kind, events.c.case_id, events.c.payload_sha256), events.c.id
)
_KNOWN_CASES = Among(select(cases.c.id, cases.c.station_id, cases.c.item), cases.c.id)
_USED_NUMBERS = Among(select(cases.c.number), cases.c.number)
_ARRIVED = Among(
    select(uploads.c.case_id, uploads.c.name, uploads.c.sha256, uploads.c.size).where(
        uploads.c.station_id == bindparam("station"), uploads.c.state == "complete"
    ),
    uploads.c.case_id,
)
_NO_LONGER_REFUSED = Among(delete(refused_events), refused_events.c.id)


def _of(table: Table) -> ColumnElement[bool]:
    return and_(table.c.station_id == bindparam("station"), table.c.enrolment == bindparam("enrolment"))


_USED_SEQUENCES = Among(select(events.c.sequence).where(_of(events)), events.c.sequence)
_SEQUENCES_AFTER = tuple(
    select(table.c.sequence)
    .where(_of(table), table.c.sequence > bindparam("contiguous"))
    .order_by(table.c.sequence)
    .limit(SEQUENCES_LOOKED_AT)
    for table in (events, refused_events)
)


class Standing(NamedTuple):
    """How a case stands; `event_id` is its content, `item_version` that of the item it was begun with."""

    status: CaseStatus
    event_id: str
    item_version: str = ""


def known_events(connection: Connection, ids: Collection[str]) -> dict[str, Row[Any]]:
    return {row.id: row for row in connection.execute(*_KNOWN_EVENTS.values_for(connection, ids))}


def used_sequences(connection: Connection, station_id: str, enrolment: int, asked: Collection[int]) -> set[int]:
    wanted = _USED_SEQUENCES.values_for(connection, asked, station=station_id, enrolment=enrolment)
    return set(connection.scalars(*wanted))


def known_cases(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Per case its station and its item."""
    rows = connection.execute(*_KNOWN_CASES.values_for(connection, ids))
    return {row.id: (row.station_id, row.item) for row in rows}


def used_numbers(connection: Connection, asked: Collection[str], own_prefix: str) -> set[str]:
    """At any station: what was numbered before an enrolment may meet the same number from elsewhere.

    Where the database takes several writers at once, those with such numbers come one after the other.
    """
    if connection.dialect.name == "postgresql" and not all(each.startswith(own_prefix) for each in asked):
        connection.execute(select(func.pg_advisory_xact_lock(_FOREIGN_NUMBERS)))
    return set(connection.scalars(*_USED_NUMBERS.values_for(connection, asked)))


def evaluated(connection: Connection, case_ids: Collection[str]) -> dict[str, bool]:
    """Of those that have an evaluation: whether it came from a phone."""
    found = select(evaluations.c.case_id, evaluations.c.event_id).where(evaluations.c.case_id.in_(case_ids))
    return {row.case_id: row.event_id is None for row in connection.execute(found)}


def used_papers(connection: Connection, codes: Collection[str], numbers: Collection[str]) -> set[str]:
    """Codes and numbers of papers that exist already."""
    found = select(documents.c.code, documents.c.number).where(
        or_(documents.c.code.in_(codes), documents.c.number.in_(numbers))
    )
    return {text for row in connection.execute(found) for text in row}


def standings(connection: Connection, case_ids: Collection[str]) -> dict[str, Standing]:
    columns = (cases.c.id, cases.c.status, CONTENT.label("content"), cases.c.item_version)
    found = connection.execute(select(*columns).where(cases.c.id.in_(case_ids)))
    return {row.id: Standing(CaseStatus(row.status), row.content, row.item_version) for row in found}


def known_notices(connection: Connection, ids: Collection[str]) -> set[str]:
    return set(connection.scalars(select(notices.c.id).where(notices.c.id.in_(ids))))


def arrived(connection: Connection, station_id: str, case_ids: Collection[str]) -> set[tuple[str, str, str, int]]:
    """Files that came before their case: case, name, SHA-256, size."""
    rows = connection.execute(*_ARRIVED.values_for(connection, case_ids, station=station_id))
    return {(row.case_id, row.name, row.sha256, row.size) for row in rows}


def keep(connection: Connection, taken: Sequence[tuple[Table, Rows]]) -> None:
    for table, rows in taken:
        write_rows(connection, table, rows)


def keep_refused(connection: Connection, refused: Rows, accepted_ids: Collection[str]) -> None:
    """What was refused is remembered until it is accepted after all, so that its sequence number is not missed."""
    gone = {*accepted_ids, *(row["id"] for row in refused)}
    if gone:
        connection.execute(*_NO_LONGER_REFUSED.values_for(connection, gone))
    if refused:
        connection.execute(insert(refused_events), list({row["id"]: row for row in refused}.values()))


@dataclass(frozen=True, slots=True)
class Ahead:
    """Sequence numbers seen beyond the unbroken run: of events that were kept, and of those that were refused."""

    contiguous: int
    kept: Sequence[int]
    refused: Sequence[int]

    @property
    def is_all(self) -> bool:
        """Whether none is left that was not looked at."""
        return max(len(self.kept), len(self.refused)) < SEQUENCES_LOOKED_AT

    def has_all_kept(self, asked: Collection[int]) -> bool:
        """Whether `kept` says of each of these whether there is an event with it."""
        return self.is_all and min(asked) > self.contiguous

    def seen(self, more: Collection[int] = ()) -> list[int]:
        """In order, with those of events kept since."""
        return sorted({*self.kept, *self.refused, *(each for each in more if each > self.contiguous)})


def sequences_ahead(connection: Connection, station_id: str, enrolment: int, contiguous: int) -> Ahead:
    after = {"station": station_id, "enrolment": enrolment, "contiguous": contiguous}
    kept, refused = (connection.scalars(each, after).all() for each in _SEQUENCES_AFTER)
    return Ahead(contiguous, kept, refused)
