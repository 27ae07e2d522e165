from collections.abc import Iterator

import pytest

from hardware.io_board.driver import open_driver
from hardware.io_board.interface import IoBoard
from hardware.io_board.simulator import IoBoardSimulator
from hardware.testing.io_board_contract import IoBoardContract


class TestModbusAtItsSimulator(IoBoardContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture(params=[None, 9600], ids=["as fast as can be", "9600 baud"])
    def hand(self, request: pytest.FixtureRequest) -> Iterator[IoBoardSimulator]:
        with IoBoardSimulator(baud=request.param) as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand: IoBoardSimulator) -> Iterator[IoBoard]:
        device = open_driver(hand.address, {"person_hold_s": 0})
        yield device
        device.close()
