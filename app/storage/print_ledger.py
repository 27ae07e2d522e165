"""The print ledger in the encrypted database. Implements the port `PrintLedger`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from app.audit import audit_event
from app.audit.field_types import FIELD_TYPES
from app.domain.case import CaseStatus
from app.domain.errors import WrongInput
from app.domain.ports import IssuedDocument
from app.domain.prints import (
    INTERRUPTED,
    WITHOUT_CASE,
    Failed,
    OperatorAct,
    PaperKind,
    Presented,
    PrintEnd,
    PrintJob,
    PrintState,
    Repeat,
    Unheard,
    repeat_of,
)
from app.storage.audit_log import append_record
from app.storage.case_rows import version_of
from app.storage.database import Database
from app.storage.documents import drop_old_papers, paper_of, record_document
from app.storage.operator_acts import checked_act
from app.storage.print_rows import IS_OPEN, NOTHING_BEGUN, add_job, attempts_at, find_job, known_job, move, read_jobs
from app.storage.tables import cases, print_jobs

SPOILT = "纸卡坏了，当面作废"
"""What a reason may look like, told to whoever gave none."""
EVERY_OPEN_JOB = 10_000
_columns = print_jobs.c


class StoredPrints:
    """Each opened store is one run: only what another run left behind can be taken stock of."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._run = secrets.token_hex(8)

    # ------------------------------------------------------------ a job begins

    def issue(self, document: IssuedDocument, pdf: bytes, language: str = "") -> PrintJob:
        """See the port. Raises WrongInput where there is no such case."""
        now = self._clock()
        with self._database.writing() as connection:
            record_document(connection, document, pdf, now)
            drop_old_papers(connection, now)
            return add_job(
                connection,
                document.case_id,
                PaperKind.CERTIFICATE,
                document.number,
                attempt=1,
                language=language,
                act=None,
                run=self._run,
                now=now,
            )

    def keep(self, document: IssuedDocument, pdf: bytes) -> None:
        """See the port. Raises WrongInput where there is no such case."""
        now = self._clock()
        with self._database.writing() as connection:
            record_document(connection, document, pdf, now)
            drop_old_papers(connection, now)

    def queue(
        self, case_id: str, paper: PaperKind, number: str, language: str = "", act: OperatorAct | None = None
    ) -> PrintJob:
        """See the port."""
        ordered = None if act is None else checked_act(act, SPOILT)
        now = self._clock()
        with self._database.writing() as connection:
            if paper not in WITHOUT_CASE:
                version_of(connection, case_id)
            earlier = attempts_at(connection, paper, number)
            if paper is PaperKind.CERTIFICATE and not earlier:
                _check_kept(connection, case_id, number)
            _allow(earlier, ordered)
            return add_job(
                connection,
                case_id,
                paper,
                number,
                attempt=len(earlier) + 1,
                language=language,
                act=ordered,
                run=self._run,
                now=now,
            )

    # ------------------------------------------------------------ what becomes of it

    def sent(self, job_id: str) -> PrintJob:
        return self._move(job_id, PrintState.SENT)

    def refer(self, job_id: str, reference: str) -> None:
        with self._database.writing() as connection:
            connection.execute(update(print_jobs).where(_columns.id == job_id).values(reference=reference))

    def end(self, job_id: str, end: PrintEnd) -> PrintJob:
        now = self._clock()
        with self._database.writing() as connection:
            known = known_job(connection, job_id).reference  # given to `refer`, it is one the printer can be asked by
            reference = {"reference": known or end.reference}
            match end:
                case Presented():
                    return move(connection, job_id, PrintState.PRESENTED, now, **reference)
                case Failed(cause=cause, begun=begun):
                    told = {"cause": _word(cause), "begun": int(begun), **reference}
                    return move(connection, job_id, PrintState.FAILED, now, **told)
                case Unheard(cause=cause):
                    told = {"cause": _word(cause), "begun": 1, **reference}
                    return move(connection, job_id, PrintState.UNKNOWN, now, **told)

    def media(self, job_id: str, state: PrintState) -> PrintJob:
        return self._move(job_id, state)

    def settle(self, job_id: str, state: PrintState, act: OperatorAct) -> PrintJob:
        """See the port. What a person calls failed counts as begun: something may have come out."""
        seen = checked_act(act, SPOILT)
        if state not in (PrintState.PRESENTED, PrintState.FAILED):
            raise WrongInput("只能说明纸出来了（presented）还是没有出来（failed）。")
        now = self._clock()
        with self._database.writing() as connection:
            if known_job(connection, job_id).state is not PrintState.UNKNOWN:
                raise WrongInput("这个打印任务不是结果不明的，不用说明。", "用 kiosk print list 看哪些要人看。")
            job = move(connection, job_id, state, now, settled_by=seen.operator, settled_because=seen.reason, begun=1)
            told = audit_event(
                "print.settled",
                job_id=job.id,
                case_id=job.case_id,
                paper=job.paper.value,
                state=state.value,
                operator=seen.operator,
            )
            append_record(connection, now, told)
            return job

    def take_stock(self) -> Sequence[PrintJob]:
        now = self._clock()
        with self._database.writing() as connection:
            left = select(_columns.id, _columns.state).where(IS_OPEN, _columns.run != self._run).order_by(_columns.row)
            for row in connection.execute(left).all():
                match PrintState(row.state):
                    case PrintState.QUEUED:
                        move(connection, row.id, PrintState.FAILED, now, cause=INTERRUPTED, begun=0)
                    case PrintState.SENT:
                        move(connection, row.id, PrintState.UNKNOWN, now, cause=INTERRUPTED, begun=1)
                    case _:
                        continue
            drop_old_papers(connection, now)
            return _unknown(connection)

    def _move(self, job_id: str, to: PrintState, **values: str | int) -> PrintJob:
        with self._database.writing() as connection:
            return move(connection, job_id, to, self._clock(), **values)

    # ------------------------------------------------------------ looking

    def job(self, job_id: str) -> PrintJob | None:
        with self._database.reading() as connection:
            return find_job(connection, job_id)

    def jobs(self, limit: int = 100, *, unsettled: bool = False) -> Sequence[PrintJob]:
        with self._database.reading() as connection:
            return read_jobs(connection, *((IS_OPEN,) if unsettled else ()), limit=limit)

    def jobs_of(self, paper: PaperKind, number: str) -> Sequence[PrintJob]:
        with self._database.reading() as connection:
            return attempts_at(connection, paper, number)

    def latest_sent(self, *papers: PaperKind) -> PrintJob | None:
        of_these = _columns.paper.in_([each.value for each in papers])
        with self._database.reading() as connection:
            newest = read_jobs(connection, of_these, _columns.sent_at.is_not(None), ~NOTHING_BEGUN, limit=1)
            return newest[0] if newest else None

    def pdf(self, number: str) -> bytes | None:
        with self._database.reading() as connection:
            return paper_of(connection, number)


