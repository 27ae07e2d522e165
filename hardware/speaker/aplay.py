"""Sounds through the program `aplay` (alsa-utils): a child process, so that a hanging sound device is not ours."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable

from hardware.speaker.wave_sound import WaveSound
from hardware.transport.addresses import AlsaAddress

LOOK_S = 0.05
"""Whether to stop is looked at this often."""
REAP_S = 1.0
"""A killed process that stays longer is stuck in its kernel driver, and is left to it."""
CANCELLED = "cancelled"
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
    """Feed it until it ends by itself, is cancelled or runs over; then it is no more."""
    to_send: bytes | None = data
    while True:
        try:
            _, complaint = process.communicate(to_send, timeout=LOOK_S)
        except subprocess.TimeoutExpired:
            to_send = None  # communicate() remembers what is left of it
        else:
            return "", complaint
        word = CANCELLED if is_stopped() else "no_answer" if time.monotonic() >= deadline else ""
        if word:
            _kill(process)
            return word, b""


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    try:
        process.communicate(timeout=REAP_S)
    except subprocess.TimeoutExpired:
        for pipe in (process.stdin, process.stderr):
            if pipe is not None:
                pipe.close()


def _judge(returncode: int, complaint: bytes) -> str:
    if returncode == 0:
        return ""
    if _OPEN_FAILED not in complaint:
        return "broke_off"
    return "busy" if _IN_USE in complaint else "not_there"
