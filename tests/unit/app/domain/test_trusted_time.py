"""Which moment it is, when clocks are set, lost, carried over a restart and corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.trusted_time import HOLD, NOTICED, Mark, Reading, Sureness, floored, heard, tell

NOON = datetime(2026, 3, 18, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DOUBT = timedelta(seconds=2)


class Machine:
    """A wall clock and a counting clock that go together until somebody sets the one or restarts the other."""

    def __init__(self) -> None:
        self.wall = NOON
        self.counted_s = 1000.0
        self.run = "first"
        self.mark: Mark | None = None

    def passes(self, time: timedelta) -> None:
        self.wall += time
        self.counted_s += time.total_seconds()

    def restarted(self, off: timedelta = timedelta(0)) -> None:
        self.wall += off
        self.counted_s, self.run = 7.0, f"{self.run}+"

    @property
    def reading(self) -> Reading:
        return Reading(self.wall, self.counted_s, self.run)

    def now(self) -> datetime:
        told = tell(self.mark, self.reading)
        self.mark, self.moved, self.sureness = told.mark, told.moved, told.sureness
        return told.moment

    def hears(self, centre: datetime) -> timedelta:
        told = heard(self.mark, self.reading, centre, DOUBT)
        self.mark = told.mark
        return told.moved


@pytest.fixture
def machine() -> Machine:
    made = Machine()
    made.now()
    return made


def test_without_a_centre_the_wall_clock_is_followed(machine: Machine) -> None:
    machine.passes(HOUR)
    assert machine.now() == NOON + HOUR
    assert (machine.moved, machine.sureness) == (timedelta(0), Sureness.WALL)


def test_a_clock_set_back_is_noticed_and_not_followed(machine: Machine) -> None:
    machine.passes(HOUR)
    machine.wall -= DAY
    assert machine.now() == NOON + HOUR
    assert (machine.moved, machine.sureness) == (-DAY, Sureness.HELD)
    machine.passes(HOUR)
    assert machine.now() == NOON + 2 * HOUR
    assert (machine.moved, machine.sureness) == (timedelta(0), Sureness.HELD)


def test_a_clock_put_right_again_is_followed_again(machine: Machine) -> None:
    machine.wall -= DAY
    machine.now()
    machine.passes(HOUR)
    machine.wall += DAY + HOUR  # an hour beyond what was counted
    assert machine.now() == NOON + 2 * HOUR
    assert (machine.moved, machine.sureness) == (DAY + HOUR, Sureness.WALL)


def test_a_clock_set_forward_without_a_centre_is_followed_and_told(machine: Machine) -> None:
    machine.wall += DAY
    assert machine.now() == NOON + DAY
    assert machine.moved == DAY


def test_many_small_steps_back_do_not_lead_the_clock_astray(machine: Machine) -> None:
    noticed = timedelta(0)
    for _ in range(10):
        machine.wall -= timedelta(seconds=3)
        machine.now()
        noticed += machine.moved
    assert noticed <= -NOTICED
    assert machine.now() >= NOON


def test_a_steered_clock_is_not_called_set(machine: Machine) -> None:
    machine.passes(HOUR)
    machine.wall += timedelta(seconds=1)
    machine.now()
    assert machine.moved == timedelta(0)


def test_a_clock_behind_what_was_seen_before_a_restart_was_set_back(machine: Machine) -> None:
    machine.passes(HOUR)
    machine.now()
    machine.restarted(off=-DAY)
    assert machine.now() == NOON + HOUR
    assert (machine.moved, machine.sureness) == (-DAY, Sureness.HELD)
    machine.passes(HOUR)
    assert machine.now() == NOON + 2 * HOUR


def test_an_empty_clock_battery_is_mended_by_whoever_sets_the_clock_right(machine: Machine) -> None:
    machine.hears(NOON)
    machine.restarted(off=datetime(2020, 1, 1, tzinfo=UTC) - NOON)
    assert machine.now() == NOON
    assert machine.sureness is Sureness.HELD
    machine.wall = NOON + 3 * HOUR
    assert machine.now() == NOON + 3 * HOUR
    assert machine.sureness is Sureness.WALL


def test_the_time_off_passes_by_the_wall_clock(machine: Machine) -> None:
    machine.restarted(off=DAY)
    assert machine.now() == NOON + DAY
    assert (machine.moved, machine.sureness) == (timedelta(0), Sureness.WALL)


def test_the_centres_time_is_the_legal_one_and_is_counted_on(machine: Machine) -> None:
    assert machine.hears(NOON + HOUR) == HOUR
    machine.passes(HOUR)
    machine.wall -= DAY
    assert machine.now() == NOON + 2 * HOUR
    assert (machine.moved, machine.sureness) == (-DAY, Sureness.CENTRE)
    machine.wall += 3 * DAY
    machine.passes(HOUR)
    assert machine.now() == NOON + 3 * HOUR
    assert machine.sureness is Sureness.CENTRE


def test_the_wall_clock_carries_the_centres_time_over_a_restart(machine: Machine) -> None:
    machine.hears(NOON + HOUR)
    machine.restarted(off=DAY)
    assert machine.now() == NOON + HOUR + DAY
    assert machine.sureness is Sureness.CARRIED


def test_what_the_centre_says_within_its_doubt_changes_nothing(machine: Machine) -> None:
    assert machine.hears(NOON + timedelta(seconds=1)) == timedelta(0)
    assert machine.now() == NOON
    assert machine.sureness is Sureness.CENTRE


def test_a_small_correction_back_is_waited_for(machine: Machine) -> None:
    assert machine.hears(NOON - timedelta(minutes=5)) == -timedelta(minutes=5)
    assert machine.now() == NOON
    machine.passes(timedelta(minutes=4))
    assert machine.now() == NOON
    machine.passes(timedelta(minutes=2))
    assert machine.now() == NOON + timedelta(minutes=1)


def test_what_the_centre_says_again_while_the_time_stands_still_corrects_nothing(machine: Machine) -> None:
    before = machine.now()
    assert machine.hears(NOON - timedelta(minutes=8)) == timedelta(minutes=-8)
    for minute in range(1, 8):
        machine.passes(timedelta(minutes=1))
        assert machine.hears(NOON - timedelta(minutes=8 - minute)) == timedelta(0)
        assert machine.now() == before
    machine.passes(timedelta(minutes=2))
    assert machine.now() == before + timedelta(minutes=1)


def test_while_the_time_stands_still_a_correction_is_measured_by_what_the_centre_said_last(machine: Machine) -> None:
    before = machine.now()
    machine.hears(NOON - timedelta(minutes=8))
    assert machine.hears(NOON - timedelta(minutes=6)) == timedelta(minutes=2)
    assert machine.now() == before
    assert machine.hears(NOON - timedelta(minutes=11)) == timedelta(minutes=-5)
    assert machine.now() == NOON - timedelta(minutes=11)  # by more than HOLD behind what was told


def test_a_restart_while_the_time_stands_still_keeps_the_centres_word(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    machine.passes(timedelta(minutes=1))
    machine.now()
    machine.passes(timedelta(minutes=2))
    machine.restarted()
    assert machine.now() == NOON
    assert (machine.moved, machine.sureness) == (timedelta(0), Sureness.CARRIED)
    machine.passes(HOUR)
    assert machine.now() == NOON + HOUR - timedelta(minutes=5)
    assert machine.sureness is Sureness.CARRIED


def test_many_restarts_while_the_time_stands_still_keep_the_centres_word(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    for _ in range(6):
        machine.passes(timedelta(minutes=1))
        machine.restarted()
        assert machine.now() == NOON
        assert (machine.moved, machine.sureness) == (timedelta(0), Sureness.CARRIED)
    machine.passes(timedelta(minutes=4))
    assert machine.now() == NOON + timedelta(minutes=2)


def test_a_clock_set_back_over_a_restart_is_noticed_while_the_time_stands_still(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    machine.passes(timedelta(minutes=1))
    machine.now()
    machine.restarted(off=-timedelta(minutes=3))
    assert machine.now() == NOON
    assert (machine.moved, machine.sureness) == (-timedelta(minutes=3), Sureness.HELD)
    machine.passes(timedelta(minutes=1))
    assert machine.now() == NOON
    assert (machine.moved, machine.sureness) == (timedelta(0), Sureness.HELD)
    machine.passes(timedelta(minutes=1))
    machine.restarted()
    assert machine.now() == NOON
    assert machine.moved == timedelta(0)
    machine.passes(timedelta(minutes=2))
    assert machine.now() == NOON + timedelta(minutes=2)
    assert machine.sureness is Sureness.WALL


def test_a_battery_that_ran_empty_while_the_time_stood_still_is_noticed(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    machine.restarted(off=-1000 * DAY)
    assert machine.now() == NOON
    assert (machine.moved, machine.sureness) == (-1000 * DAY, Sureness.HELD)
    machine.passes(timedelta(minutes=5))
    assert machine.now() == NOON
    machine.passes(timedelta(minutes=5))
    assert machine.now() == NOON + timedelta(minutes=2)
    assert machine.sureness is Sureness.HELD


def test_once_the_time_goes_on_again_what_was_told_is_what_was_reached(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    machine.passes(HOUR)
    assert machine.now() == NOON + HOUR - timedelta(minutes=8)
    machine.restarted(off=-timedelta(minutes=1))
    machine.now()
    assert (machine.moved, machine.sureness) == (-timedelta(minutes=1), Sureness.HELD)


def test_a_record_written_while_the_time_stood_still_does_not_say_it_went_on(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    machine.now()
    assert machine.mark is not None
    machine.mark = floored(machine.mark, NOON)
    machine.restarted()
    assert machine.now() == NOON
    assert machine.sureness is Sureness.CARRIED


def test_a_record_later_than_the_mark_says_how_far_the_time_had_come(machine: Machine) -> None:
    machine.hears(NOON - timedelta(minutes=8))
    machine.now()
    assert machine.mark is not None
    machine.mark = floored(machine.mark, NOON + HOUR)
    machine.restarted(off=HOUR)
    assert machine.now() == NOON + HOUR
    assert (machine.moved, machine.sureness) == (-timedelta(minutes=8), Sureness.HELD)


def test_a_large_correction_back_is_taken_at_once(machine: Machine) -> None:
    machine.wall += 1000 * DAY
    machine.now()
    assert machine.hears(NOON) == -1000 * DAY
    assert machine.now() == NOON


def test_nothing_written_down_already_comes_later_than_now(machine: Machine) -> None:
    assert machine.mark is not None
    machine.mark = floored(machine.mark, NOON + HOUR)
    assert machine.now() == NOON + HOUR
    machine.mark = replace(machine.mark, floor=NOON)
    machine.mark = floored(machine.mark, NOON - HOUR)
    assert machine.mark.floor == NOON


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("passes"), st.integers(0, 10**5)),
        st.tuples(st.just("set"), st.integers(-(10**7), 10**7)),
        st.tuples(st.just("restart"), st.integers(-(10**7), 10**7)),
        st.tuples(st.just("hears"), st.integers(-round(HOLD.total_seconds()), 10**7)),
    ),
    max_size=30,
)


@given(STEPS)
@example([("hears", 0), ("set", 605), ("restart", -5), ("hears", -1)])
def test_moments_never_go_back_whatever_is_done_to_the_clock(steps: list[tuple[str, int]]) -> None:
    machine = Machine()
    last = machine.now()
    for what, seconds in steps:
        by = timedelta(seconds=seconds)
        match what:
            case "passes":
                machine.passes(by)
            case "set":
                machine.wall += by
            case "restart":
                machine.restarted(off=by)
            case _:
                machine.hears(last + by)
        now = machine.now()
        assert now >= last
        last = now
