"""Rows that nobody needs any more: found while everybody works, then taken out some at a time.

What changed between the finding and the taking out is asked again where it is taken out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, exists, or_, select, tuple_

from app.central.storage.changes import CATALOGUE, OPERATORS, SEAL_KEY, holds_as_lock
from app.central.storage.tables import audit_findings, audit_seals, changes, enrolment_codes, refused_events, stations

ROWS_AT_ONCE = 500
"""Of one transaction: nobody waits long for it, and no statement has too many values."""
IsOld = Callable[[datetime], ColumnElement[bool]]

_HOLDS_UNTIL_THE_NEXT = (OPERATORS, SEAL_KEY, CATALOGUE)
_newer, _later = changes.alias("newer"), audit_seals.alias("later")


def find(connection: Connection, table: Table, is_old: ColumnElement[bool]) -> list[Row[tuple[object, ...]]]:
    """The keys of some."""
    return list(connection.execute(select(*table.primary_key).where(is_old).limit(ROWS_AT_ONCE)).all())


def forget(
    connection: Connection, table: Table, is_old: ColumnElement[bool], found: list[Row[tuple[object, ...]]]
) -> int:
    these = tuple_(*table.primary_key).in_([tuple(row) for row in found])
    return connection.execute(delete(table).where(these, is_old)).rowcount


def old_changes(before: datetime) -> ColumnElement[bool]:
    """Answered ones; the newest list of operators, key, catalogue and lock of a station hold until there is another."""
    of_its_kind = and_(_newer.c.station_id == changes.c.station_id, _newer.c.kind == changes.c.kind)
    followed = exists().where(of_its_kind, _newer.c.cursor > changes.c.cursor)
    answered = and_(changes.c.at < before, changes.c.outcome != "")
    return and_(answered, or_(changes.c.kind.not_in(_HOLDS_UNTIL_THE_NEXT), followed), ~holds_as_lock())


def old_refusals(before: datetime) -> ColumnElement[bool]:
    """Below the unbroken run, where their numbers are counted already, or of an earlier enrolment.

    The last number of the run stays: it may be the highest that was ever seen.
    """
    refused = refused_events.c
    counted = or_(refused.enrolment < stations.c.enrolment, refused.sequence < stations.c.contiguous_sequence)
    return and_(refused.refused_at < before, exists().where(stations.c.id == refused.station_id, counted))


def old_seals(before: datetime) -> ColumnElement[bool]:
    """All but the last of each station, and none of a station whose trail somebody has to look into."""
    mine = audit_seals.c.station_id
    followed = exists().where(_later.c.station_id == mine, _later.c.last > audit_seals.c.last)
    looked_into = exists().where(audit_findings.c.station_id == mine, audit_findings.c.settled_at.is_(None))
    return and_(audit_seals.c.received_at < before, followed, ~looked_into)


def old_codes(before: datetime) -> ColumnElement[bool]:
    """Used or not: after its time a code is answered like one that never was."""
    return enrolment_codes.c.expires_at < before
