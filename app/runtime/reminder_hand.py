"""请拿走身份证: by voice and light, again and again until it is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event as Flag
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from app.journeys.delays import REMIND_EVERY_S
from app.journeys.things import NOTHING, Thing, Things
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import HardwareError, LightMode

SOUNDS = {
    frozenset({Thing.CARD}): "take_card",
    frozenset({Thing.RECEIPT}): "take_receipt",
    frozenset(Thing): "take_things",
}
GROUP = "voice"
LIGHTS = {Thing.CARD: "light_reader", Thing.RECEIPT: "light_slot"}
EVERY_LIGHT = (*LIGHTS.values(), "light_camera", "alarm")


class ReminderHand:
    """`sound` names the file of a sentence in the language of the moment. A station without speaker or lights has none:
    the glass says it all the same.
    """

    def __init__(self, machine: Machine, errands: Errands, sound: Callable[[str], Path]) -> None:
        self._machine = machine
        self._errands = errands
        self._sound = sound
        self._things: Things = NOTHING
        self._is_closed = False
        self.voice = Worker("speaker")
        self.lights = Worker("io-board")
        # The application's: whichever thread forgets this hand last, the window's thread ends the timer.
        self._again = QTimer(QCoreApplication.instance())
        self._again.setInterval(REMIND_EVERY_S * 1000)
        self._again.timeout.connect(self._repeat)

    def remind(self, things: Things) -> None:
        self._light(self._things - things, LightMode.OFF)
        self._things = things
        self._light(things, LightMode.BLINK)
        self._errands.stop(GROUP)  # what it says may be taken already
        self._say()
        self._again.start()

    def stop(self) -> None:
        """Silence at once, in the middle of a sentence too: it is taken."""
        self._again.stop()
        self._errands.stop(GROUP)
        self._light(self._things, LightMode.OFF)
        self._things = NOTHING

    def close(self) -> None:
        """In the window's thread: the timer goes with it. Twice is once."""
        if not self._is_closed:
            self._is_closed = True
            self.stop()
            self._again.deleteLater()

    def _repeat(self) -> None:
        if self.voice.is_idle:  # never a second voice over the first
            self._say()

    def _say(self) -> None:
        """After what the speaker is at: a look at the device, or a sentence that was just told to stop."""
        speaker, name = self._machine.bench.speaker, SOUNDS.get(self._things)
        if speaker is None or name is None:
            return
        path = self._sound(name)
        self._errands.stop(GROUP)
        self._errands.start(GROUP, self.voice, lambda stop: speaker.say(path, stop), _done)

    def all_dark(self) -> None:
        """At the start: a board may still show what an earlier run left on it, which ended without a word."""
        board = self._machine.bench.io_board
        if board is not None:
            for name in EVERY_LIGHT:
                self._errands.loose(self.lights, _set_light(board, name, LightMode.OFF), _done)

    def _light(self, things: Things, mode: LightMode) -> None:
        board = self._machine.bench.io_board
        if board is None:
            return
        for thing in things:
            self._errands.loose(self.lights, _set_light(board, LIGHTS[thing], mode), _done)


def _set_light(board: Any, name: str, mode: LightMode) -> Callable[[Flag], None]:
    def light(stop: Flag) -> None:
        del stop
        board.set_light(name, mode)

    return light


def _done(result: Any) -> None:
    said_failed(result, HardwareError)
