"""Appointments (预约): where and when an item may be booked, and what is booked. Pure.

A slot is an item, a place of it, a day and the time it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from app.domain.local_text import LocalText
from app.domain.person import IdentityCard

MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class BookingPlace:
    """A counter where people come; `code` is kept in the case."""

    code: str
    name: LocalText
    address: LocalText
    hall: str = ""
    """The `station.place` of the hall whose windows it is served at; where empty, its own name tells."""

    def is_in(self, hall: str) -> bool:
        """Whether this counter is one of that hall's: 云溪派出所户籍窗口 is of 云溪派出所 by its name."""
        return self.hall == hall if self.hall else self.name.zh_cn.startswith(hall)


@dataclass(frozen=True, slots=True)
class Pause:
    """Nobody is seen from `begins` until before `ends`."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class AppointmentTerms:
    """How an item is booked: on the next `days_ahead` working days, from `opens` until `closes`, in slots of `minutes`
    minutes, `each` people a slot and place. `breaks` are in the order of the day and do not meet."""

    places: tuple[BookingPlace, ...]
    days_ahead: int
    opens: time
    closes: time
    minutes: int
    each: int
    breaks: tuple[Pause, ...] = ()

    def times(self) -> tuple[time, ...]:
        """When the slots of a day begin: after a break they begin with its end; what does not fit is left out."""
        return tuple(each for begins, ends in self._stretches() for each in self._within(begins, ends))

    def place(self, code: str) -> BookingPlace | None:
        return next((each for each in self.places if each.code == code), None)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        begins = minute_of(self.opens)
        for each in self.breaks:
            yield begins, minute_of(each.begins)
            begins = minute_of(each.ends)
        yield begins, minute_of(self.closes)

    def _within(self, begins: int, ends: int) -> Iterator[time]:
        for minute in range(begins, ends - self.minutes + 1, self.minutes):
            yield time(*divmod(minute, MINUTES_AN_HOUR))


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a person has booked; `place` is the code of one of the item's places, `at` when the slot begins."""

    place: str
    day: date
    at: time

    def as_data(self) -> dict[str, str]:
        """As it travels with a case: `{"place", "day": "2026-12-01", "time": "09:30"}`."""
        return {"place": self.place, "day": self.day.isoformat(), "time": f"{self.at:%H:%M}"}


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """`free`: for how many it still has room."""

    at: time
    free: int


@dataclass(frozen=True, slots=True)
class FreeDay:
    """`slots` is empty on a day on which nobody is seen."""

    day: date
    slots: tuple[FreeSlot, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.slots)

    @property
    def free(self) -> int:
        return sum(each.free for each in self.slots)

    def free_at(self, at: time) -> int:
        return next((each.free for each in self.slots if each.at == at), 0)


@dataclass(frozen=True, slots=True)
class SlotHeld:
    until: datetime


@dataclass(frozen=True, slots=True)
class SlotFull:
    """Others were quicker."""


@dataclass(frozen=True, slots=True)
class BookedAlready:
    """The same person has this: of the same item, or of another one at this time."""

    item_code: str
    appointment: Appointment
    same_item: bool


HoldAnswer = SlotHeld | SlotFull | BookedAlready


class AppointmentOffice(Protocol):
    """The slots, kept at the centre. Every call raises CentreUnreachable, CentreRefused."""

    def free(self, item_code: str, place: str, case_id: str) -> tuple[FreeDay, ...]:
        """Every day that may be booked, and the closed ones between; what this case holds counts as free."""

    def hold(
        self, item_code: str, case_id: str, wanted: Appointment, card: IdentityCard, *, move: bool = False
    ) -> HoldAnswer:
        """For whose card it is; what the case held before is given back. `move`: in place of what they have booked."""

    def give_back(self, case_id: str) -> None:
        """What is held; what is booked stays."""

    def cancel(self, case_id: str, card: IdentityCard) -> None:
        """What is booked, by the person whose card it is."""


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * MINUTES_AN_HOUR + at.minute