def _unknown(connection: Connection) -> Sequence[PrintJob]:
    open_jobs = read_jobs(connection, IS_OPEN, limit=EVERY_OPEN_JOB)
    return [job for job in open_jobs if job.needs_a_person]


def _check_kept(connection: Connection, case_id: str, number: str) -> None:
    """A certificate without a job was made to wait until its case is completed. Raises WrongInput."""
    if paper_of(connection, number) is None:
        raise WrongInput("这份证明还没有出具，不能补打。")
    status = connection.execute(select(cases.c.status).where(cases.c.id == case_id)).scalar_one_or_none()
    if status != CaseStatus.COMPLETED:
        raise WrongInput("这个办件还没有办结，它的证明现在不能打印。", "等联网办结，再来打印。")


def _allow(earlier: Sequence[PrintJob], act: OperatorAct | None) -> None:
    """Raises WrongInput where the paper may not be printed now."""
    match repeat_of(earlier):
        case Repeat.FREE:
            return
        case Repeat.WITH_REASON if act is not None:
            return
        case Repeat.WITH_REASON:
            raise WrongInput("这张纸可能已经出来过，再打一次要由工作人员写明原因。", "到窗口补打。")
        case Repeat.UNDER_WAY:
            raise WrongInput("这张纸正在打印。", "等它打完再看。")
        case Repeat.UNKNOWN_FIRST:
            raise WrongInput("上一次打印结果不明，先说明它出来了没有。", "看过出纸口后用 kiosk print settle 说明。")


def _word(cause: str) -> str:
    """As the audit can hold it: a driver of a third party may say anything."""
    return cause if FIELD_TYPES["code"](cause) else "other"
