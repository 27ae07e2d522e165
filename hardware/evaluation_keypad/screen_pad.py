"""The verbs of a screen pad, one request each."""

from __future__ import annotations

import json
from threading import Event

from hardware.errors import DeviceRefused, FrameDamaged
from hardware.evaluation_keypad.screen_exchange import HttpAnswer, exchange
from hardware.evaluation_keypad.screen_messages import (
    VERSION_PATH,
    PadState,
    QuestionAnswer,
    ScreenQuestion,
    parse_answer,
    parse_status,
)
from hardware.transport.addresses import HttpAddress


class ScreenPad:
    """All raise LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused; with `cancel` also Cancelled."""

    def __init__(self, address: HttpAddress, answer_limit_s: float) -> None:
        self._address = address
        self._limit_s = answer_limit_s

    def ask(self, question: ScreenQuestion, cancel: Event | None = None) -> None:
        self._good(self._say("POST", "/questions", question.as_json(), cancel=cancel))

    def answer(self, question_id: str, wait_s: float, cancel: Event | None = None) -> QuestionAnswer | None:
        """Waits at the pad until the question has ended, `wait_s` at most. None: the pad does not know it."""
        path = f"/questions/{question_id}?wait_s={wait_s:.1f}"
        said = self._say("GET", path, b"", wait_s, cancel)
        return None if said.status == 404 else self._parsed(said, question_id)

    def take_back(self, question_id: str) -> QuestionAnswer | None:
        """How the question has ended, which may be by a grade after all. None: the pad does not know it."""
        said = self._say("DELETE", f"/questions/{question_id}")
        return None if said.status == 404 else self._parsed(said, question_id)

    def acknowledge(self, question_id: str) -> None:
        said = self._say("PUT", f"/questions/{question_id}/acknowledgement")
        if said.status != 404:  # switched off and on since: it thanks nobody
            self._good(said)

    def status(self) -> PadState:
        body = self._good(self._say("GET", "/status"))
        try:
            return parse_status(body)
        except ValueError as cause:
            raise _damaged() from cause

    def set_volume(self, volume: int) -> None:
        self._good(self._say("PUT", "/volume", json.dumps({"volume": volume}).encode()))

    def _say(
        self, method: str, path: str, body: bytes = b"", wait_s: float = 0.0, cancel: Event | None = None
    ) -> HttpAnswer:
        return exchange(self._address, method, VERSION_PATH + path, body, wait_s + self._limit_s, cancel)

    def _parsed(self, said: HttpAnswer, question_id: str) -> QuestionAnswer:
        try:
            return parse_answer(self._good(said), question_id)
        except ValueError as cause:
            raise _damaged() from cause

    def _good(self, said: HttpAnswer) -> bytes:
        if not 200 <= said.status < 300:
            raise DeviceRefused(f"评价屏的程序答了 {said.status}", what_to_do="重启评价屏的程序，检查它的版本")
        return said.body


def _damaged() -> FrameDamaged:
    return FrameDamaged("评价屏答的不是约定的内容", what_to_do="检查评价屏程序的版本")
