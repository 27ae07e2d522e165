"""What the page of a booking shows of its stages, and what it says to the sitting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.appointments import Appointment
from app.journeys.appointment_events import DayChosen, MovePressed, PlaceChosen, TimeChosen
from app.journeys.states import AtHome, Paper
from app.viewmodels.appointment import AppointmentPage
from app.viewmodels.done import DonePage
from app.viewmodels.marks import words_of
from app.viewmodels.review import ReviewPage
from tests.qml.screens.sample_bookings import AT, DAY, FULL_DAY, booked, booking_states
from tests.qml.screens.sample_states import CARD
from tests.unit.app.viewmodels.standing import SHELF

ITEM = SHELF.item("passport-renewal-booking")
assert ITEM.appointment is not None
PLACES = ITEM.appointment.places
STATES = booking_states(ITEM, CARD)


@pytest.fixture
def page(around):
    return AppointmentPage(around)


def show(page, name):
    page.around.sitting.show(STATES[name])
    return page


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("booking-place", "place"),
        ("booking-asking", ""),
        ("booking-day", "day"),
        ("booking-time", "time"),
        ("booking-time-chosen", "time"),
        ("booking-holding", ""),
        ("booking-before", "already"),
        ("booking-then", "already"),
        ("booking-offline", ""),
    ],
)
def test_each_state_is_one_stage(page, name, stage):
    assert show(page, name).stage == stage


def test_elsewhere_the_page_is_empty(page):
    page.around.sitting.show(AtHome())
    assert (page.stage, page.places, page.days, page.times, page.already, page.trouble) == ("", [], [], [], {}, {})


def test_the_days_stand_in_whole_weeks_with_what_is_left_of_each(page):
    days = show(page, "booking-day").days
    assert len(days) % 7 == 0
    assert [each["key"] for each in days[:4]] == ["", "", "", ""]
    first, saturday = days[4], days[5]
    assert (first["key"], first["number"], first["open"]) == ("2026-11-27", "11/27", True)
    assert (saturday["number"], saturday["note"], saturday["open"]) == ("28", "休息", False)
    by_key = {each["key"]: each for each in days}
    assert by_key["2026-12-01"]["number"] == "12/1"
    assert (by_key[FULL_DAY.isoformat()]["note"], by_key[FULL_DAY.isoformat()]["open"]) == ("约满", False)
    assert by_key["2026-12-02"]["note"].startswith("余 ")
    assert by_key["2026-12-02"]["label"].startswith("12月2日 星期三 余")


def test_the_times_stand_by_morning_and_afternoon(page):
    morning, afternoon = show(page, "booking-time-chosen").times
    assert (morning["title"], afternoon["title"]) == ("上午", "下午")
    assert morning["slots"][0]["key"] < "12:00" <= afternoon["slots"][0]["key"]
    chosen = [each["key"] for each in morning["slots"] + afternoon["slots"] if each["chosen"]]
    assert chosen == [f"{AT:%H:%M}"]
    assert {each["note"] for each in morning["slots"] if not each["open"]} == {"约满"}


def test_a_day_is_said_in_english_too(page):
    page.around.language.choose("en")
    show(page, "booking-time")
    assert (page.day, page.weekdays[0]) == ("Tue 1 Dec", "Mon")
    assert show(page, "booking-day").days[4]["number"] == "27 Nov"


def test_what_is_booked_already_is_told_with_day_time_and_place(page):
    told = show(page, "booking-before").already
    assert told["same"] is True
    assert "11月27日 星期五 09:00" in told["text"]
    assert PLACES[0].name.zh_cn in told["text"]
    other = show(page, "booking-then").already
    assert (other["same"], "11月27日 星期五 09:00" in other["text"]) == (False, True)


def test_without_a_line_it_is_said_that_nothing_can_be_booked(page):
    assert show(page, "booking-offline").trouble["title"] == "网络断了，约不了号"
    refused = show(page, "booking-refused").trouble
    assert (refused["title"], refused["times"]) == ("现在约不了号", 3)


def test_what_is_touched_is_said_to_the_sitting(page):
    show(page, "booking-time")
    page.choosePlace(PLACES[1].code)
    page.chooseDay("2026-12-01")
    page.chooseTime("10:00")
    page.move()
    assert page.around.sitting.events == [
        PlaceChosen(PLACES[1].code),
        DayChosen(date(2026, 12, 1)),
        TimeChosen(time(10)),
        MovePressed(),
    ]


def test_the_review_shows_it_and_it_may_be_changed(around):
    around.sitting.show(STATES["booking-review"])
    row = ReviewPage(around).rows[-1]
    assert (row["name"], row["editable"]) == ("appointment", True)
    assert row["value"] == f"12月1日 星期二 10:00\n{PLACES[0].name.zh_cn}"


def test_the_last_page_says_when_and_where(around):
    done = DonePage(around)
    around.sitting.show(booked(ITEM))
    assert done.title == "约好了"
    assert done.appointment == {
        "when": "12月1日 星期二 10:00",
        "place": PLACES[0].name.zh_cn,
        "address": PLACES[0].address.zh_cn,
        "note": "",
    }


def test_the_last_page_never_says_booked_before_the_centre_has_it(around):
    done = DonePage(around)
    around.sitting.show(booked(ITEM, at_centre=False))
    assert (done.title, done.appointment["note"]) == ("已存好，等网络", "还没约上，联网后才算数")


def test_the_last_page_says_why_it_was_not_booked_and_no_time_to_come(around):
    done = DonePage(around)
    around.sitting.show(booked(ITEM, refused="约满了"))
    assert (done.title, done.refused, done.appointment, done.timeline) == ("没约上", "约满了", {}, [])


def test_what_was_refused_without_a_booking_is_not_said_to_be_handed_in(around):
    done = DonePage(around)
    around.sitting.show(booked(ITEM, refused="不行", appointment=None))
    assert (done.title, done.appointment) == ("没有办成", {})


def test_a_place_the_item_has_no_more_leaves_the_day(around):
    done = DonePage(around)
    around.sitting.show(replace(booked(ITEM), appointment=Appointment("gone", DAY, AT), receipt=Paper.FAILED))
    assert (done.appointment["when"], done.appointment["place"]) == ("12月1日 星期二 10:00", "")


def test_booking_has_a_mark_of_its_own():
    assert "选时间" in words_of(ITEM.steps)
