"""Events: what is known of a batch before it is judged, and keeping what was judged, in few statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
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

from app.central.storage.tables import cases, documents, evaluations, events, refused_events, uploads

Rows = list[dict[str, Any]]
SEQUENCES_LOOKED_AT = 2_000
_FOREIGN_NUMBERS = 0x626D_6E75
"""The advisory lock's number; any that nothing else takes."""


# Built once: each batch asks all of them, and putting a statement together costs more than its answer.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_KNOWN_EVENTS = select(
    events.c.id, events.c.station_id, events.c.kind, events.c.case_id, events.c.payload_sha256
).where(events.c.id.in_(_SOME))
_KNOWN_CASES = select(cases.c.id, cases.c.station_id, cases.c.item).where(cases.c.id.in_(_SOME))
_ARRIVED = select(uploads.c.case_id, uploads.c.name, uploads.c.sha256, uploads.c.size).where(
    uploads.c.case_id.in_(_SOME), uploads.c.station_id == bindparam("station"), uploads.c.state == "complete"
)
_NO_LONGER_REFUSED = delete(refused_events).where(refused_events.c.id.in_(_SOME))


def _of(table: Table) -> ColumnElement[bool]:
    return and_(table.c.station_id == bindparam("station"), table.c.enrolment == bindparam("enrolment"))


_USED_SEQUENCES = select(events.c.sequence).where(_of(events), events.c.sequence.in_(_SOME))
_SEQUENCES_AFTER = tuple(
    select(table.c.sequence)
    .where(_of(table), table.c.sequence > bindparam("contiguous"))
    .order_by(table.c.sequence)
    .limit(SEQUENCES_LOOKED_AT)
    for table in (events, refused_events)
)


def known_events(connection: Connection, ids: Collection[str]) -> dict[str, Row[Any]]:
    return {row.id: row for row in connection.execute(_KNOWN_EVENTS, {"some": list(ids)})}


def used_sequences(connection: Connection, station_id: str, enrolment: int, asked: Collection[int]) -> set[int]:
    wanted = {"station": station_id, "enrolment": enrolment, "some": list(asked)}
    return set(connection.scalars(_USED_SEQUENCES, wanted))


def known_cases(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Per case its station and its item."""
    rows = connection.execute(_KNOWN_CASES, {"some": list(ids)})
    return {row.id: (row.station_id, row.item) for row in rows}


def used_numbers(connection: Connection, asked: Collection[str], own_prefix: str) -> set[str]:
    """At any station: what was numbered before an enrolment may meet the same number from elsewhere.

    Where the database takes several writers at once, those with such numbers come one after the other.
    """
    if connection.dialect.name == "postgresql" and not all(each.startswith(own_prefix) for each in asked):
        connection.execute(select(func.pg_advisory_xact_lock(_FOREIGN_NUMBERS)))
    return set(connection.scalars(select(cases.c.number).where(cases.c.number.in_(asked))))


def evaluated(connection: Connection, case_ids: Collection[str]) -> set[str]:
    return set(connection.scalars(select(evaluations.c.case_id).where(evaluations.c.case_id.in_(case_ids))))


def used_papers(connection: Connection, codes: Collection[str], numbers: Collection[str]) -> set[str]:
    """Codes and numbers of papers that exist already."""
    found = select(documents.c.code, documents.c.number).where(
        or_(documents.c.code.in_(codes), documents.c.number.in_(numbers))
    )
    return {text for row in connection.execute(found) for text in row}


def arrived(connection: Connection, station_id: str, case_ids: Collection[str]) -> set[tuple[str, str, str, int]]:
    """Files that came before their case: case, name, SHA-256, size."""
    rows = connection.execute(_ARRIVED, {"some": list(case_ids), "station": station_id})
    return {(row.case_id, row.name, row.sha256, row.size) for row in rows}


def keep(connection: Connection, taken: Sequence[tuple[Table, Rows]]) -> None:
    for table, rows in taken:
        if rows:
            connection.execute(insert(table), rows)


def keep_refused(connection: Connection, refused: Rows, accepted_ids: Collection[str]) -> None:
    """What was refused is remembered until it is accepted after all, so that its sequence number is not missed."""
    gone = {*accepted_ids, *(row["id"] for row in refused)}
    if gone:
        connection.execute(_NO_LONGER_REFUSED, {"some": list(gone)})
    if refused:
        connection.execute(insert(refused_events), list({row["id"]: row for row in refused}.values()))


def sequences_after(connection: Connection, station_id: str, enrolment: int, contiguous: int) -> list[int]:
    """Sequence numbers seen beyond the unbroken run, in order."""
    after = {"station": station_id, "enrolment": enrolment, "contiguous": contiguous}
    return sorted({sequence for each in _SEQUENCES_AFTER for sequence in connection.scalars(each, after)})
