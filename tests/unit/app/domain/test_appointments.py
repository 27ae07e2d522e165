"""The slots of a day: from opening to closing, none over a break, none that does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.appointments import Appointment, AppointmentTerms, BookingPlace, FreeDay, FreeSlot, Pause
from app.domain.local_text import LocalText

PLACE = BookingPlace("hall", LocalText("中心"), LocalText("1 号"))


def times(opens: str, closes: str, minutes: int, *breaks: tuple[str, str]) -> list[str]:
    pauses = tuple(Pause(time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in breaks)
    terms = AppointmentTerms((PLACE,), 14, time.fromisoformat(opens), time.fromisoformat(closes), minutes, 3, pauses)
    return [f"{each:%H:%M}" for each in terms.times()]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (times("09:00", "11:00", 30), ["09:00", "09:30", "10:00", "10:30"]),
        (times("09:00", "10:50", 30), ["09:00", "09:30", "10:00"]),
        (times("09:00", "15:00", 60, ("11:30", "13:15")), ["09:00", "10:00", "13:15"]),
        (times("09:00", "12:00", 60, ("09:00", "10:00"), ("11:00", "12:00")), ["10:00"]),
        (times("09:00", "09:20", 30), []),
        (times("23:00", "23:59", 30), ["23:00"]),
    ],
)
def test_slots_begin_with_the_opening_and_after_each_break_and_end_in_time(wanted: list[str], found: list[str]) -> None:
    assert wanted == found


def test_it_travels_as_day_and_time_in_words_of_iso_8601() -> None:
    told = Appointment("hall", date(2026, 12, 1), time(9, 30)).as_data()
    assert told == {"place": "hall", "day": "2026-12-01", "time": "09:30"}


def test_a_day_has_as_much_room_as_its_slots_together() -> None:
    day = FreeDay(date(2026, 12, 1), (FreeSlot(time(9), 2), FreeSlot(time(10), 0)))
    assert (day.is_open, day.free, day.free_at(time(9)), day.free_at(time(11))) == (True, 2, 2, 0)
    assert not FreeDay(date(2026, 12, 5)).is_open


def test_a_counter_is_of_the_hall_it_names_and_without_one_of_the_hall_its_name_begins_with() -> None:
    assert PLACE.is_in("中心")
    assert not PLACE.is_in("大厅")
    elsewhere = replace(PLACE, hall="大厅")
    assert elsewhere.is_in("大厅")
    assert not elsewhere.is_in("中心")
