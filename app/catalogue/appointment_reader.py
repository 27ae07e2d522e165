"""How an item is booked (`appointment:`): read into the words of `app.domain.appointments`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from app.catalogue.entry import Entry
from app.domain.appointments import Appointment, AppointmentTerms, BookingPlace, Pause

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
MOST_DAYS_AHEAD = 60
LEAST_MINUTES, MOST_MINUTES = 5, 480
MOST_EACH = 200


def read_appointment(entry: Entry) -> AppointmentTerms:
    terms = AppointmentTerms(
        places=tuple(read_place(each) for each in entry.entries("places")),
        days_ahead=entry.whole("days_ahead", least=1, most=MOST_DAYS_AHEAD),
        opens=_clock(entry, "opens", "09:00"),
        closes=_clock(entry, "closes", "16:30"),
        minutes=entry.whole("minutes", least=LEAST_MINUTES, most=MOST_MINUTES) or LEAST_MINUTES,
        each=entry.whole("each", least=1, most=MOST_EACH),
        breaks=_breaks(entry),
    )
    entry.close()
    return terms


def read_place(entry: Entry) -> BookingPlace:
    place = BookingPlace(
        code=entry.text("code"),
        name=entry.local("name"),
        address=entry.local("address"),
        hall=entry.text("hall", ""),
    )
    entry.close()
    return place


def clock_of(text: str) -> time | None:
    """`09:30`; None where the text is no time of a day."""
    found = CLOCK.fullmatch(text)
    return None if found is None else time(int(found[1]), int(found[2]))


def _clock(entry: Entry, key: str, example: str) -> time:
    text = entry.text(key)
    read = clock_of(text)
    if text and read is None:
        entry.place.at(key).say(f'要写几点几分，加引号，像 "{example}"')
    return read or time()


def _breaks(entry: Entry) -> tuple[Pause, ...]:
    read = []
    for at, text in enumerate(entry.texts("breaks", default=())):
        begins, _, ends = text.partition("-")
        first, last = clock_of(begins.strip()), clock_of(ends.strip())
        if first is not None and last is not None:
            read.append(Pause(first, last))
        elif text:
            entry.place.at("breaks").at(at).say('要写从几点到几点，加引号，像 "12:00-14:00"')
    return tuple(read)


def appointment_of(told: Any) -> Appointment | None:
    """What a case says that it booked: `{"place", "day": "2026-12-01", "time": "09:30"}`; None where it is none."""
    if not isinstance(told, Mapping):
        return None
    place, day, at = (told.get(key) for key in ("place", "day", "time"))
    if not isinstance(place, str) or not isinstance(day, str) or not isinstance(at, str):
        return None
    read = clock_of(at)
    try:
        return Appointment(place, date.fromisoformat(day), read) if read is not None else None
    except ValueError:
        return None
