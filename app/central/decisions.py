"""A decision on a case, whoever took it: the office by command or a city's own platform through an adapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.central.storage import cases, changes
from app.central.storage.cases import CaseRow
from app.central.storage.changes import CORRECTION, Notice, StatusChange
from app.domain.case import CaseStatus
from app.domain.errors import WrongInput

DECISIONS = {
    "accept": CaseStatus.ACCEPTED,
    "return": CaseStatus.RETURNED,
    "refuse": CaseStatus.REFUSED,
    "complete": CaseStatus.COMPLETED,
}
_OPEN_TO = {
    CaseStatus.RECEIVED: {CaseStatus.ACCEPTED, CaseStatus.RETURNED, CaseStatus.REFUSED},
    CaseStatus.RETURNED: {CaseStatus.ACCEPTED, CaseStatus.RETURNED, CaseStatus.REFUSED},
    CaseStatus.ACCEPTED: {CaseStatus.COMPLETED, CaseStatus.RETURNED, CaseStatus.REFUSED},
}
_NEEDS_REASON = {CaseStatus.RETURNED, CaseStatus.REFUSED}
PARTS_MAX = 100
PART_MAX_CHARS = 100


@dataclass(frozen=True, slots=True)
class Decision:
    """`parts` names what is to be corrected (form fields, materials) when a case is returned."""

    name: str
    reason: str = ""
    parts: tuple[str, ...] = ()

    def status(self) -> CaseStatus:
        """Raises WrongInput for a decision that cannot be taken of any case."""
        status = DECISIONS.get(self.name)
        if status is None:
            raise WrongInput("没有这种决定。", "可用：" + "、".join(DECISIONS) + "。")
        if status in _NEEDS_REASON and not self.reason.strip():
            raise WrongInput("补正和不予受理要写明原因。", "请加上 --reason。")
        if self.parts and status is not CaseStatus.RETURNED:
            raise WrongInput("只有补正才写要改哪些。", "去掉 --parts，或改用 --decision return。")
        if len(self.parts) > PARTS_MAX or not all(0 < len(each) <= PART_MAX_CHARS for each in self.parts):
            raise WrongInput("要改的写得太多或太长。")
        return status


def split_parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def decide(connection: Connection, case_id: str, decision: Decision, at: datetime) -> CaseRow:
    """The case, its station and what is to be corrected, together. By id or number. Raises WrongInput."""
    status = decision.status()
    cases.hold(connection, found(cases.find(connection, case_id)).id)
    case = found(cases.find(connection, case_id))
    if status not in _OPEN_TO.get(CaseStatus(case.status), set()):
        raise WrongInput(f"办件现在的状态是 {case.status}，不能再改成 {status}。")
    reason = decision.reason.strip()
    cases.set_status(connection, case, StatusChange(case.id, status, reason), at)
    if decision.parts:
        body: dict[str, str | Sequence[str]] = {"case_id": case.id, "parts": list(decision.parts), "reason": reason}
        changes.tell(connection, case.station_id, [Notice(CORRECTION, body, case.id)], at)
    return case


def found(row: CaseRow | None) -> CaseRow:
    """Raises WrongInput."""
    if row is None:
        raise WrongInput("中心没有这个办件。", "请核对编号。")
    return row
