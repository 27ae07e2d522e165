from hypothesis import given
from hypothesis import strategies as st

from hardware.io_board.presence import HOLD_S, Presence, watch


def test_who_comes_is_there_at_once():
    assert watch(Presence(), True, 0.0).present


def test_who_stands_still_stays_though_the_sensor_drops_out():
    presence = watch(Presence(), True, 0.0)
    presence = watch(presence, False, HOLD_S - 0.1)
    assert presence.present


def test_who_left_is_gone_after_the_hold():
    assert not watch(watch(Presence(), True, 0.0), False, HOLD_S).present


def test_every_sight_holds_anew():
    presence = watch(watch(Presence(), True, 0.0), True, 8.0)
    assert watch(presence, False, 8.0 + HOLD_S - 0.1).present
    assert not watch(presence, False, 8.0 + HOLD_S).present


def test_nobody_is_nobody_for_ever():
    assert not watch(watch(Presence(), False, 0.0), False, 1e9).present


def test_without_a_hold_the_sensor_is_believed_at_once():
    assert not watch(watch(Presence(), True, 5.0, 0.0), False, 5.0, 0.0).present


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 60))))
def test_somebody_is_there_exactly_when_seen_within_the_hold(looks):
    now, presence, seen_at = 0.0, Presence(), None
    for seen, passed in looks:
        now += passed
        presence = watch(presence, seen, now)
        seen_at = now if seen else seen_at if seen_at is not None and now - seen_at < HOLD_S else None
        assert presence.present is (seen_at is not None)
