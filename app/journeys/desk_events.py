"""What happens at a desk beyond the steps: notices, holding, leaving, decisions."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.case import SubmittedCase
from app.domain.operators import SignedIn
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class NoticePressed:
    """一次性告知: say on paper, in one go, what is missing."""


@dataclass(frozen=True, slots=True)
class NoticePrinted:
    """`presented`: it lies in a slot that tells when it is taken."""

    number: str
    presented: bool = False


@dataclass(frozen=True, slots=True)
class NoticeNotPrinted:
    """`number` is empty where there is no notice at all."""

    cause: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class HoldPressed:
    """挂起: the case waits, the desk is free for the next person."""


@dataclass(frozen=True, slots=True)
class ClerkLeft:
    """离开: nobody sits there any more.

    May be said again and again: where the sitting cannot end yet, it ends the next time.
    """


@dataclass(frozen=True, slots=True)
class CompletePressed:
    """办结, by whoever sits there."""

    by: SignedIn


@dataclass(frozen=True, slots=True)
class RefusePressed:
    """不予办理: first the reason, then once more whether it is meant."""

    by: SignedIn


@dataclass(frozen=True, slots=True)
class RefusalReasonGiven:
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefusalConfirmed:
    pass


@dataclass(frozen=True, slots=True)
class DecisionSaved:
    case_id: str


@dataclass(frozen=True, slots=True)
class DecisionNotSaved:
    case_id: str


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """The centre has it."""

    case_id: str


@dataclass(frozen=True, slots=True)
class DecisionRejected:
    """The centre does not accept it; `why` is its word."""

    case_id: str
    why: str


@dataclass(frozen=True, slots=True)
class DecisionWaits:
    """No word of the centre within the time."""

    case_id: str


@dataclass(frozen=True, slots=True)
class ResultWanted:
    """The paper of a case that was completed before, and did not come out then."""

    item: ServiceItem
    case: SubmittedCase
    masked_name: str


@dataclass(frozen=True, slots=True)
class DecisionWanted:
    """A case that was accepted before and is neither decided nor passed on. `at_centre`: it has arrived there."""

    item: ServiceItem
    case: SubmittedCase
    masked_name: str
    at_centre: bool


DeskEvent = (
    NoticePressed | NoticePrinted | NoticeNotPrinted | HoldPressed | CompletePressed | RefusePressed
    | RefusalReasonGiven | RefusalConfirmed | DecisionSaved | DecisionNotSaved | DecisionTaken | DecisionRejected
    | DecisionWaits | ResultWanted | DecisionWanted | ClerkLeft
)  # fmt: skip
