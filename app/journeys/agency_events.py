"""What can happen where somebody acts for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.journeys.authority_events import AuthorityEvent


@dataclass(frozen=True, slots=True)
class AgencyChosen:
    """替别人办, or 本人办 again; means something until a card was read, where the item allows it."""

    for_another: bool


@dataclass(frozen=True, slots=True)
class AgencyTyped:
    """An answer about the principal was left: nothing is checked yet, but it is to be kept."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AgencyFilled:
    """Who cannot come, what they are to the agent and why: checked here once more before the case goes on."""

    values: Mapping[str, str] = field(repr=False)


AgencyEvent = AgencyChosen | AgencyTyped | AgencyFilled | AuthorityEvent
