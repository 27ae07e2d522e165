"""The clock with the store behind it: what somebody did to it is noticed, written down, and outlives a restart."""

import json
from datetime import datetime, timedelta

import pytest

from app.audit import audit_event
from app.domain.trusted_time import Sureness
from app.storage import open_store
from app.storage.clock_keeping import keep_clock
from app.storage.clock_readings import read_clocks
from app.storage.clock_steps import StepKind
from app.storage.trusted_clock import TrustedClock
from tests.unit.app.storage.machine_clocks import NOON, Machine

DAY = timedelta(days=1)
DOUBT = timedelta(seconds=2)


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def opened(data_dir, machine):
    """`opened()` opens the store with a clock of its own, as one program after another does."""
    stores = []

    def open_with_clock():
        clock = TrustedClock(machine)
        store = open_store(data_dir, clock)
        stores.append(store)
        keep_clock(store.database, clock)
        return store, clock

    yield open_with_clock
    for each in stores:
        each.close()


def trail(store):
    records = [json.loads(each.record) for each in store.audit.every()]
    return [(each["event"], each["fields"]) for each in records if each["event"].startswith("clock.")]


def moments(store):
    return [datetime.fromisoformat(json.loads(each.record)["at"]) for each in store.audit.every()]


def test_a_clock_set_back_does_not_take_the_legal_times_with_it(opened, machine, samples):
    store, clock = opened()
    store.cases.submit(samples.submission(1))
    machine.passes(hours=1)
    machine.wall -= 2 * DAY
    store.cases.submit(samples.submission(2))
    second, first = store.cases.cases()
    assert second.submitted_at - first.submitted_at == timedelta(hours=1)
    keep_clock(store.database, clock)
    assert trail(store) == [("clock.set_back", {"seconds": 2 * 86_400})]
    assert clock.state().sureness is Sureness.HELD
    assert clock.state().last_step.kind is StepKind.SET_BACK
    keep_clock(store.database, clock)
    assert len(trail(store)) == 1


def test_a_clock_set_back_while_the_machine_was_off_is_noticed_at_the_start(opened, machine, samples):
    store, _ = opened()
    machine.passes(hours=3)
    store.cases.submit(samples.submission(1))
    machine.restarts(off=-DAY)
    again, clock = opened()
    assert [event for event, _ in trail(again)] == ["clock.set_back"]
    again.cases.submit(samples.submission(2))
    assert moments(again) == sorted(moments(again))
    assert clock.state().last_step.seconds == pytest.approx(86_400 - 0, abs=5)


def test_the_last_record_counts_as_seen_where_no_mark_was_kept(data_dir, opened, machine):
    with open_store(data_dir, lambda: NOON + DAY) as store:
        store.audit.append(audit_event("terminal.stopped"))
    store, clock = opened()
    assert clock() == NOON + DAY
    assert trail(store) == [("clock.set_back", {"seconds": 86_400})]


def test_the_centres_time_is_the_legal_one_and_outlives_the_program(opened, machine, samples):
    store, clock = opened()
    assert clock.hear(NOON + timedelta(hours=5), DOUBT) == timedelta(hours=5)
    store.cases.submit(samples.submission(1))
    assert store.cases.cases()[0].submitted_at == NOON + timedelta(hours=5)
    keep_clock(store.database, clock)
    assert trail(store) == [("clock.corrected", {"seconds": 5 * 3600, "direction": "forward"})]
    machine.passes(minutes=10)
    machine.wall -= DAY
    _, next_program = opened()
    assert next_program() == NOON + timedelta(hours=5, minutes=10)
    assert next_program.state().sureness is Sureness.CENTRE
    assert next_program.state().centre_at == NOON + timedelta(hours=5)


def test_a_restart_while_the_time_stands_still_keeps_the_centres_word(opened, machine, samples):
    store, clock = opened()
    clock.hear(NOON - timedelta(minutes=8), DOUBT)
    keep_clock(store.database, clock)
    store.cases.submit(samples.submission(1))
    machine.passes(minutes=2)
    machine.restarts()
    again, next_program = opened()
    assert next_program() == NOON
    assert next_program.state().sureness is Sureness.CARRIED
    assert trail(again) == [("clock.corrected", {"seconds": 8 * 60, "direction": "back"})]
    machine.passes(hours=1)
    assert next_program() == NOON + timedelta(minutes=54)
    assert next_program.state().sureness is Sureness.CARRIED


def test_a_clock_set_back_over_a_restart_is_noticed_while_the_time_stands_still(opened, machine):
    store, clock = opened()
    clock.hear(NOON - timedelta(minutes=8), DOUBT)
    keep_clock(store.database, clock)
    machine.passes(minutes=4)
    keep_clock(store.database, clock)
    machine.restarts(off=-timedelta(minutes=6))
    again, next_program = opened()
    assert next_program() == NOON
    assert next_program.state().sureness is Sureness.HELD
    assert trail(again)[-1] == ("clock.set_back", {"seconds": 6 * 60})
    assert next_program.state().last_step.kind is StepKind.SET_BACK


