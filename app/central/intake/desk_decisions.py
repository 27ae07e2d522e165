"""May this desk decide this case? Asked again here: a station may be old, altered or lying. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.central.intake.messages import CaseDecided
from app.central.storage.events import Standing
from app.central.storage.operators import Right
from app.domain.case import CaseStatus
from app.domain.decisions import DeskDecision, may_be_decided_here
from app.domain.errors import ItemUnknown
from app.domain.operators import ALLOWED, Duty
from app.domain.ports import Catalogue, EventVerdict

STATUSES = {DeskDecision.COMPLETE: CaseStatus.COMPLETED, DeskDecision.REFUSE: CaseStatus.REFUSED}
CLOCKS_DIFFER = timedelta(minutes=5)
"""The right was given by the centre's clock, the decision taken by the station's."""
_OPEN = (CaseStatus.RECEIVED, CaseStatus.ACCEPTED)
_DECIDERS = frozenset(each.value for each in ALLOWED[Duty.DECIDE])

Objection = tuple[EventVerdict, str]


def objection_to(
    decision: CaseDecided,
    standing: Standing,
    catalogue: Catalogue,
    item_code: str,
    rights: Sequence[Right],
    now: datetime,
) -> Objection | None:
    """None when nothing speaks against it. The reason is a stable word, told in the clear."""
    if not _is_direct(catalogue, item_code, standing.item_version):
        return EventVerdict.REJECTED, "not_direct"
    if not had_right(rights, min(decision.decided_at, now)):
        return EventVerdict.REJECTED, "no_right"
    if decision.decision is DeskDecision.REFUSE and not decision.reason.strip():
        return EventVerdict.REJECTED, "reason_missing"
    if standing.status not in _OPEN:
        return EventVerdict.CONFLICT, "already_decided"
    return None


def had_right(rights: Sequence[Right], at: datetime) -> bool:
    """At any moment that `at` may have been by the centre's clock. `rights` are one operator's, the oldest first."""
    first, last = at - CLOCKS_DIFFER, at + CLOCKS_DIFFER
    for place, each in enumerate(rights):
        until = rights[place + 1].at if place + 1 < len(rights) else None
        if each.active and _DECIDERS & set(each.roles) and each.at <= last and (until is None or until > first):
            return True
    return False


def _is_direct(catalogue: Catalogue, item_code: str, version: str) -> bool:
    try:
        return may_be_decided_here(catalogue.item(item_code, version))
    except ItemUnknown:
        return False
