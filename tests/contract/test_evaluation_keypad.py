import pytest

from hardware.evaluation_keypad.driver import open_driver
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.testing.evaluation_keypad_contract import EvaluationKeypadContract


class TestBianminKeypadAtItsSimulator(EvaluationKeypadContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture(params=[None, 9600], ids=["as fast as can be", "9600 baud"])
    def hand(self, request):
        with EvaluationKeypadSimulator(baud=request.param) as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand):
        device = open_driver(hand.address, {})
        yield device
        device.close()
