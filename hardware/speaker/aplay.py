"""Sounds through the program `aplay` (alsa-utils): a child process, so that a hanging sound device is not ours."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable

from hardware.speaker.wave_sound import WaveSound
from hardware.transport.addresses import AlsaAddress

LOOK_S = 0.05
"""Whether to stop is looked at this often."""
REAP_S = 1.0
"""A killed process that stays longer is stuck in its kernel driver, and is left to it."""
CANCELLED = "cancelled"
_CHUNK_BYTES = 65536
_OPEN_FAILED = b"audio open error"
_IN_USE = b"resource busy"


class AplayPlayer:
    """Each call is one process. Answers are words of faults.toml, `cancelled`, or "" when all went well."""

    def __init__(self, address: AlsaAddress, program: str, limit_s: float) -> None:
        self._command = [program, "-q", "-D", address.device]
        self._limit_s = limit_s
        # In English: what went wrong is known by aplay's words.
        self._environment = {**os.environ, "LC_ALL": "C"}
        if address.config:
            self._environment["ALSA_CONFIG_PATH"] = address.config

    def play(self, sound: WaveSound, is_stopped: Callable[[], bool]) -> str:
        """The whole WAV through standard input; nothing is written to disk."""
        return self._run(["-t", "wav", "-"], sound.as_wav(), sound.seconds + self._limit_s, is_stopped)

    def probe(self, is_stopped: Callable[[], bool]) -> str:
        """Open the device, play nothing, close it."""
        return self._run(["-t", "raw", "-f", "S16_LE", "-r", "16000", "-c", "1", "-"], b"", self._limit_s, is_stopped)

    def _run(self, arguments: list[str], data: bytes, limit_s: float, is_stopped: Callable[[], bool]) -> str:
        if is_stopped():
            return CANCELLED
        try:
            process = subprocess.Popen(  # noqa: S603 - the program is the station's own setting
                [*self._command, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=self._environment,
            )
        except OSError:
            return "program_missing"
        word, complaint = _attend(process, data, time.monotonic() + limit_s, is_stopped)
        return word or _judge(process.returncode, complaint)


def _attend(
    process: subprocess.Popen[bytes], data: bytes, deadline: float, is_stopped: Callable[[], bool]
) -> tuple[str, bytes]:
    """Feed it until it ends by itself, is stopped or runs over; then it is no more."""
    complaint = bytearray()
    threads = [
        threading.Thread(target=_feed, args=(process, data), name="aplay in", daemon=True),
        threading.Thread(target=_hear, args=(process, complaint), name="aplay out", daemon=True),
    ]
    for thread in threads:
        thread.start()
    word = ""
    while not word and process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_S)
            break
        word = CANCELLED if is_stopped() else "no_answer" if time.monotonic() >= deadline else ""
    if word:
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(REAP_S)
    for thread in threads:
        thread.join(REAP_S)
    return word, bytes(complaint)


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    if process.stdin is None:
        return
    with contextlib.suppress(OSError):  # what a dead process did not take is thrown away
        process.stdin.write(data)
    with contextlib.suppress(OSError):
        process.stdin.close()


def _hear(process: subprocess.Popen[bytes], complaint: bytearray) -> None:
    """To its end, so that it never waits for us; only the beginning is kept."""
    if process.stderr is None:
        return
    with process.stderr:
        while piece := process.stderr.read(_CHUNK_BYTES):
            complaint += piece[: max(0, _CHUNK_BYTES - len(complaint))]


def _judge(returncode: int, complaint: bytes) -> str:
    if returncode == 0:
        return ""
    if _OPEN_FAILED not in complaint:
        return "broke_off"
    return "busy" if _IN_USE in complaint else "not_there"
