from pathlib import Path

import pytest

from hardware.id_card_reader.driver import open_driver
from hardware.id_card_reader.framed.driver import open_driver as open_framed
from hardware.id_card_reader.framed.simulator import FramedReaderSimulator
from hardware.id_card_reader.simulator import IdCardReaderSimulator, SimulatedCard
from hardware.testing.id_card_reader_contract import IdCardReaderContract

DATA = Path(__file__).parents[1] / "data"


class TestSdtReaderAtItsSimulator(IdCardReaderContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture
    def hand(self):
        with IdCardReaderSimulator() as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand):
        device = open_driver(hand.address, {})
        yield device
        device.close()

    @pytest.fixture(params=[("resident", "hmt"), ("foreign_2017", "foreign_2023")], ids=["chinese", "foreign"])
    def cards(self, request):
        return [SimulatedCard.from_file(DATA / f"{name}.json") for name in request.param]


class TestFramedReaderAtItsSimulator(TestSdtReaderAtItsSimulator):
    open_driver = staticmethod(open_framed)

    @pytest.fixture
    def hand(self):
        with FramedReaderSimulator() as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand):
        device = open_framed(hand.address, {})
        yield device
        device.close()
