"""What a carrier says of a pick-up, made a row. Pure: the same standing always makes the same row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.central.mailings.interface import PickUp
from app.central.storage.mailings import OVER, MailingRow
from app.domain.mailing import TO_A_PERSON, MailingState

LOOKED_AT_EVERY = timedelta(minutes=15)
TOO_LATE = "too_late"
"""It was to be cancelled and was picked up before."""
_RANK = {
    MailingState.WAITING: 0,
    MailingState.ORDERED: 1,
    MailingState.PICKED_UP: 2,
    MailingState.ON_THE_WAY: 3,
    MailingState.CANCELLED: 4,
    MailingState.FAILED: 4,
    MailingState.DELIVERED: 5,
}


def settled(before: MailingRow, told: PickUp, at: datetime) -> MailingRow:
    """An answer that was under way longer than a newer one takes nothing back."""
    if before.state not in _RANK or before.state in OVER or _RANK[told.state] < _RANK[before.state]:
        return before
    over = told.state in OVER or told.state in TO_A_PERSON
    went_on = before.ending and told.state not in (MailingState.ORDERED, MailingState.CANCELLED)
    reason = TOO_LATE if went_on else told.reason or (before.reason if before.state is told.state else "")
    return replace(
        before,
        state=told.state,
        changed_at=before.changed_at if before.state is told.state else at,
        waybill=told.waybill or before.waybill,
        reason=reason,
        by_carrier=True,
        ending=before.ending and told.state is MailingState.ORDERED,
        due_at=None if over else at + LOOKED_AT_EVERY,
        attempts=0,
    )
