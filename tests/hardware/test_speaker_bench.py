"""Needs a loudspeaker, and a person who pulls its plug when asked and hears whether it speaks:

BIANMIN_SPEAKER=alsa:default python -m pytest -s -m hardware tests/hardware/test_speaker_bench.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.speaker.driver import open_driver
from hardware.speaker.interface import Speaker
from hardware.testing.persons_hand import PersonsHand
from hardware.testing.speaker_contract import SpeakerContract

ADDRESS = os.environ.get("BIANMIN_SPEAKER", "")
SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no speaker: set BIANMIN_SPEAKER=alsa:default"),
]


class TestTheSpeakerOnTheBench(SpeakerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "alsa:hw:31"

    @pytest.fixture
    def sentence(self) -> bytes:
        return (SOUNDS / "zh_CN" / "look_camera.wav").read_bytes()

    @pytest.fixture
    def hand(self) -> PersonsHand:
        return PersonsHand("speaker")

    @pytest.fixture
    def device(self) -> Iterator[Speaker]:
        device = open_driver(ADDRESS, {})
        yield device
        device.close()
