"""Decisions of this desk in the encrypted database. Implements the port `DecisionBook`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select

from app.audit import audit_event
from app.domain.case import CaseStatus, Kept, SubmittedCase, applicant_name
from app.domain.decisions import (
    REASON_MAX,
    CaseDecision,
    DecisionWord,
    DeskDecision,
    OpenDecision,
    UndecidedCase,
)
from app.domain.errors import WrongInput
from app.domain.prints import PaperKind
from app.storage.audit_log import append_record
from app.storage.case_rows import WITH_CONTENT, erased_of, version_of
from app.storage.database import Database
from app.storage.operator_acts import checked_number
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, enqueue_event
from app.storage.print_rows import NOTHING_BEGUN
from app.storage.tables import case_contents, case_decisions, cases, outbox_events, print_jobs

CASE_DECIDED = "case.decided"
OPEN_SHOWN = 50
PASSED_ON = "pass_on"
"""Stands where the word of a `DeskDecision` would: this desk has done with it, and the centre is not told."""
_OPEN_YET = (CaseStatus.SAVED.value, CaseStatus.RECEIVED.value, CaseStatus.ACCEPTED.value)
_columns, _event, _job = case_decisions.c, outbox_events.c, print_jobs.c
_ROW = select(
    case_decisions,
    cases.c.number,
    cases.c.status,
    cases.c.item_code,
    cases.c.item_version,
    case_contents.c.data,
    cases.c.kept,
    _event.reason.label("why"),
)


class StoredDecisions:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def decide(self, decision: CaseDecision) -> None:
        """See the port."""
        now = self._clock()
        reason = " ".join(decision.reason.split())
        if decision.decision is DeskDecision.REFUSE and not 0 < len(reason) <= REASON_MAX:
            raise WrongInput(f"不予办理要写明原因，最多 {REASON_MAX} 个字。")
        operator, word = checked_number(decision.operator), decision.decision.value
        row = {"case_id": decision.case_id, "decision": word, "reason": reason, "operator": operator}
        with self._database.writing() as connection:
            version = version_of(connection, decision.case_id)
            here = {**row, "reason": ""} if erased_of(connection, [decision.case_id]) else row
            before = connection.execute(select(case_decisions).where(_columns.case_id == decision.case_id)).first()
            if before is not None:
                if (before.decision, before.operator, before.reason) == (word, operator, here["reason"]):
                    return
                raise WrongInput("这个办件已经决定过了。", "一个办件只决定一次。")
            connection.execute(insert(case_decisions), {**here, "decided_at": now})
            told = {**row, "decided_at": now.astimezone(UTC).isoformat()}
            enqueue_event(connection, CASE_DECIDED, decision.case_id, version, now, told)
            event = audit_event("case.decided", case_id=decision.case_id, decision=word, operator=operator)
            append_record(connection, now, event)

    def pass_on(self, case_id: str, operator: str) -> None:
        """See the port."""
        row = {"case_id": case_id, "decision": PASSED_ON, "reason": "", "operator": checked_number(operator)}
        with self._database.writing() as connection:
            known = connection.execute(select(exists().where(_columns.case_id == case_id))).scalar_one()
            if not known:
                connection.execute(insert(case_decisions), {**row, "decided_at": self._clock()})

    def undecided(self, decidable: frozenset[str]) -> Sequence[UndecidedCase]:
        """See the port."""
        query = (
            WITH_CONTENT.where(
                cases.c.kept == Kept.READABLE.value,
                cases.c.status.in_(_OPEN_YET),
                cases.c.item_code.in_(sorted(decidable)),
                ~exists().where(_columns.case_id == cases.c.id),
            )
            .order_by(cases.c.row.desc())
            .limit(OPEN_SHOWN)
        )
        with self._database.reading() as connection:
            return [_undecided(row) for row in connection.execute(query)]

    def word_of(self, case_id: str) -> tuple[DecisionWord, str]:
        """See the port."""
        of_case = select(_event.state, _event.reason).where(_event.case_id == case_id, _event.kind == CASE_DECIDED)
        parked, settled = of_case.where(_event.state == IS_PARKED), of_case.where(_event.state == IS_SETTLED)
        with self._database.reading() as connection:
            if (row := connection.execute(parked).first()) is not None:
                return DecisionWord.REJECTED, row.reason
            return (DecisionWord.TAKEN if connection.execute(settled).first() else DecisionWord.WAITS), ""

    def operator_of(self, case_id: str) -> str:
        with self._database.reading() as connection:
            found = select(_columns.operator).where(_columns.case_id == case_id)
            return str(connection.execute(found).scalar() or "")

    def open_decisions(self, with_paper: frozenset[str]) -> Sequence[OpenDecision]:
        """See the port."""
        said_no = (_event.case_id == _columns.case_id) & (_event.kind == CASE_DECIDED) & (_event.state == IS_PARKED)
        came_out = exists().where(
            _job.case_id == _columns.case_id,
            _job.paper == PaperKind.CERTIFICATE.value,
            ~NOTHING_BEGUN,
        )
        unprinted = (
            (_columns.decision == DeskDecision.COMPLETE.value)
            & cases.c.item_code.in_(sorted(with_paper))
            & (cases.c.kept == Kept.READABLE.value)
            & ~came_out
        )
        query = (
            _ROW.join(cases, cases.c.id == _columns.case_id)
            .outerjoin(case_contents, case_contents.c.row == cases.c.row)
            .outerjoin(outbox_events, said_no)
            .where(_event.id.is_not(None) | unprinted)
            .order_by(_columns.decided_at.desc())
            .limit(OPEN_SHOWN)
        )
        with self._database.reading() as connection:
            return [_open(row) for row in connection.execute(query)]


def erase_reasons(connection: Connection, case_ids: Sequence[str]) -> None:
    """What may speak of the person; that it was decided, by whom and when stays."""
    connection.execute(case_decisions.update().where(_columns.case_id.in_(case_ids)).values(reason=""))


def _undecided(row: Row[Any]) -> UndecidedCase:
    case = SubmittedCase(row.id, row.number, CaseStatus(row.status))
    return UndecidedCase(case, row.item_code, row.item_version, _name(row))


def _name(row: Row[Any]) -> str:
    return applicant_name(json.loads(row.data)) if row.kept == Kept.READABLE else ""


def _open(row: Row[Any]) -> OpenDecision:
    return OpenDecision(
        case=SubmittedCase(row.case_id, row.number, CaseStatus(row.status)),
        item_code=row.item_code,
        name=_name(row),
        decision=DeskDecision(row.decision),
        decided_at=row.decided_at,
        why=row.why or "",
        item_version=row.item_version,
    )
