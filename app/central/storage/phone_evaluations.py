"""Grades that come from a phone, by the code on the slip."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.central.storage import cases as case_rows
from app.central.storage.tables import cases, evaluations
from app.domain.evaluation import EvaluationChannel, Grade


@dataclass(frozen=True, slots=True)
class Graded:
    """The case behind a code; `is_graded`: it has its one evaluation already."""

    case_id: str
    item: str
    item_version: str
    submitted_at: datetime
    is_graded: bool


@dataclass(frozen=True, slots=True)
class PhoneGrade:
    """`sealed` is what was typed, sealed to the centre; None where nothing was."""

    grade: Grade
    reasons: tuple[str, ...]
    sealed: bytes | None = field(repr=False)


def by_mark(connection: Connection, mark: str) -> Graded | None:
    """`mark` is the fingerprint of the code. Should two cases ever tell the same one, the first that came has it."""
    found = (
        select(cases.c.id, cases.c.item, cases.c.item_version, cases.c.submitted_at, evaluations.c.case_id.is_not(None))
        .join(evaluations, evaluations.c.case_id == cases.c.id, isouter=True)
        .where(cases.c.evaluation_mark == mark)
        .order_by(cases.c.received_at)
        .limit(1)
    )
    row = connection.execute(found).one_or_none()
    return Graded(row[0], row[1], row[2], row[3], bool(row[4])) if row else None


def keep(connection: Connection, case_id: str, grade: PhoneGrade, at: datetime) -> bool:
    """False: there was one before. The case's station is held, so that its own evaluation does not come between."""
    case_rows.hold(connection, case_id)
    there = select(evaluations.c.case_id).where(evaluations.c.case_id == case_id)
    if connection.execute(there).first() is not None:
        return False
    connection.execute(
        insert(evaluations).values(
            case_id=case_id,
            event_id=None,
            grade=int(grade.grade),
            reasons=list(grade.reasons),
            channel=EvaluationChannel.PHONE.value,
            evaluated_at=at,
            sealed=grade.sealed,
        )
    )
    return True
