"""Serve, finish, shut down: the clock is handed in, so no test waits."""

from hypothesis import given
from hypothesis import strategies as st

from hardware.power.interface import PowerReading, PowerSource
from hardware.power.judging import BLIP_S, UNHEARD_S, Judgement, Outlook, judge

MAINS = PowerReading(PowerSource.MAINS)
BATTERY = PowerReading(PowerSource.BATTERY, 80)
LOW = PowerReading(PowerSource.BATTERY, 8, low=True)
STALE = PowerReading(PowerSource.UNKNOWN, unknown_because="data_stale")


def after(*looks):
    """(seconds, reading) in turn."""
    judgement = Judgement()
    for now, reading in looks:
        judgement = judge(judgement, reading, now)
    return judgement.outlook


def test_on_mains_one_serves():
    assert after((0, MAINS), (1, MAINS)) is Outlook.SERVE


def test_a_flicker_of_the_lamp_sends_nobody_away():
    assert after((0, MAINS), (1, BATTERY), (2, MAINS)) is Outlook.SERVE
    assert after((0, BATTERY), (BLIP_S - 0.1, BATTERY)) is Outlook.SERVE


def test_on_battery_what_is_begun_is_finished():
    assert after((0, MAINS), (1, BATTERY), (1 + BLIP_S, BATTERY)) is Outlook.FINISH


def test_two_flickers_are_not_one_long_failure():
    assert after((0, BATTERY), (1, MAINS), (2, BATTERY), (3, BATTERY)) is Outlook.SERVE


def test_a_low_battery_is_the_end_at_once():
    assert after((0, MAINS), (1, LOW)) is Outlook.SHUT_DOWN


def test_a_battery_low_on_mains_is_no_end():
    assert after((0, PowerReading(PowerSource.MAINS, low=True))) is Outlook.SERVE


def test_a_ups_that_tests_its_battery_is_no_end():
    testing = PowerReading(PowerSource.BATTERY, low=True, calibrating=True)
    assert after((0, testing), (3600, testing)) is Outlook.SERVE


def test_a_power_cut_in_the_middle_of_a_test_is_an_end_like_any_other():
    testing = PowerReading(PowerSource.BATTERY, calibrating=True)
    on_battery = PowerReading(PowerSource.BATTERY)
    assert after((0, testing), (600, on_battery), (603, on_battery)) is Outlook.FINISH
    assert after((0, testing), (600, PowerReading(PowerSource.BATTERY, low=True))) is Outlook.SHUT_DOWN


def test_a_ups_that_is_about_to_cut_its_output_is_the_end_whatever_the_source():
    for source in PowerSource:
        assert after((0, PowerReading(source, ending=True))) is Outlook.SHUT_DOWN


def test_a_silent_ups_that_was_on_mains_changes_nothing():
    assert after((0, MAINS), (1, None), (1000, None), (1001, STALE)) is Outlook.SERVE


def test_a_ups_never_heard_of_changes_nothing():
    assert after((0, None), (1000, STALE)) is Outlook.SERVE


def test_a_ups_last_seen_on_battery_and_not_heard_any_more_is_taken_for_dead():
    began = ((0, BATTERY), (5, BATTERY))
    assert after(*began, (6, None)) is Outlook.FINISH
    assert after(*began, (5 + UNHEARD_S - 0.1, STALE)) is Outlook.FINISH
    assert after(*began, (5 + UNHEARD_S, None)) is Outlook.SHUT_DOWN


def test_a_ups_that_fell_silent_in_its_first_second_on_battery_is_not_served_on():
    assert after((0, MAINS), (1, BATTERY), (2, None)) is Outlook.FINISH


def test_mains_that_come_back_are_served_again():
    assert after((0, BATTERY), (9, BATTERY), (10, MAINS)) is Outlook.SERVE
    assert after((0, LOW), (1, MAINS)) is Outlook.SERVE


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from([MAINS, BATTERY, LOW, STALE, None]))))
def test_what_must_shut_down_always_does_and_mains_always_serve(looks):
    now, judgement = 0.0, Judgement()
    for passed, reading in looks:
        now += passed
        judgement = judge(judgement, reading, now)
        if reading is LOW:
            assert judgement.outlook is Outlook.SHUT_DOWN
        if reading is MAINS:
            assert judgement.outlook is Outlook.SERVE
