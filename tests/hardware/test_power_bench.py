"""Needs a UPS behind NUT that may run its battery down, and a person who does what is asked:

BIANMIN_POWER=nut://127.0.0.1:3493/ups python -m pytest -s -m hardware tests/hardware/test_power_bench.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hardware.power.driver import open_driver
from hardware.power.interface import Power
from hardware.testing.persons_hand import PersonsHand
from hardware.testing.power_contract import PowerContract

ADDRESS = os.environ.get("BIANMIN_POWER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no UPS: set BIANMIN_POWER=nut://127.0.0.1:3493/ups"),
]


class TestTheUpsOnTheBench(PowerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "nut://127.0.0.1:1/ups"

    @pytest.fixture
    def hand(self) -> PersonsHand:
        return PersonsHand("power", battery_low="battery")

    @pytest.fixture
    def device(self) -> Iterator[Power]:
        device = open_driver(ADDRESS, {})
        yield device
        device.close()
