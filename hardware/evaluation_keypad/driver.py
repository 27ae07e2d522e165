"""The `bianmin` keypad driver: one question, one answer, however often the pad repeats it (9600 8N1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from typing import Any

from hardware.errors import DeviceRefused, LinkLost, LinkNotThere, LinkSilent
from hardware.evaluation_keypad.dialogue import Dialogue, PadBusy
from hardware.evaluation_keypad.frames import Cmd, Flag
from hardware.evaluation_keypad.interface import AskOutcome, EvaluationKeypad, Keep
from hardware.evaluation_keypad.question import Question, put
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.line import Line
from hardware.transport.link import Link

DEVICE = "evaluation_keypad"
DEFAULT_BAUD = 9600
LOUDEST = 9
LONGEST_ASK_S = 255


def open_driver(address: str, options: Mapping[str, Any]) -> EvaluationKeypad:
    """Option: `byte_log` (false). Touches no port."""
    return BianminKeypad(address, byte_log=bool(options.get("byte_log", False)))


class BianminKeypad:
    def __init__(self, address: str, *, byte_log: bool = False) -> None:
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._dialogue: Dialogue | None = None

    def ask(
        self,
        timeout_s: int,
        operator_number: str = "",
        operator_name: str = "",
        cancel: Event | None = None,
        keep: Keep | None = None,
    ) -> AskOutcome:
        """At most 255 seconds. Raises LinkNotThere, LinkLost, LinkSilent, DeviceRefused."""
        question = Question(min(max(timeout_s, 1), LONGEST_ASK_S), operator_number, operator_name)
        with self._line.dialogue() as link:
            return put(self._talk(link), question, keep, cancel)

    def set_volume(self, volume: int) -> None:
        """0 to 9. Raises ValueError, LinkNotThere, LinkLost, LinkSilent, DeviceRefused (also while it asks)."""
        if not 0 <= volume <= LOUDEST:
            raise ValueError(f"volume must be 0 to {LOUDEST}, not {volume}")
        with self._told() as pad:
            pad.ask(Cmd.VOLUME, bytes([volume]))

    def status(self) -> DeviceStatus:
        try:
            with self._line.try_dialogue() as link:
                if link is None:
                    return DeviceStatus(DeviceState.BUSY)
                flags = (self._talk(link).ask(Cmd.STATUS) or b"\0")[0]
        except (LinkNotThere, LinkLost):
            return status_of(DEVICE, "not_there")
        except LinkSilent:
            return status_of(DEVICE, "no_answer")
        except DeviceRefused:
            return status_of(DEVICE, "refused")
        if flags & Flag.CABLE_UNPLUGGED:
            return status_of(DEVICE, "citizen_cable_unplugged")
        return DeviceStatus(DeviceState.BUSY if flags & Flag.ASKING else DeviceState.ONLINE)

    def model(self) -> tuple[str, str]:
        """Model and version as the pad says hello. Raises as `set_volume` does."""
        with self._told() as pad:
            model, _, version = pad.ask(Cmd.HELLO).decode("ascii", errors="replace").partition("\0")
        return model, version

    def close(self) -> None:
        self._line.close()

    @contextmanager
    def _told(self) -> Iterator[Dialogue]:
        """For a word besides the questions: it does not wait until a person has made up her mind."""
        with self._line.try_dialogue() as link:
            if link is None:
                raise PadBusy("评价器正在评价中", device=DEVICE, what_to_do="等这次评价完了再设置")
            yield self._talk(link)

    def _talk(self, link: Link) -> Dialogue:
        if self._dialogue is None or not self._dialogue.belongs_to(link):
            self._dialogue = Dialogue(link)
        return self._dialogue
