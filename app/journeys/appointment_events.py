"""What happens while somebody books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.domain.appointments import FreeDay, HoldAnswer
from app.domain.service_item import ServiceItem


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


@dataclass(frozen=True, slots=True)
class CancelPressed:
    """取消预约, on the page of its case; asked once more."""


@dataclass(frozen=True, slots=True)
class MoveWanted:
    """换时间, on the page of its case. `item` is what is booked, as it is today."""

    item: ServiceItem


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    case_id: str


@dataclass(frozen=True, slots=True)
class AppointmentNotCancelled:
    """The centre could not be asked. `refused`: it has no such appointment any more."""

    case_id: str
    refused: bool = False


AppointmentEvent = (
    PlaceChosen
    | DayChosen
    | TimeChosen
    | MovePressed
    | SlotsCame
    | SlotAnswered
    | CancelPressed
    | MoveWanted
    | AppointmentCancelled
    | AppointmentNotCancelled
)
