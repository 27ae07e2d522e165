import pytest

from hardware.evaluation_keypad.driver import open_driver
from hardware.evaluation_keypad.screen_driver import open_driver as open_screen_driver
from hardware.evaluation_keypad.screen_simulator import ScreenPadSimulator
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


class TestScreenPadAtItsSimulator(EvaluationKeypadContract):
    open_driver = staticmethod(open_screen_driver)
    nowhere = "http://127.0.0.1:9/"

    @pytest.fixture
    def hand(self):
        with ScreenPadSimulator() as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand):
        device = open_screen_driver(hand.address, {})
        yield device
        device.close()
