from pathlib import Path

import pytest

from hardware.speaker.driver import open_driver
from hardware.speaker.simulator import SpeakerSimulator
from hardware.testing.speaker_contract import SpeakerContract

SOUNDS = Path(__file__).parents[2] / "resources/sounds"


class TestAlsaSpeakerAtItsSimulator(SpeakerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "alsa:hw:31"

    @pytest.fixture
    def sentence(self):
        return (SOUNDS / "zh_CN/look_camera.wav").read_bytes()

    @pytest.fixture
    def hand(self):
        with SpeakerSimulator() as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand):
        device = open_driver(hand.address, {})
        yield device
        device.close()
