"""The `screen` driver: a vendor's screen pad whose program is reached over HTTP on this machine.

The protocol is ours and open: docs/devices/evaluation-keypad.md. A question carries an id of its own, every request
may be said twice, so a grade can neither be counted twice nor for another person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Lock
from typing import Any
from uuid import uuid4

from hardware.errors import (
    AddressInvalid,
    DeviceRefused,
    FrameDamaged,
    HardwareError,
    LinkLost,
    LinkNotThere,
    LinkSilent,
    OptionInvalid,
)
from hardware.evaluation_keypad.interface import AskOutcome, EvaluationKeypad, Keep
from hardware.evaluation_keypad.screen_messages import ScreenQuestion
from hardware.evaluation_keypad.screen_pad import ScreenPad
from hardware.evaluation_keypad.screen_question import put
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.addresses import HttpAddress, parse_address

DEVICE = "evaluation_keypad"
LOUDEST = 9
LONGEST_ASK_S = 255
ANSWER_LIMIT_S = 2.0
HERE = ("127.0.0.1", "::1", "localhost")
LANGUAGES = ("zh_CN", "en")


def open_driver(address: str, options: Mapping[str, Any]) -> EvaluationKeypad:
    """Options: `language` (zh_CN), `answer_limit_s` (2.0). Touches no port. Raises AddressInvalid, OptionInvalid."""
    return open_screen(address, options)


def open_screen(address: str, options: Mapping[str, Any]) -> ScreenKeypad:
    """As `open_driver`, with what only this driver can."""
    parsed = parse_address(address)
    if not isinstance(parsed, HttpAddress) or parsed.host not in HERE:
        raise AddressInvalid(
            "评价屏的程序要在本机",
            device=DEVICE,
            address=address,
            what_to_do="写成 http://127.0.0.1:8600/；姓名和评价不能明文过网络",
        )
    language, limit_s = options.get("language", LANGUAGES[0]), options.get("answer_limit_s", ANSWER_LIMIT_S)
    if language not in LANGUAGES:
        raise OptionInvalid("language 不认识", device=DEVICE, address=address, what_to_do="写 zh_CN 或 en")
    if isinstance(limit_s, bool) or not isinstance(limit_s, int | float) or not 0 < limit_s <= 60:
        raise OptionInvalid("answer_limit_s 要写 0 到 60 的数", device=DEVICE, address=address, what_to_do="例如 2.0")
    return ScreenKeypad(ScreenPad(parsed, float(limit_s)), address, language)


class ScreenKeypad:
    def __init__(self, pad: ScreenPad, address: str, language: str = LANGUAGES[0]) -> None:
        self._pad = pad
        self._address = address
        self._language = language
        self._asking = Lock()

    def ask(
        self,
        timeout_s: int,
        operator_number: str = "",
        operator_name: str = "",
        cancel: Event | None = None,
        keep: Keep | None = None,
    ) -> AskOutcome:
        """At most 255 seconds. Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused."""
        seconds = min(max(timeout_s, 1), LONGEST_ASK_S)
        question = ScreenQuestion(uuid4().hex, seconds, operator_number, operator_name, self._language)
        with self._asking, self._signed():
            return put(self._pad, question, keep, cancel)

    def set_volume(self, volume: int) -> None:
        """0 to 9. Raises ValueError, LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused."""
        if not 0 <= volume <= LOUDEST:
            raise ValueError(f"volume must be 0 to {LOUDEST}, not {volume}")
        with self._signed():
            self._pad.set_volume(volume)

    def status(self) -> DeviceStatus:
        if self._asking.locked():
            return DeviceStatus(DeviceState.BUSY)
        try:
            state = self._pad.status()
        except HardwareError as error:
            return status_of(DEVICE, _word(error))
        if not state.screen_on:
            return status_of(DEVICE, "screen_off")
        return DeviceStatus(DeviceState.BUSY if state.asking else DeviceState.ONLINE)

    def model(self) -> tuple[str, str]:
        """Model and version. Raises as `set_volume` does."""
        with self._signed():
            state = self._pad.status()
        return state.model, state.version

    def close(self) -> None:
        """Each request has a connection of its own: nothing is open."""

    @contextmanager
    def _signed(self) -> Iterator[None]:
        try:
            yield
        except HardwareError as error:
            error.device, error.address = error.device or DEVICE, error.address or self._address
            raise


def _word(error: HardwareError) -> str:
    match error:
        case LinkNotThere() | LinkLost():
            return "not_there"
        case LinkSilent():
            return "no_answer"
        case FrameDamaged():
            return "bad_answer"
        case DeviceRefused():
            return "program_error"
        case _:
            return "refused"
