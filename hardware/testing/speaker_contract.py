"""What every speaker promises. Fixture `sentence`: the bytes of a WAV of a second or two."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from hardware.speaker.interface import NotPlayed, Played, Speaker
from hardware.testing.device_contract import GONE, DeviceContract, Hand


class SpeakerContract(DeviceContract):
    def test_a_sentence_is_played(self, device: Speaker, sentence: bytes) -> None:
        assert device.say(sentence) == Played()

    def test_a_file_is_played_as_its_bytes_are(self, device: Speaker, sentence: bytes, tmp_path: Path) -> None:
        (tmp_path / "sentence.wav").write_bytes(sentence)
        assert device.say(tmp_path / "sentence.wav") == Played()

    def test_a_file_that_is_not_there_is_told(self, device: Speaker, tmp_path: Path) -> None:
        assert device.say(tmp_path / "nothing.wav") == NotPlayed("bad_sound")

    @pytest.mark.parametrize("data", [b"", b"RIFF", b"no sound at all", bytes(100)])
    def test_what_is_no_sound_is_told(self, device: Speaker, data: bytes) -> None:
        assert device.say(data) == NotPlayed("bad_sound")

    def test_a_sentence_nobody_wants_any_more_is_not_begun(self, device: Speaker, sentence: bytes) -> None:
        cancel = threading.Event()
        cancel.set()
        assert device.say(sentence, cancel) == NotPlayed("cancelled")
        assert device.say(sentence) == Played()

    def test_an_unplugged_speaker_is_an_outcome_and_works_again(
        self, device: Speaker, hand: Hand, sentence: bytes
    ) -> None:
        hand.unplug()
        assert device.say(sentence) == NotPlayed("not_there")
        assert device.status().state in GONE
        hand.plug()
        assert device.say(sentence) == Played()

    @pytest.mark.parametrize("percent", [-1, 101])
    def test_a_volume_that_does_not_exist_is_refused(self, device: Speaker, percent: int) -> None:
        with pytest.raises(ValueError, match="volume"):
            device.set_volume(percent)

    def test_mute_is_told_by_the_status(self, device: Speaker, sentence: bytes) -> None:
        device.set_volume(0)
        assert device.say(sentence) == Played()
        assert device.status().detail == "muted"
