"""What the centre hears of papers: how each attempt ended, and who had one printed again and why."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.prints import WITHOUT_CASE, OperatorAct, PaperKind, PrintJob, PrintState
from app.storage.case_rows import version_of
from app.storage.notices import tell_given
from app.storage.outbox_rows import enqueue_event

PRINTED = "document.printed"
REPRINTED = "document.reprinted"
_UNDER_WAY = frozenset({PrintState.QUEUED, PrintState.SENT})


def tell_state(connection: Connection, job: PrintJob, now: datetime) -> None:
    """In the transaction that moves the job. A paper that was presented, then taken, is told twice: both are so."""
    if job.paper is PaperKind.NOTICE and job.state is PrintState.PRESENTED:
        tell_given(connection, job.number, now)
    if job.paper in WITHOUT_CASE:
        return
    if job.state in _UNDER_WAY:
        return
    told = {
        "case_id": job.case_id,
        "number": job.number,
        "job_id": job.id,
        "paper": job.paper.value,
        "outcome": job.state.value,
        "at": now.astimezone(UTC).isoformat(),
    }
    enqueue_event(connection, PRINTED, job.case_id, version_of(connection, job.case_id), now, told)


def tell_reprint(connection: Connection, job: PrintJob, act: OperatorAct, now: datetime) -> None:
    """In the transaction that queues the job. A notice is counted once, however often it is printed."""
    if job.paper in WITHOUT_CASE:
        return
    told = {
        "case_id": job.case_id,
        "number": job.number,
        "job_id": job.id,
        "paper": job.paper.value,
        "operator": act.operator,
        "reason": act.reason,
    }
    enqueue_event(connection, REPRINTED, job.case_id, version_of(connection, job.case_id), now, told)
