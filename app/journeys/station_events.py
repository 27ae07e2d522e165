"""What happens to the station while somebody may stand before it."""

from __future__ import annotations

from dataclasses import dataclass

from app.journeys.things import Closure, Things


@dataclass(frozen=True, slots=True)
class StationCloses:
    """From now on nobody is taken. A sitting under way ends as soon as nothing of it can be lost.

    May be said again and again: where it cannot end yet, it ends the next time.
    """

    closure: Closure


@dataclass(frozen=True, slots=True)
class StationOpens:
    """This reason is over; another may still hold."""

    closure: Closure


@dataclass(frozen=True, slots=True)
class SlipWasTaken:
    """The receipt left the slot, as a printer with a presenter tells."""


@dataclass(frozen=True, slots=True)
class SlipCameLate:
    """A receipt lies in the slot whose sitting was over before it came out."""

    case_id: str


@dataclass(frozen=True, slots=True)
class CardCameLate:
    """A card lies on the reader whose sitting was over before anything was heard of it."""


@dataclass(frozen=True, slots=True)
class StillLying:
    """Home again: these were written down as left behind, and nobody saw them go since."""

    things: Things


StationEvent = StationCloses | StationOpens | SlipCameLate | CardCameLate | StillLying
