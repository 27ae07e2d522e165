"""What following a case asks of the machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.following import FollowedCase
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft


@dataclass(frozen=True, slots=True)
class FindCases:
    """What this station knows of the person's cases."""

    card: IdentityCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskCases:
    """What the centre knows of them."""

    card: IdentityCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrackCase:
    """By its number, or by the code on its slip (`mark`)."""

    number: str = field(repr=False)
    last_digits: str = field(repr=False)
    mark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SaveCorrection:
    """`parts` with the id of each; what was made anew lies in the draft, `present` is whose card lies there.
    `whole` is the item before it was narrowed."""

    item: ServiceItem
    case: FollowedCase
    parts: tuple[tuple[str, str], ...]
    draft: Draft = field(repr=False)
    present: IdentityCard = field(repr=False)
    whole: ServiceItem | None = None


@dataclass(frozen=True, slots=True)
class PrintReadyResult:
    """The paper the centre holds, or the station's own certificate of which nothing came out."""

    case: FollowedCase
    card: IdentityCard = field(repr=False)


FollowingCommand = FindCases | AskCases | TrackCase | SaveCorrection | PrintReadyResult
