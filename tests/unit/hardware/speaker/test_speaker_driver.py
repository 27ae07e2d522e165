import io
import os
import threading
import time
import wave
from pathlib import Path

import pytest

from hardware.errors import AddressInvalid, OptionInvalid
from hardware.speaker.driver import open_driver
from hardware.speaker.interface import NotPlayed, Played
from hardware.speaker.simulator import SpeakerSimulator
from hardware.status import DeviceState

SENTENCE = Path(__file__).parents[4] / "resources/sounds/zh_CN/take_things.wav"
WIRE_BYTES_PER_S = 32000


def samples_of(file: Path) -> bytes:
    with wave.open(str(file)) as reader:
        return reader.readframes(reader.getnframes())


@pytest.fixture
def simulator():
    with SpeakerSimulator() as simulator:
        yield simulator


@pytest.fixture
def speaker(simulator):
    speaker = open_driver(simulator.address, {"limit_s": 1.0})
    yield speaker
    speaker.close()


def heard_by(simulator, count: int = 1) -> list[bytes]:
    end = time.monotonic() + 10
    while len(simulator.heard) < count and time.monotonic() < end:
        time.sleep(0.01)
    return [each.strip(b"\0") for each in simulator.heard]


def said_in_a_thread(speaker, cancel=None) -> tuple[threading.Thread, list]:
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.append(speaker.say(SENTENCE, cancel)), daemon=True)
    thread.start()
    end = time.monotonic() + 10
    while speaker.status().state is not DeviceState.BUSY and time.monotonic() < end and thread.is_alive():
        time.sleep(0.005)
    return thread, outcomes


def outcome_of(thread, outcomes):
    thread.join(15)
    assert not thread.is_alive()
    return outcomes[0]


def test_every_sample_comes_through_alsa(simulator, speaker):
    assert speaker.say(SENTENCE) == Played()
    assert heard_by(simulator) == [samples_of(SENTENCE).strip(b"\0")]


def test_alsas_own_file_device_holds_the_same_sound(tmp_path):
    """No simulator of ours: ALSA's `file` plug-in over `null`, found by a private configuration, writes a WAV."""
    (tmp_path / "asound.conf").write_text(
        f'pcm.hall {{ type file slave.pcm {{ type null }} file "{tmp_path}/out.wav" format wav }}\n', "utf-8"
    )
    speaker = open_driver(f"alsa:hall?config={tmp_path}/asound.conf", {})
    assert speaker.say(SENTENCE) == Played()
    with wave.open(str(tmp_path / "out.wav")) as out:
        assert (out.getframerate(), out.getnchannels(), out.getsampwidth()) == (16000, 1, 2)
        played = out.readframes(out.getnframes())
    wanted = samples_of(SENTENCE)
    assert played[: len(wanted)] == wanted
    assert not played[len(wanted) :].strip(b"\0")


