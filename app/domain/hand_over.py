"""Handing over (接力): a case begun at a terminal goes on at a counter by codes on paper, without the centre.

The codes are sealed for the counters of the hall, signed by the terminal, good for a short time and for once. They
carry what was filled in; attachments do not fit and are taken again at the counter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from app.domain.drafts import KeptDraft
from app.domain.errors import WrongInput

GOOD_FOR = timedelta(hours=2)
"""From the making of the codes until no counter takes them any more."""
CLOCKS_DIFFER_BY = timedelta(minutes=10)
"""Two stations without a line may not agree on the time; so much is let pass on either side."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a terminal gives on. `data` as far as it was filled in, `materials` the names of those already shown."""

    case_id: str
    item_code: str
    item_version: str
    data: Mapping[str, Any] = field(repr=False)
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Whole, genuine, in time and not taken here before. `case_id` stays the case's own for good."""

    case: Unfinished
    station_id: str
    made_at: datetime
    good_until: datetime


@dataclass(frozen=True, slots=True)
class MoreToCome:
    """Genuine so far; `missing` are the numbers (from 1) of the codes still to be shown."""

    missing: tuple[int, ...]
    total: int


class WhyNot(StrEnum):
    DAMAGED = "damaged"
    MIXED = "mixed"
    """Codes of different papers."""
    STATION_UNKNOWN = "station_unknown"
    SIGNATURE = "signature"
    OTHER_HALL = "other_hall"
    ITEM_UNKNOWN = "item_unknown"
    """The item is not done here: nothing is used up."""
    NOT_HERE = "not_here"
    """This station was never given the key of its hall, or no clerk works at it."""
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    USED = "used"


@dataclass(frozen=True, slots=True)
class NotTaken:
    why: WhyNot


TakeOutcome = HandedOver | MoreToCome | NotTaken


class TooMuch(WrongInput):
    """What was filled in goes on no paper."""


DraftOf = Callable[[HandedOver], KeptDraft | None]


def no_draft(_handed: HandedOver) -> KeptDraft | None:
    """Nothing is kept: whoever takes it goes on at once."""
    return None


class HandOver(Protocol):
    def makes(self) -> bool:
        """Whether this station knows its hall: what it makes can be taken somewhere."""

    def takes(self) -> bool:
        """Whether this station was given the key of its hall."""

    def make(self, case: Unfinished) -> Sequence[str]:
        """The codes, `bianmin:handover:…`, one QR each. Raises WrongInput: no hall known yet; TooMuch."""

    def take(self, codes: Sequence[str], draft_of: DraftOf = no_draft) -> TakeOutcome:
        """All codes of one paper in any order. Where it is `HandedOver`, these codes are used up, durably, and what
        `draft_of` makes of it is kept as a draft in the same transaction."""


class UsedHandOvers(Protocol):
    def use(
        self, nonce: str, good_until: datetime, case_id: str, station_id: str, draft: KeptDraft | None = None
    ) -> bool:
        """False where it was used before; durable on return, with the draft. What is long past is forgotten."""
