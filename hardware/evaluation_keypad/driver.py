"""The `bianmin` keypad driver: one question, one answer, however often the pad repeats it (9600 8N1)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from typing import Any

from hardware.errors import Cancelled, DeviceRefused, LinkLost, LinkNotThere, LinkSilent
from hardware.evaluation_keypad.dialogue import Dialogue, PadBusy
from hardware.evaluation_keypad.frames import Cmd, Flag, Frame, Told, ask_data
from hardware.evaluation_keypad.interface import (
    AskOutcome,
    Evaluated,
    EvaluationCancelled,
    EvaluationKeypad,
    NoAnswer,
)
from hardware.status import DeviceState, DeviceStatus, MendingAction
from hardware.transport.line import Line

DEVICE = "evaluation_keypad"
DEFAULT_BAUD = 9600
LOUDEST = 9
LONGEST_ASK_S = 255
OVERTIME_S = 2.0
"""The pad itself ends the question; a pad that says nothing so long afterwards is looked at."""
PULSE_S = 5.0
"""While the pad asks, this often it is checked to be still alive."""


def open_driver(address: str, options: Mapping[str, Any]) -> EvaluationKeypad:
    """Option: `byte_log` (false). Touches no port."""
    return BianminKeypad(address, byte_log=bool(options.get("byte_log", False)))


class BianminKeypad:
    def __init__(self, address: str, *, byte_log: bool = False) -> None:
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._dialogue: Dialogue | None = None

    def ask(
        self, timeout_s: int, operator_number: str = "", operator_name: str = "", cancel: Event | None = None
    ) -> AskOutcome:
        """At most 255 seconds. Raises LinkNotThere, LinkLost, LinkSilent, DeviceRefused."""
        seconds = min(max(timeout_s, 1), LONGEST_ASK_S)
        with self._talk() as pad:
            try:
                pad.settle(cancel)
                self._begin(pad, ask_data(seconds, operator_number, operator_name), cancel)
                return self._await(pad, time.monotonic() + seconds + OVERTIME_S, cancel)
            except Cancelled:
                return self._withdraw(pad)

    def set_volume(self, volume: int) -> None:
        """0 to 9. Raises ValueError, LinkNotThere, LinkLost, LinkSilent, DeviceRefused."""
        if not 0 <= volume <= LOUDEST:
            raise ValueError(f"volume must be 0 to {LOUDEST}, not {volume}")
        with self._talk() as pad:
            pad.ask(Cmd.VOLUME, bytes([volume]))

    def status(self) -> DeviceStatus:
        try:
            with self._talk() as pad:
                flags = (pad.ask(Cmd.STATUS) or b"\0")[0]
        except (LinkNotThere, LinkLost):
            return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.MAINTENANCE, detail="not_there")
        except LinkSilent:
            return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.RESET, detail="no_answer")
        except DeviceRefused:
            return DeviceStatus(DeviceState.HARDWARE_ERROR, action=MendingAction.CONFIGURATION, detail="refused")
        if flags & Flag.CABLE_UNPLUGGED:
            return DeviceStatus(
                DeviceState.HARDWARE_ERROR, action=MendingAction.MAINTENANCE, detail="citizen_cable_unplugged"
            )
        return DeviceStatus(DeviceState.BUSY if flags & Flag.ASKING else DeviceState.ONLINE)

    def model(self) -> tuple[str, str]:
        """Model and version as the pad says hello. Raises as `set_volume` does."""
        with self._talk() as pad:
            model, _, version = pad.ask(Cmd.HELLO).decode("ascii", errors="replace").partition("\0")
        return model, version

    def close(self) -> None:
        self._line.close()

    @contextmanager
    def _talk(self) -> Iterator[Dialogue]:
        with self._line.dialogue() as link:
            if self._dialogue is None or not self._dialogue.belongs_to(link):
                self._dialogue = Dialogue(link)
            yield self._dialogue

    def _begin(self, pad: Dialogue, data: bytes, cancel: Event | None) -> None:
        try:
            pad.ask(Cmd.ASK, data, cancel)
        except PadBusy:
            # An earlier program left its question standing.
            pad.ask(Cmd.CANCEL, b"", cancel)
            pad.settle(cancel)
            pad.ask(Cmd.ASK, data, cancel)

    def _await(self, pad: Dialogue, deadline: float, cancel: Event | None) -> AskOutcome:
        while (now := time.monotonic()) < deadline:
            result = pad.result(min(deadline, now + PULSE_S), cancel)
            if result is not None and (outcome := _outcome(result)) is not None:
                return outcome
            if result is None:
                self._check_alive(pad, cancel)
        late = self._withdraw(pad)
        return late if isinstance(late, Evaluated) else NoAnswer()

    def _check_alive(self, pad: Dialogue, cancel: Event | None) -> None:
        """Raises LinkSilent, LinkLost."""
        try:
            pad.ask(Cmd.STATUS, b"", cancel)
        except DeviceRefused:
            return  # too busy asking to say more, but alive

    def _withdraw(self, pad: Dialogue) -> AskOutcome:
        """Stop asking. Who pressed in the very moment before is still heard."""
        try:
            pad.ask(Cmd.CANCEL)
        except DeviceRefused:
            return EvaluationCancelled()  # nothing was being asked
        result = pad.result(time.monotonic())
        pressed = _outcome(result) if result is not None else None
        return pressed if isinstance(pressed, Evaluated) else EvaluationCancelled()


def _outcome(result: Frame) -> AskOutcome | None:
    """None for a grade that does not exist: it is never guessed."""
    match result.cmd:
        case Told.EVALUATED if len(result.data) == 1 and 1 <= result.data[0] <= 5:
            return Evaluated(result.data[0])
        case Told.NO_ANSWER:
            return NoAnswer()
        case Told.CANCELLED:
            return EvaluationCancelled()
        case _:
            return None
