"""The rows of the print ledger: reading them, adding one, moving one along `app.domain.prints.NEXT`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, Row, insert, literal_column, select, update
from sqlalchemy.sql import ColumnElement

from app.audit import AuditEvent, audit_event
from app.domain.errors import OurFault, WrongInput
from app.domain.prints import OperatorAct, PaperKind, PrintJob, PrintState, may_become
from app.storage.audit_log import append_record, append_records
from app.storage.print_telling import tell_reprint, tell_state
from app.storage.tables import print_jobs

_columns = print_jobs.c
EVERY_ATTEMPT = 1000

# Written as in the partial index: SQLite uses one only where it sees the very words.
IS_OPEN: ColumnElement[bool] = literal_column("state IN ('queued', 'sent', 'unknown')")
NOTHING_BEGUN: ColumnElement[bool] = (_columns.state == PrintState.FAILED.value) & (_columns.begun == 0)
"""It ended before a byte reached the printer."""


def read_jobs(connection: Connection, *conditions: ColumnElement[bool], limit: int) -> Sequence[PrintJob]:
    """Newest first."""
    query = select(print_jobs).where(*conditions).order_by(_columns.row.desc()).limit(limit)
    return [_job(row) for row in connection.execute(query)]


def find_job(connection: Connection, job_id: str) -> PrintJob | None:
    found = read_jobs(connection, _columns.id == job_id, limit=1)
    return found[0] if found else None


def attempts_at(connection: Connection, paper: PaperKind, number: str) -> Sequence[PrintJob]:
    """In their order."""
    same = (_columns.paper == paper.value, _columns.number == number)
    return tuple(reversed(read_jobs(connection, *same, limit=EVERY_ATTEMPT)))


def add_job(
    connection: Connection,
    case_id: str,
    paper: PaperKind,
    number: str,
    *,
    attempt: int,
    language: str,
    act: OperatorAct | None,
    run: str,
    now: datetime,
) -> PrintJob:
    """Queued, with its audit record; where an operator ordered it, with that of the reprint and word to the centre."""
    job_id = str(uuid_utils.uuid7())
    row = {
        "id": job_id,
        "case_id": case_id,
        "paper": paper.value,
        "number": number,
        "attempt": attempt,
        "language": language,
        "state": PrintState.QUEUED.value,
        "cause": "",
        "begun": 0,
        "reference": "",
        "operator": act.operator if act else "",
        "reason": act.reason if act else "",
        "settled_by": "",
        "settled_because": "",
        "run": run,
        "queued_at": now,
    }
    connection.execute(insert(print_jobs), row)
    events = [audit_event("print.queued", job_id=job_id, case_id=case_id, paper=paper.value, attempt=attempt)]
    if act is not None:
        ordered = audit_event(
            "print.reprint_ordered", job_id=job_id, case_id=case_id, paper=paper.value, operator=act.operator
        )
        events.insert(0, ordered)
    append_records(connection, now, events)
    job = known_job(connection, job_id)
    if act is not None:
        tell_reprint(connection, job, act, now)
    return job


def known_job(connection: Connection, job_id: str) -> PrintJob:
    """Raises WrongInput where there is no such job."""
    job = find_job(connection, job_id)
    if job is None:
        raise WrongInput("没有这个打印任务。", "用 kiosk print list 看编号。")
    return job


def move(connection: Connection, job_id: str, to: PrintState, now: datetime, **values: Any) -> PrintJob:
    """One legal step with its audit record, and word to the centre of an end.

    Raises OurFault for an illegal one, which changes nothing.
    """
    before = known_job(connection, job_id)
    if not may_become(before.state, to):
        raise OurFault(f"打印任务不能从 {before.state.value} 变成 {to.value}。", "把这条消息告诉技术人员。")
    moved = {"sent_at": now} if to is PrintState.SENT else {} if to is PrintState.UNKNOWN else {"ended_at": now}
    change = {"state": to.value, **moved, **values}
    connection.execute(update(print_jobs).where(_columns.id == job_id).values(change))
    after = known_job(connection, job_id)
    append_record(connection, now, _told(after))
    tell_state(connection, after, now)
    return after


def _told(job: PrintJob) -> AuditEvent:
    paper = job.paper.value
    match job.state:
        case PrintState.QUEUED:
            raise OurFault("一个打印任务不能再次登记。")
        case PrintState.SENT:
            return audit_event("print.sent", job_id=job.id, case_id=job.case_id, paper=paper)
        case PrintState.UNKNOWN:
            return audit_event("print.unknown", job_id=job.id, case_id=job.case_id, paper=paper, cause=job.cause)
        case PrintState.PRESENTED:
            return audit_event("print.finished", job_id=job.id, case_id=job.case_id, paper=paper)
        case PrintState.TAKEN:
            return audit_event("print.taken", job_id=job.id, case_id=job.case_id, paper=paper)
        case PrintState.RETRACTED:
            return audit_event("print.retracted", job_id=job.id, case_id=job.case_id, paper=paper)
        case PrintState.FAILED:
            begun = "yes" if job.begun else "no"
            return audit_event(
                "print.failed", job_id=job.id, case_id=job.case_id, paper=paper, cause=job.cause, begun=begun
            )


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        id=row.id,
        case_id=row.case_id,
        paper=PaperKind(row.paper),
        number=row.number,
        attempt=row.attempt,
        language=row.language,
        state=PrintState(row.state),
        queued_at=row.queued_at,
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        cause=row.cause,
        begun=bool(row.begun),
        reference=row.reference,
        operator=row.operator,
        reason=row.reason,
        settled_by=row.settled_by,
        settled_because=row.settled_because,
    )
