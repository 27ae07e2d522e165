"""How late it is for certain, whatever the clocks say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certain_time import LEAP, STOOD, Certain, certain
from app.domain.trusted_time import Mark, Reading, Sureness, Told, tell

NOON = datetime(2026, 3, 18, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
YEAR = timedelta(days=365)
BEGUN = Certain(NOON, "first", 0.0)


def looked(
    known: Certain,
    moment: datetime,
    counted: timedelta,
    run: str = "first",
    sureness: Sureness = Sureness.WALL,
    wall: datetime | None = None,
) -> Certain:
    reading = Reading(wall or moment, counted.total_seconds(), run)
    return certain(known, Told(moment, sureness, timedelta(0), Mark(moment, reading, moment, moment)), reading)


def test_what_was_counted_is_certain_and_a_night_is_believed() -> None:
    assert looked(BEGUN, NOON + YEAR, YEAR).moment == NOON + YEAR
    assert looked(BEGUN, NOON + LEAP, timedelta(0), "second") == Certain(NOON + LEAP, "second", 0.0)


@pytest.mark.parametrize(
    ("sureness", "wall", "is_believed"),
    [
        (Sureness.CENTRE, NOON + YEAR, True),
        (Sureness.CENTRE, NOON, False),
        (Sureness.CARRIED, NOON + YEAR, False),
        (Sureness.WALL, NOON + YEAR, False),
        (Sureness.HELD, NOON, False),
    ],
)
def test_a_leap_takes_two_witnesses(sureness: Sureness, wall: datetime, is_believed: bool) -> None:
    now = looked(BEGUN, NOON + YEAR, HOUR, sureness=sureness, wall=wall)
    assert now.moment == (NOON + YEAR if is_believed else NOON + HOUR)
    assert (now.leap is None) is is_believed


def test_a_leap_that_stood_for_a_day_is_believed_and_one_that_was_taken_back_begins_anew() -> None:
    leapt = looked(BEGUN, NOON + YEAR, timedelta(0))
    assert looked(leapt, NOON + YEAR + STOOD, STOOD).moment == NOON + YEAR + STOOD
    less = looked(leapt, NOON + YEAR / 2, STOOD - HOUR)
    assert (less.leap, less.stood) == (NOON + YEAR / 2, timedelta(0))
    right = looked(less, NOON + STOOD, STOOD)
    assert (right.moment, right.leap) == (NOON + STOOD, None)


def test_a_moment_told_that_lies_behind_is_never_passed() -> None:
    assert looked(BEGUN, NOON - HOUR, 5 * HOUR).moment == NOON - HOUR


STEPS = st.lists(
    st.tuples(st.sampled_from(("passes", "set", "restart")), st.integers(-(10**7), 10**7)), min_size=1, max_size=30
)


@given(STEPS)
def test_it_is_never_later_than_what_is_told_and_never_a_day_further_than_was_counted_for_a_clock_just_set(
    steps: list[tuple[str, int]],
) -> None:
    wall, counted, run, mark, known = NOON, 0.0, 0, None, BEGUN
    for what, seconds in steps:
        if what == "passes":
            counted += abs(seconds)
            wall += timedelta(seconds=abs(seconds))
        else:
            wall += timedelta(seconds=seconds)
            run, counted = (run + 1, 0.0) if what == "restart" else (run, counted)
        reading = Reading(wall, counted, str(run))
        told = tell(mark, reading)
        before, mark, known = known, told.mark, certain(known, told, reading)
        assert known.moment <= told.moment
        if what != "passes":
            assert known.moment - before.moment <= LEAP
