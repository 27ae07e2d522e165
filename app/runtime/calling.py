"""请 A023 号到 3 号窗口: of which pieces a call is put together, and saying it. The pieces were made beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.domain.tickets import Ticket
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from hardware import HardwareError

FOLDER = "pieces"
ENGLISH = "en"


def pieces_of(number: str, window: str, language: str) -> tuple[str, ...]:
    """Names of sounds, in their order. The ticket is spelt digit by digit, in Chinese the window is a number."""
    ticket = [each.lower() for each in number]
    if language == ENGLISH:
        return "please", *ticket, "to", *window
    return "please", *ticket, "to", *_said(int(window)), "window"


def _said(number: int) -> Sequence[str]:
    """1 to 99 as it is spoken: 三, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    before = ([str(tens)] if tens > 1 else []) + (["10"] if tens else [])
    return before + ([str(ones)] if ones else [])


class Caller:
    """Calls through the speaker of the desk; without one the screen shows the number all the same."""

    def __init__(self, machine: Machine, hands: Hands, language: Callable[[], str]) -> None:
        self._machine = machine
        self._hands = hands
        self._language = language

    def call(self, ticket: Ticket) -> None:
        """After what is being said already; nothing of it is cut off."""
        speaker, language = self._machine.bench.speaker, self._language()
        if speaker is None:
            return
        files = [self._file(name, language) for name in pieces_of(ticket.number, ticket.window, language)]

        def say(stop: Any) -> Any:
            from hardware import join_wavs

            return speaker.say(join_wavs(files), stop)

        self._hands.errands.loose(self._hands.reminder.voice, say, _said_it)

    def _file(self, name: str, language: str) -> Path:
        return self._machine.sound_of(f"{FOLDER}/{name}", language)


def _said_it(result: Any) -> None:
    said_failed(result, HardwareError, OSError, ValueError)
