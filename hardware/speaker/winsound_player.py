"""Sounds on Windows, by the standard library's winsound: the system's own sound device, whatever it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from threading import Thread

from hardware.speaker.wave_sound import WaveSound

LOOK_S = 0.05


class WinsoundPlayer:
    """Written, never run. The same answers as AplayPlayer gives."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s

    def play(self, sound: WaveSound, is_stopped: Callable[[], bool]) -> str:
        """PlaySound takes bytes only while it waits itself, so it waits in a thread and is stopped from here."""
        found: list[str] = []
        thread = Thread(target=lambda: found.append(_play(sound.as_wav())), name="winsound", daemon=True)
        deadline = time.monotonic() + sound.seconds + self._limit_s
        thread.start()
        while thread.is_alive():
            thread.join(LOOK_S)
            word = "cancelled" if is_stopped() else "no_answer" if time.monotonic() >= deadline else ""
            if word:
                _stop()
                return word
        return found[0] if found else "broke_off"

    def probe(self, is_stopped: Callable[[], bool]) -> str:  # noqa: ARG002 - as AplayPlayer
        """winsound cannot be asked: it is heard of when it plays."""
        return ""


def _play(wav: bytes) -> str:
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(wav, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        except RuntimeError:
            return "not_there"
        return ""
    return "program_missing"


def _stop() -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(None, 0)
