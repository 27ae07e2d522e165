"""Appointments (预约): where and when an item may be booked, and what is booked. Pure.

A slot is an item, a place of it, a day and the time it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from app.domain.local_text import LocalText

MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class BookingPlace:
    """A counter where people come; `code` is kept in the case."""

    code: str
    name: LocalText
    address: LocalText


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


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * MINUTES_AN_HOUR + at.minute
