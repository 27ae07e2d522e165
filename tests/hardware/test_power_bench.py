"""Needs a UPS behind NUT: BIANMIN_POWER=nut://127.0.0.1:3493/ups in the environment. Pulls no plug."""

import os

import pytest

from hardware.power.driver import open_driver
from hardware.power.interface import PowerSource
from hardware.power.judging import must_shut_down

ADDRESS = os.environ.get("BIANMIN_POWER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no UPS: set BIANMIN_POWER=nut://127.0.0.1:3493/ups"),
]


def test_the_ups_on_the_bench_is_on_mains_and_knows_its_battery() -> None:
    power = open_driver(ADDRESS, {})
    reading = power.look()
    assert reading.source is PowerSource.MAINS
    assert reading.charge_percent is not None
    assert not must_shut_down(reading)
    power.close()
