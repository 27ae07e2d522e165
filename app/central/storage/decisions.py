"""Decisions on cases, one row each: who, when, what. They are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.central.storage.tables import decisions

DESK_DECIDER = "desk:"
"""Before the staff number of whoever decided at a desk: reviewers have numbers of their own."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`event_id` is the content it was taken on; `office` empty: on the whole case.

    `carried_from` is the row that stands for this content too, because what was corrected since is none of its matter.
    """

    id: int
    event_id: str
    office: str
    decider: str
    decision: str
    parts: Sequence[str]
    reason: str
    at: datetime
    carried_from: int | None = None


_COLUMNS = [decisions.c[name] for name in Taken.__dataclass_fields__]


def add(connection: Connection, case_id: str, taken: Taken) -> None:
    """Its id is the database's own."""
    values = {name: getattr(taken, name) for name in Taken.__dataclass_fields__ if name != "id"}
    values["parts"] = list(taken.parts)
    connection.execute(insert(decisions).values(case_id=case_id, **values))


def of_case(connection: Connection, case_id: str) -> list[Taken]:
    """Oldest first."""
    found = select(*_COLUMNS).where(decisions.c.case_id == case_id).order_by(decisions.c.id)
    return [Taken(*row) for row in connection.execute(found)]


def standing(connection: Connection, case_id: str, event_id: str) -> dict[str, Taken]:
    """Per office its last word on this content."""
    return {each.office: each for each in of_case(connection, case_id) if each.event_id == event_id}
