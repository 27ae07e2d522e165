"""A case that has a name and lacks nothing is registered: decided at once, by rules alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from app.central.storage import business_names, cases, decisions
from app.central.storage.cases import CaseRow
from app.central.storage.changes import StatusChange
from app.central.storage.decisions import Taken
from app.domain.case import CaseStatus
from app.domain.formats import CHINA

RULES = "rules"
"""Who decided: nobody."""
COMPLETE, REFUSE, WHOLE = "complete", "refuse", ""


def complete(connection: Connection, case: CaseRow, at: datetime) -> bool:
    """True where this case registers a business, and now has. Hold its station first.

    It is registered of the day on which it was handed in, which is the day its paper bears.
    """
    on = min(case.submitted_at, at).astimezone(CHINA).date()
    registered = business_names.register(connection, case.id, on)
    if registered is None:
        return False
    answer = f"核准登记：{registered.name}，统一社会信用代码 {registered.code}。"
    _decide(connection, case, COMPLETE, StatusChange(case.id, CaseStatus.COMPLETED, answer), at)
    return True


def refuse(connection: Connection, case: CaseRow, why: str, at: datetime) -> None:
    """Told to the person like the refusal of an office. Hold its station first."""
    _decide(connection, case, REFUSE, StatusChange(case.id, CaseStatus.REFUSED, why), at)


def _decide(connection: Connection, case: CaseRow, decision: str, change: StatusChange, at: datetime) -> None:
    taken = Taken(0, case.content, WHOLE, RULES, decision, (), change.reason, at)
    decisions.add(connection, case.id, taken)
    cases.set_status(connection, case, change, at)
