"""What happens when somebody follows a case, answers what was asked for, or fetches a result."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.following import FollowedCase
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class TrackWanted:
    """查进度 without a card."""


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """A case's number and the end of an ID number, both looked through already."""

    number: str = field(repr=False)
    last_digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseTouched:
    """One of the list."""

    case_id: str


@dataclass(frozen=True, slots=True)
class CorrectionWanted:
    """现在补. `item` is the version the case was begun with; `ids` are fresh UUIDv7, one for each part it may have."""

    item: ServiceItem
    ids: tuple[str, ...]
    online: bool
    can_scan: bool = False


@dataclass(frozen=True, slots=True)
class ResultPrintWanted:
    """打印结果: of the case that is open."""


@dataclass(frozen=True, slots=True)
class CasesNotRead:
    """The store did not give them."""


@dataclass(frozen=True, slots=True)
class CasesTold:
    """By the centre."""

    cases: tuple[FollowedCase, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CasesNotTold:
    """The centre could not be asked. `refused`: it was, and said no."""

    refused: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionSaved:
    case_id: str


@dataclass(frozen=True, slots=True)
class CorrectionNotSaved:
    """`not_waited_for`: somebody else was faster, or the office decided meanwhile."""

    case_id: str
    not_waited_for: bool = False


FollowingEvent = (
    TrackWanted
    | NumberGiven
    | CaseTouched
    | CorrectionWanted
    | ResultPrintWanted
    | CasesNotRead
    | CasesTold
    | CasesNotTold
    | CorrectionSaved
    | CorrectionNotSaved
)
