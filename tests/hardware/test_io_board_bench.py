"""Needs an I/O board with door, tamper contact and people sensor, and a person who does what is asked:

BIANMIN_IO_BOARD=serial:/dev/ttyUSB1 python -m pytest -s -m hardware tests/hardware/test_io_board_bench.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hardware.io_board.driver import open_driver
from hardware.io_board.interface import IoBoard
from hardware.testing.io_board_contract import IoBoardContract
from hardware.testing.persons_hand import PersonsHand

ADDRESS = os.environ.get("BIANMIN_IO_BOARD", "")
UNIT = int(os.environ.get("BIANMIN_IO_BOARD_UNIT", "1"))

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no I/O board: set BIANMIN_IO_BOARD=serial:/dev/ttyUSB1"),
]


class TestTheBoardOnTheBench(IoBoardContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture
    def hand(self) -> PersonsHand:
        return PersonsHand("io_board")

    @pytest.fixture
    def device(self) -> Iterator[IoBoard]:
        device = open_driver(ADDRESS, {"unit": UNIT, "person_hold_s": 0})
        yield device
        device.close()
