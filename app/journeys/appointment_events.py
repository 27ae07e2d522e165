"""What happens while somebody books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.domain.appointments import FreeDay, HoldAnswer


@dataclass(frozen=True, slots=True)
class PlaceChosen:
    """The code of one of the item's places."""

    code: str


@dataclass(frozen=True, slots=True)
class DayChosen:
    day: date


@dataclass(frozen=True, slots=True)
class TimeChosen:
    at: time


@dataclass(frozen=True, slots=True)
class MovePressed:
    """改到这次: in place of what was booked before."""


@dataclass(frozen=True, slots=True)
class SlotsCame:
    days: tuple[FreeDay, ...]


@dataclass(frozen=True, slots=True)
class SlotAnswered:
    answer: HoldAnswer


AppointmentEvent = PlaceChosen | DayChosen | TimeChosen | MovePressed | SlotsCame | SlotAnswered
