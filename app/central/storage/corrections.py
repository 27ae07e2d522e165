"""Corrected parts of cases: what they rest on, and keeping one with all that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from app.central.storage import decisions as decision_rows
from app.central.storage import rechecks
from app.central.storage.content import CONTENT
from app.central.storage.decisions import Taken
from app.central.storage.tables import attachments, cases, corrections, events
from app.domain.case import CaseStatus

_columns = corrections.c


@dataclass(frozen=True, slots=True)
class Correctable:
    """A case as its correction finds it: its content, each office's last word on that, its files by name."""

    status: CaseStatus
    content: str
    ordinal: int
    words: Mapping[str, Taken]
    files: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is to be written. `carried` are the words that stand for the new content too, `files` the new ones.

    `event_id` names the new content, `before` the files they take the place of.
    """

    case_id: str
    event_id: str
    ordinal: int
    part: str
    before: Sequence[Mapping[str, Any]]
    files: Sequence[Mapping[str, Any]]
    carried: Sequence[Taken]


def correctable(connection: Connection, case_ids: Collection[str]) -> dict[str, Correctable]:
    """Of these cases those that are here; a batch brings few."""
    found = select(cases.c.id, cases.c.status, CONTENT.label("content")).where(cases.c.id.in_(case_ids))
    return {row.id: _correctable(connection, row.id, row.status, row.content) for row in connection.execute(found)}


def _correctable(connection: Connection, case_id: str, status: str, content: str) -> Correctable:
    last = select(func.coalesce(func.max(_columns.ordinal), 0)).where(_columns.case_id == case_id)
    files = connection.execute(select(attachments).where(attachments.c.case_id == case_id)).mappings()
    return Correctable(
        CaseStatus(status),
        content,
        int(connection.execute(last).scalar_one()),
        decision_rows.standing(connection, case_id, content),
        {row["name"]: dict(row) for row in files},
    )


def keep(connection: Connection, told: Sequence[Corrected], at: datetime) -> None:
    """After their events are written. Earlier versions of files stay in the object store and in `before`."""
    for each in told:
        row = {"event_id": each.event_id, "case_id": each.case_id, "ordinal": each.ordinal, "part": each.part}
        connection.execute(insert(corrections), row | {"before": [dict(one) for one in each.before], "at": at})
        connection.execute(update(cases).where(cases.c.id == each.case_id).values(corrected_by=each.event_id))
        names = [one["name"] for one in each.files]
        here = (attachments.c.case_id == each.case_id) & attachments.c.name.in_(names)
        connection.execute(delete(attachments).where(here))
        if each.files:
            connection.execute(insert(attachments), [dict(one) for one in each.files])
        for word in each.carried:
            decision_rows.add(connection, each.case_id, word)
        rechecks.again(connection, each.case_id, at)


def payloads_of(connection: Connection, case_ids: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
    """Sealed, per case the oldest first."""
    query = (
        select(_columns.case_id, events.c.payload)
        .join(events, events.c.id == _columns.event_id)
        .where(_columns.case_id.in_(case_ids))
        .order_by(_columns.case_id, _columns.ordinal)
    )
    found: dict[str, tuple[bytes, ...]] = {}
    for row in connection.execute(query):
        found[row.case_id] = (*found.get(row.case_id, ()), row.payload)
    return found


def of_case(connection: Connection, case_id: str) -> list[RowMapping]:
    """Oldest first: event_id, ordinal, part, before, at."""
    found = select(corrections).where(_columns.case_id == case_id).order_by(_columns.ordinal)
    return list(connection.execute(found).mappings())
