"""What is being chosen while somebody books: where, which day, which time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.domain.appointments import BookedAlready, FreeDay


@dataclass(frozen=True, slots=True)
class Slots:
    """`days` as the centre told them last. `gone`: what was chosen went to others meanwhile; `already`: what the person
    has booked and is in the way."""

    place: str = ""
    days: tuple[FreeDay, ...] = ()
    day: date | None = None
    at: time | None = None
    gone: bool = False
    already: BookedAlready | None = None

    @property
    def chosen_day(self) -> FreeDay | None:
        return next((each for each in self.days if each.day == self.day), None)


NOTHING_CHOSEN = Slots()
