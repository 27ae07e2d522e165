"""A power of attorney (授权委托书) that was signed at the glass: what it says, and whoever makes the paper of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

POWER_DAYS = 90
"""The longest that one of them holds (Civil Code, article 165: it names its term); mostly the matter is done before."""


def holds_until(signed: date) -> date:
    return signed + timedelta(days=POWER_DAYS)


@dataclass(frozen=True, slots=True)
class PowerOfAttorney:
    """`principal` gave it to `agent`, who is `relation` to them (a word of the item's `agency`), for one matter.

    `signature` is the principal's, a PNG. Their card was read and their face compared just before.
    """

    item: ServiceItem
    principal: IdentityCard = field(repr=False)
    agent: IdentityCard = field(repr=False)
    relation: str
    signed_at: datetime
    station: str
    signature: bytes = field(repr=False)


class PowerMaker(Protocol):
    def __call__(self, power: PowerOfAttorney) -> bytes:
        """PDF/A-2, tagged, sealed with the station's key, so that nothing of it can be changed unseen.

        Raises TerminalError: OurFault where a name cannot be set, WrongInput for a signature that is no picture.
        """
