import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.faults import faults_of
from hardware.power.interface import PowerReading, PowerSource
from hardware.power.judging import fault_word, must_shut_down
from hardware.power.ups_status import Limits, reading_of


@pytest.mark.parametrize(
    ("status", "source", "word"),
    [
        ("OL", PowerSource.MAINS, ""),
        ("OL CHRG", PowerSource.MAINS, ""),
        ("ol", PowerSource.MAINS, ""),
        ("OL TRIM", PowerSource.MAINS, ""),
        ("OL BOOST", PowerSource.MAINS, ""),
        ("OL SOMETHING-NEW", PowerSource.MAINS, ""),
        ("OL RB", PowerSource.MAINS, "replace_battery"),
        ("OL OVER", PowerSource.MAINS, "overload"),
        ("OL LB CHRG", PowerSource.MAINS, "battery_weak"),
        ("BYPASS", PowerSource.MAINS, "bypass"),
        ("OB DISCHRG", PowerSource.BATTERY, "on_battery"),
        ("OB RB", PowerSource.BATTERY, "on_battery"),
        ("OB OVER", PowerSource.BATTERY, "overload"),
        ("OB LB", PowerSource.BATTERY, "battery_low"),
        ("LB OB OVER RB", PowerSource.BATTERY, "battery_low"),
        ("OL OB", PowerSource.BATTERY, "on_battery"),
        ("OB LB CAL", PowerSource.BATTERY, "on_battery"),
        ("FSD OB LB", PowerSource.BATTERY, "shutting_down"),
        ("FSD OL", PowerSource.MAINS, "shutting_down"),
        ("OFF", PowerSource.UNKNOWN, "output_off"),
        ("WAIT", PowerSource.UNKNOWN, "data_stale"),
        ("NOCOMM", PowerSource.UNKNOWN, "data_stale"),
        ("OL NOCOMM", PowerSource.UNKNOWN, "data_stale"),
        ("", PowerSource.UNKNOWN, "data_stale"),
        ("OLD", PowerSource.UNKNOWN, "data_stale"),
    ],
)
def test_the_flags_of_a_ups_are_understood(status, source, word):
    reading = reading_of({"ups.status": status})
    assert reading.source is source
    assert fault_word(reading) == word
    assert not word or word in faults_of("power")


def test_charge_and_runtime_are_whole_numbers():
    reading = reading_of({"ups.status": "OL", "battery.charge": "97.5", "battery.runtime": "1200.00"})
    assert (reading.charge_percent, reading.runtime_s) == (97, 1200)


@pytest.mark.parametrize("text", ["", "n/a", "nan", "inf", "-1", "1e999", "9" * 400, "١٢", "0x10"])
def test_a_number_that_is_none_is_not_known(text):
    reading = reading_of({"ups.status": "OL", "battery.charge": text, "battery.runtime": text})
    assert reading.charge_percent is None
    assert reading.runtime_s is None


def test_a_charge_over_a_hundred_is_not_believed():
    assert reading_of({"ups.status": "OL", "battery.charge": "255"}).charge_percent is None


@pytest.mark.parametrize(
    ("limits", "low"),
    [
        (Limits(), False),
        (Limits(charge_percent=30), False),
        (Limits(charge_percent=31), True),
        (Limits(runtime_s=60), False),
        (Limits(runtime_s=61), True),
    ],
)
def test_a_station_may_call_the_battery_low_before_the_ups_does(limits, low):
    reading = reading_of({"ups.status": "OB", "battery.charge": "30", "battery.runtime": "60"}, limits)
    assert reading.low is low
    assert must_shut_down(reading) is low


def test_a_limit_of_what_the_ups_does_not_tell_is_no_alarm():
    assert not reading_of({"ups.status": "OB"}, Limits(50, 600)).low


@given(st.dictionaries(st.sampled_from(["ups.status", "battery.charge", "battery.runtime", "x"]), st.text()))
def test_any_variables_make_a_reading(variables):
    reading = reading_of(variables)
    assert isinstance(reading, PowerReading)
    assert fault_word(reading) in {"", *faults_of("power")}
