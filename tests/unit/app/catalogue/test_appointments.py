"""The booked slot of an application: one of the item's, after the day of the application; samples book one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import load_catalogue
from app.catalogue.application import check_application
from app.catalogue.samples import make_sample
from app.domain.errors import FormInvalid
from app.domain.formats import CHINA

GOOD = Path(__file__).resolve().parents[3] / "data" / "broken-items" / "good"
CATALOGUE = load_catalogue(GOOD)
BOOKING, PARKING = CATALOGUE.item("booking"), CATALOGUE.item("parking")
ON = date(2026, 11, 26)
RIGHT = {"place": "yunxi-hall", "day": "2026-12-01", "time": "09:30"}


def check(booked: Any, item: Any = BOOKING) -> None:
    sample = make_sample(item, 1)
    data: Mapping[str, Any] = {**sample.data, "appointment": booked}
    if booked is None:
        data = {name: value for name, value in sample.data.items() if name != "appointment"}
    check_application(item, data, tuple(sample.attachments.values()), on=ON)


def test_a_slot_of_the_item_is_taken() -> None:
    check(RIGHT)


@pytest.mark.parametrize(
    ("booked", "field"),
    [
        (None, "appointment"),
        ("2026-12-01 09:30", "appointment"),
        ({"place": "yunxi-hall", "day": "2026-12-01"}, "appointment"),
        (RIGHT | {"time": "9:30"}, "appointment"),
        (RIGHT | {"day": "1.12.2026"}, "appointment"),
        (RIGHT | {"day": "2026-02-30"}, "appointment"),
        (RIGHT | {"note": "x"}, "appointment"),
        (RIGHT | {"place": "yunxi"}, "appointment.place"),
        (RIGHT | {"day": "2026-11-26"}, "appointment.day"),
        (RIGHT | {"time": "12:30"}, "appointment.time"),
        (RIGHT | {"time": "09:15"}, "appointment.time"),
    ],
)
def test_any_other_is_refused_with_the_field(booked: Any, field: str) -> None:
    with pytest.raises(FormInvalid) as refused:
        check(booked)
    assert refused.value.field == field


def test_what_is_not_booked_carries_no_appointment() -> None:
    with pytest.raises(FormInvalid) as refused:
        check(RIGHT, PARKING)
    assert refused.value.field == "appointment"


def test_a_sample_books_a_working_day_that_may_be_booked_today() -> None:
    today = datetime.now(CHINA).date()
    open_days = {CATALOGUE.working_day_after(today, number) for number in range(1, 15)}
    for seed in range(1, 30):
        booked = make_sample(BOOKING, seed, after=CATALOGUE.working_day_after).data["appointment"]
        assert date.fromisoformat(booked["day"]) in open_days


def test_a_sample_goes_by_the_calendar_it_is_given() -> None:
    far = make_sample(BOOKING, 1, after=lambda start, days: start + timedelta(days=1000 + days)).data["appointment"]
    assert date.fromisoformat(far["day"]) > datetime.now(CHINA).date() + timedelta(days=1000)


def test_a_place_is_found_by_its_code() -> None:
    terms = BOOKING.appointment
    assert terms is not None
    assert [each.code for each in terms.places] == ["yunxi-hall", "yunxi-police"]
    assert terms.place("yunxi-police") is terms.places[1]
    assert replace(terms, places=()).place("yunxi-hall") is None
