"""What is told of a case to the person whose it is: in few statements, and without opening it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from app.central.storage import decisions, mailings
from app.central.storage.content import CONTENT
from app.central.storage.decisions import Taken
from app.central.storage.mailings import MailingRow
from app.central.storage.results import Result, of_case
from app.central.storage.tables import cases, corrections, paper_events

OUT = ("presented", "taken")


@dataclass(frozen=True, slots=True)
class Followed:
    """`printed` are the numbers of papers that came out of a printer, and when; `corrected_at` oldest first."""

    id: str
    number: str
    item: str
    item_version: str
    status: str
    reason: str = field(repr=False)
    submitted_at: datetime
    received_at: datetime
    content: str
    decisions: Sequence[Taken] = ()
    corrected_at: Sequence[datetime] = ()
    results: Sequence[Result] = ()
    printed: dict[str, datetime] = field(default_factory=dict)
    mailing: MailingRow | None = None


_OF_CASE = ("id", "number", "item", "item_version", "status", "reason", "submitted_at", "received_at")
_FOUND = select(*(cases.c[name] for name in _OF_CASE), CONTENT.label("content"))


def by_ids(connection: Connection, case_ids: Sequence[str]) -> list[Followed]:
    """Newest first."""
    found = _FOUND.where(cases.c.id.in_(case_ids)).order_by(cases.c.submitted_at.desc(), cases.c.id.desc())
    return [_whole(connection, row) for row in connection.execute(found).mappings().all()]


def by_number(connection: Connection, number: str) -> list[Followed]:
    """More than one only where numbers were given twice before an enrolment."""
    found = connection.execute(_FOUND.where(cases.c.number == number)).mappings().all()
    return [_whole(connection, row) for row in found]


def by_mark(connection: Connection, mark: str) -> list[Followed]:
    """`mark` is the fingerprint of the code of its evaluation."""
    found = connection.execute(_FOUND.where(cases.c.evaluation_mark == mark)).mappings().all()
    return [_whole(connection, row) for row in found]


def _whole(connection: Connection, row: RowMapping) -> Followed:
    made = select(corrections.c.at).where(corrections.c.case_id == row["id"]).order_by(corrections.c.ordinal)
    papers = select(paper_events.c.number, paper_events.c.at).where(
        paper_events.c.case_id == row["id"], paper_events.c.outcome.in_(OUT)
    )
    return Followed(
        **row,
        decisions=decisions.of_case(connection, row["id"]),
        corrected_at=list(connection.scalars(made)),
        results=of_case(connection, row["id"]),
        mailing=mailings.last_of(connection, [row["id"]]).get(row["id"]),
        printed={each.number: each.at for each in connection.execute(papers)},
    )
