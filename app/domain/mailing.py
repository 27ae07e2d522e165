"""Sending what came of a case to the person: how it stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MailingState(StrEnum):
    UNSEEN = "unseen"
    """The case is completed; whether it is to be mailed was not looked at yet."""
    WAITING = "waiting"
    """For the carrier's word, or for a clerk who types the number."""
    ORDERED = "ordered"
    PICKED_UP = "picked_up"
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    FAILED = "failed"
    REFUSED = "refused"
    """The carrier does not take it, or the case does not say where to."""
    CANCELLED = "cancelled"
    ENDED = "ended"
    """A clerk says that nothing is to be sent any more."""


TO_A_PERSON = frozenset({MailingState.FAILED, MailingState.REFUSED, MailingState.CANCELLED})
"""Nothing more happens by itself, and the person has not got it."""
UNDER_WAY = frozenset({MailingState.ORDERED, MailingState.PICKED_UP, MailingState.ON_THE_WAY})
TOLD = frozenset({MailingState.PICKED_UP, MailingState.ON_THE_WAY, MailingState.DELIVERED, MailingState.FAILED})
"""What whoever waits for it hears of; before that there is nothing he could do with a number."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """As the person hears it."""

    waybill: str
    state: MailingState
