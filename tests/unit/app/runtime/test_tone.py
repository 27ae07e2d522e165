"""The tone of the hearing test: what is in it, and what comes of playing it on a real sound device."""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.journeys.commands import PlayTone
from app.journeys.medical.findings import Ear
from app.journeys.medical_events import ToneFailed, ToneWasPlayed
from app.runtime.machine import Bench
from app.runtime.tone import FREQUENCY_HZ, LOUDEST, RATE_HZ, SECONDS, tone_wav
from hardware import DeviceSettings, open_devices
from hardware.speaker.simulator import SpeakerSimulator
from hardware.speaker.wave_sound import parse_wav
from tests.unit.app.runtime.conftest import OpenHands

needs_aplay = pytest.mark.skipif(sys.platform == "win32", reason="the simulator is a named pipe behind ALSA")


def channels(ear: Ear) -> tuple[array[int], array[int]]:
    with wave.open(io.BytesIO(tone_wav(ear))) as reader:
        assert (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()) == (2, 2, RATE_HZ)
        samples = array("h", reader.readframes(reader.getnframes()))
    return samples[0::2], samples[1::2]


def share_of(frequency: float, samples: array[int]) -> float:
    """How much of a sound's energy lies at one frequency (Goertzel's sum, normalised: a pure sine has 1)."""
    angle = 2 * math.pi * frequency / RATE_HZ
    real = sum(each * math.cos(angle * at) for at, each in enumerate(samples))
    imaginary = sum(each * math.sin(angle * at) for at, each in enumerate(samples))
    return 2 * (real**2 + imaginary**2) / (len(samples) * sum(each * each for each in samples))


@pytest.mark.parametrize("ear", Ear)
def test_each_ear_has_its_channel_and_the_other_is_silent(ear: Ear) -> None:
    left, right = channels(ear)
    sounding, silent = (left, right) if ear is Ear.LEFT else (right, left)
    assert not any(silent)
    assert max(sounding) == LOUDEST
    assert len(sounding) == SECONDS * RATE_HZ


def test_it_is_one_pitch_that_swells_and_fades() -> None:
    left, _ = channels(Ear.LEFT)
    assert share_of(FREQUENCY_HZ, left) > 0.9
    assert share_of(2 * FREQUENCY_HZ, left) < 0.001
    assert max(abs(each) for each in (*left[:20], *left[-20:])) < LOUDEST / 200


def test_every_speaker_of_ours_plays_it() -> None:
    assert parse_wav(tone_wav(Ear.RIGHT)).seconds == SECONDS


@pytest.fixture
def simulator() -> Iterator[SpeakerSimulator]:
    with SpeakerSimulator() as made:
        yield made


@pytest.fixture
def bench(simulator: SpeakerSimulator) -> Iterator[Bench]:
    devices = open_devices({"speaker": DeviceSettings(simulator.address)})
    yield Bench(None, None, None, None, None, speaker=devices.speaker)
    devices.close()


@needs_aplay
@pytest.mark.parametrize("ear", Ear)
def test_the_sound_card_gets_it_and_its_end_is_told(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, simulator: SpeakerSimulator, ear: Ear
) -> None:
    hands, said = open_hands(bench=bench)
    hands.carry_out(PlayTone(ear))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [ToneWasPlayed(ear)]
    qtbot.waitUntil(lambda: bool(simulator.heard), timeout=20_000)
    heard = array("h", simulator.heard[0])
    sounding, silent = (heard[0::2], heard[1::2]) if ear is Ear.LEFT else (heard[1::2], heard[0::2])
    assert max(sounding) == LOUDEST
    assert not any(silent)


@needs_aplay
def test_a_speaker_that_is_unplugged_is_said(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, simulator: SpeakerSimulator
) -> None:
    simulator.unplug()
    hands, said = open_hands(bench=bench)
    hands.carry_out(PlayTone(Ear.LEFT))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [ToneFailed(Ear.LEFT)]


def test_a_station_without_a_speaker_says_so_at_once(open_hands: OpenHands) -> None:
    hands, said = open_hands()
    hands.carry_out(PlayTone(Ear.RIGHT))
    assert said == [ToneFailed(Ear.RIGHT)]
