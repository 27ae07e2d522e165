"""Needs an I/O board: BIANMIN_IO_BOARD=serial:/dev/ttyUSB1 in the environment, its door closed, nobody tampering."""

import os

import pytest

from hardware.io_board.driver import open_driver
from hardware.io_board.interface import LIGHTS, LightMode
from hardware.status import DeviceState

ADDRESS = os.environ.get("BIANMIN_IO_BOARD", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no I/O board: set BIANMIN_IO_BOARD=serial:/dev/ttyUSB1"),
]


def test_the_board_on_the_bench_is_calm_and_switches_every_light() -> None:
    board = open_driver(ADDRESS, {"unit": int(os.environ.get("BIANMIN_IO_BOARD_UNIT", "1"))})
    contacts = board.look()
    assert not contacts.door_open
    assert not contacts.tamper
    for light in LIGHTS:
        board.set_light(light, LightMode.ON)
        board.set_light(light, LightMode.OFF)
    assert board.status().state is DeviceState.ONLINE
    board.close()
