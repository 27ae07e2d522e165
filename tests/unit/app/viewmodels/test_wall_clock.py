"""What home's head says of day and time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.viewmodels.wall_clock import WallClock

LATE = datetime(2026, 3, 17, 16, 59, 40, tzinfo=UTC)


@pytest.fixture
def clock(around, monkeypatch):
    monkeypatch.setattr(around.station, "now", lambda: LATE)
    return WallClock(around)


def test_it_is_china_s_day_and_time_of_the_station_s_own_clock(clock):
    assert (clock.day, clock.time) == ("3月18日 星期三", "00:59")


def test_it_is_said_anew_when_the_minute_is_over_and_not_before(clock, around, monkeypatch, qtbot):
    with qtbot.assertNotEmitted(clock.moved):
        clock.look()
    monkeypatch.setattr(around.station, "now", lambda: LATE + timedelta(seconds=30))
    with qtbot.waitSignal(clock.moved):
        clock.look()
    assert clock.time == "01:00"


def test_it_speaks_the_language_of_the_glass(clock, around):
    around.language.choose("en")
    assert (clock.day, clock.time) == ("Wed 18 Mar", "00:59")