def as_kept_before(store):
    """The mark as it was kept when it did not tell how far the time had come under a hold."""
    told = json.loads(store.settings.get("clock.mark"))
    del told["reached"]
    store.settings.put({"clock.mark": json.dumps(told)})


def test_a_mark_of_before_is_read_and_carries_the_centres_time(opened, machine):
    store, clock = opened()
    clock.hear(NOON + timedelta(hours=5), DOUBT)
    keep_clock(store.database, clock)
    as_kept_before(store)
    machine.passes(minutes=10)
    machine.restarts()
    _, next_program = opened()
    assert next_program() == NOON + timedelta(hours=5, minutes=10)
    assert next_program.state().sureness is Sureness.CARRIED
    assert next_program.state().centre_at == NOON + timedelta(hours=5)


def test_a_mark_of_before_counts_as_reached_where_it_was_told(opened, machine):
    store, _ = opened()
    as_kept_before(store)
    machine.restarts(off=-DAY)
    again, clock = opened()
    assert clock() == NOON
    assert trail(again) == [("clock.set_back", {"seconds": 86_400})]


def test_of_two_programs_the_one_that_heard_the_centre_last_is_believed(opened, machine):
    store, terminal = opened()
    _, command = opened()
    terminal.hear(NOON + timedelta(minutes=30), DOUBT)
    keep_clock(store.database, terminal)
    machine.passes(minutes=5)
    keep_clock(store.database, command)
    assert command() == NOON + timedelta(minutes=35)
    _, later = opened()
    assert later() == NOON + timedelta(minutes=35)


def hears(store, clock, centre):
    """As each program that talks to the centre does."""
    clock.hear(centre, DOUBT)
    keep_clock(store.database, clock)


def test_a_word_of_the_centre_that_lay_ahead_gives_way_to_its_next_one(opened, machine):
    store, clock = opened()
    hears(store, clock, NOON + 20 * DAY)
    machine.passes(minutes=5)
    hears(store, clock, machine.wall)
    assert clock() == machine.wall
    machine.passes(minutes=5)
    _, next_program = opened()
    assert next_program() == machine.wall
    assert next_program.state().sureness is Sureness.CENTRE
    seconds = 20 * 86_400
    assert trail(store) == [
        ("clock.corrected", {"seconds": seconds, "direction": "forward"}),
        ("clock.corrected", {"seconds": seconds, "direction": "back"}),
    ]


@pytest.mark.parametrize("minutes", [0, 1, 90])
def test_after_a_restart_the_centre_heard_now_counts_more_than_a_word_that_was_carried(opened, machine, minutes):
    store, clock = opened()
    machine.passes(hours=10)  # the counting clock of the run before stood higher than the one of the next
    hears(store, clock, machine.wall + 20 * DAY)
    machine.restarts()
    _, first = opened()  # writes the carried word down under the new run
    machine.passes(minutes=minutes)
    store, second = opened()
    hears(store, second, machine.wall)
    keep_clock(store.database, first)
    assert first() == second() == machine.wall
    _, third = opened()
    assert third() == machine.wall


def test_the_program_that_did_not_hear_the_correction_takes_it_from_the_one_that_did(opened, machine):
    store, terminal = opened()
    hears(store, terminal, NOON + 20 * DAY)
    _, command = opened()
    machine.passes(minutes=5)
    hears(store, command, machine.wall)
    keep_clock(store.database, terminal)
    assert terminal() == machine.wall
    keep_clock(store.database, command)
    assert command() == machine.wall


def test_a_word_that_was_kept_before_it_was_counted_gives_way_too(opened, machine):
    store, clock = opened()
    hears(store, clock, NOON + 20 * DAY)
    told = json.loads(store.settings.get("clock.mark"))
    del told["heard_s"]
    store.settings.put({"clock.mark": json.dumps(told)})
    store, clock = opened()
    hears(store, clock, NOON)
    _, next_program = opened()
    assert next_program() == NOON


def test_an_unreadable_mark_is_as_good_as_none(data_dir, opened, machine):
    store, _ = opened()
    store.settings.put({"clock.mark": '{"moment": "yesterday"}', "clock.last_step": "[]"})
    _, next_one = opened()
    assert next_one() >= NOON
    assert next_one.state().last_step is None


def test_the_machines_own_clocks_go_forward_together():
    first, second = read_clocks(), read_clocks()
    assert second.run == first.run != ""
    assert second.counted_s >= first.counted_s
    assert abs((second.wall - first.wall).total_seconds()) < 60
