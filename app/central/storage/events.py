"""Events: what is known of a batch before it is judged, and keeping what was judged, in few statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, or_, select, tuple_

from app.central.storage.tables import cases, documents, evaluations, events, refused_events, uploads

Rows = list[dict[str, Any]]
SEQUENCES_LOOKED_AT = 2_000
_FOREIGN_NUMBERS = 0x626D_6E75
"""The advisory lock's number; any that nothing else takes."""


def known_events(connection: Connection, ids: Collection[str]) -> dict[str, Row[Any]]:
    columns = (events.c.id, events.c.station_id, events.c.kind, events.c.case_id, events.c.payload_sha256)
    return {row.id: row for row in connection.execute(select(*columns).where(events.c.id.in_(ids)))}


def used_sequences(connection: Connection, station_id: str, enrolment: int, asked: Collection[int]) -> set[int]:
    return set(
        connection.scalars(
            select(events.c.sequence).where(_of(events, station_id, enrolment), events.c.sequence.in_(asked))
        )
    )


def known_cases(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Per case its station and its item."""
    rows = connection.execute(select(cases.c.id, cases.c.station_id, cases.c.item).where(cases.c.id.in_(ids)))
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
    rows = connection.execute(
        select(uploads.c.case_id, uploads.c.name, uploads.c.sha256, uploads.c.size).where(
            uploads.c.case_id.in_(case_ids), uploads.c.station_id == station_id, uploads.c.state == "complete"
        )
    )
    return {(row.case_id, row.name, row.sha256, row.size) for row in rows}


def keep(connection: Connection, taken: Sequence[tuple[Table, Rows]]) -> None:
    for table, rows in taken:
        if rows:
            connection.execute(insert(table), rows)


def keep_refused(connection: Connection, refused: Rows, accepted_ids: Collection[str]) -> None:
    """What was refused is remembered until it is accepted after all, so that its sequence number is not missed."""
    gone = {*accepted_ids, *(row["id"] for row in refused)}
    connection.execute(delete(refused_events).where(refused_events.c.id.in_(gone)))
    if refused:
        connection.execute(insert(refused_events), list({row["id"]: row for row in refused}.values()))


def sequences_after(connection: Connection, station_id: str, enrolment: int, contiguous: int) -> list[int]:
    """Sequence numbers seen beyond the unbroken run, in order."""
    seen: set[int] = set()
    for table in (events, refused_events):
        seen |= set(
            connection.scalars(
                select(table.c.sequence)
                .where(_of(table, station_id, enrolment), table.c.sequence > contiguous)
                .order_by(table.c.sequence)
                .limit(SEQUENCES_LOOKED_AT)
            )
        )
    return sorted(seen)


def _of(table: Table, station_id: str, enrolment: int) -> ColumnElement[bool]:
    return tuple_(table.c.station_id, table.c.enrolment) == (station_id, enrolment)
