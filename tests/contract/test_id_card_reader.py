from pathlib import Path

import pytest

from hardware.id_card_reader.driver import open_driver
from hardware.id_card_reader.framed.driver import open_driver as open_framed
from hardware.id_card_reader.framed.simulator import FramedReaderSimulator
from hardware.id_card_reader.interface import CardRead
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

    @pytest.mark.parametrize("reader_too", [False, True], ids=["the program", "the reader too"])
    def test_a_card_that_was_read_is_seen_after_a_start_anew(self, hand, device, cards, reader_too):
        hand.put_card(cards[0])
        assert isinstance(device.read(2), CardRead)
        device.close()
        if reader_too:
            hand.unplug()
            hand.plug()
        anew = self.open_driver(hand.address, {})
        assert not anew.card_present()
        assert anew.card_in_field()
        assert anew.card_present()
        hand.take_card()
        assert not anew.card_present()
        anew.close()


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