def test_half_the_volume_is_half_of_every_sample(simulator, speaker):
    speaker.set_volume(50)
    assert speaker.say(SENTENCE) == Played()
    loudest = max(abs(s) for s in memoryview(samples_of(SENTENCE)).cast("h"))
    heard = heard_by(simulator)[0]
    assert max(abs(s) for s in memoryview(heard[: len(heard) // 2 * 2]).cast("h")) in range(
        loudest // 2 - 300, loudest // 2 + 300
    )


def test_a_sentence_is_stopped_when_it_is_cancelled(simulator, speaker):
    simulator.pace(WIRE_BYTES_PER_S)
    cancel = threading.Event()
    thread, outcomes = said_in_a_thread(speaker, cancel)
    cancel.set()
    assert outcome_of(thread, outcomes) == NotPlayed("cancelled")
    simulator.clear()
    assert speaker.say(SENTENCE) == Played()


def test_closing_ends_what_is_being_said(simulator, speaker):
    simulator.pace(WIRE_BYTES_PER_S)
    thread, outcomes = said_in_a_thread(speaker)
    speaker.close()
    assert outcome_of(thread, outcomes) == NotPlayed("cancelled")


def test_a_second_sentence_meanwhile_is_told_it_cannot(simulator, speaker):
    simulator.pace(WIRE_BYTES_PER_S)
    cancel = threading.Event()
    thread, outcomes = said_in_a_thread(speaker, cancel)
    assert speaker.say(SENTENCE) == NotPlayed("busy")
    assert speaker.status().state is DeviceState.BUSY
    cancel.set()
    assert outcome_of(thread, outcomes) == NotPlayed("cancelled")


def test_a_card_that_hangs_is_given_up_in_time(simulator):
    speaker = open_driver(simulator.address, {"limit_s": 0.2})
    simulator.hang()
    assert speaker.status().detail == "no_answer"
    assert speaker.say(SENTENCE) == NotPlayed("no_answer")
    simulator.clear()
    assert speaker.say(SENTENCE) == Played()
    speaker.close()


@pytest.mark.parametrize("after", [1, 4096, 20000, 60000])
def test_a_card_pulled_out_in_the_middle_breaks_off_and_comes_back(simulator, speaker, after):
    simulator.unplug_after(after)
    assert speaker.say(SENTENCE) == NotPlayed("broke_off")
    assert speaker.status().detail == "not_there"
    simulator.plug()
    assert speaker.say(SENTENCE) == Played()


def program(folder: Path, script: str) -> str:
    """A player that goes wrong in a way no sound card here can."""
    file = folder / "player"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    ("script", "cause"),
    [
        ("echo 'aplay: main:831: audio open error: Device or resource busy' >&2; exit 1", "busy"),
        ("echo 'aplay: main:831: audio open error: No such file or directory' >&2; exit 1", "not_there"),
        ("cat >/dev/null; echo 'aplay: pcm_write:2146: write error: Input/output error' >&2; exit 1", "broke_off"),
        ("kill -9 $$", "broke_off"),
        ("exec 0<&- ; exit 1", "broke_off"),
        ("exec sleep 60", "no_answer"),
        ("trap '' TERM; cat >/dev/null; while :; do :; done", "no_answer"),
        ("head -c 10000000 /dev/zero >&2; exit 1", "broke_off"),
    ],
)
def test_whatever_the_player_does_there_is_an_outcome(tmp_path, script, cause):
    speaker = open_driver("alsa:default", {"limit_s": 0.3, "program": program(tmp_path, script)})
    assert speaker.say(tone(0.1)) == NotPlayed(cause)
    assert speaker.status().detail == cause
    speaker.close()


def tone(seconds: float) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(16000)
        writer.writeframes(b"\x10\x27" * int(16000 * seconds))
    return out.getvalue()


def test_a_machine_without_the_player_says_what_to_install(tmp_path):
    speaker = open_driver("alsa:default", {"program": str(tmp_path / "nothing")})
    assert speaker.say(tone(0.1)) == NotPlayed("program_missing")
    assert speaker.status().detail == "program_missing"


def test_a_player_that_hung_is_not_left_running(tmp_path):
    speaker = open_driver(
        "alsa:default", {"limit_s": 0.1, "program": program(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60")}
    )
    assert speaker.say(tone(0.1)) == NotPlayed("no_answer")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text("utf-8")), 0)


@pytest.mark.parametrize("address", ["serial:/dev/ttyS0", "simulated:", "http://127.0.0.1:1/"])
def test_an_address_that_is_no_speaker_is_refused(address):
    with pytest.raises(AddressInvalid) as caught:
        open_driver(address, {})
    assert caught.value.what_to_do


@pytest.mark.parametrize(
    "options", [{"volume": 101}, {"volume": "loud"}, {"volume": True}, {"limit_s": 0}, {"limit_s": "x"}]
)
def test_an_option_it_cannot_use_is_refused(options):
    with pytest.raises(OptionInvalid):
        open_driver("alsa:default", options)
