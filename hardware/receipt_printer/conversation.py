"""Asking the printer while it prints: questions may be outstanding, answers are told apart by their bits."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import replace
from threading import Event

from hardware.errors import LinkSilent
from hardware.receipt_printer.frames import CLEAR_RESPONSE
from hardware.receipt_printer.presenter import PresenterWords
from hardware.receipt_printer.status_bytes import (
    ERROR_CAUSE,
    OFFLINE_CAUSE,
    PAPER_SENSOR,
    PRINTER,
    StatusReport,
    ask,
    is_end,
    is_status,
)
from hardware.transport.link import Link

QUICK_LOOK = (PRINTER, PAPER_SENSOR)
_FIELDS = {PRINTER: "printer", OFFLINE_CAUSE: "offline_cause", ERROR_CAUSE: "error_cause", PAPER_SENSOR: "paper"}


class Conversation:
    """`answer_limit_s`: how long a question may stay without an answer. Raises LinkSilent, LinkLost, Cancelled."""

    def __init__(self, link: Link, answer_limit_s: float, cancel: Event | None = None) -> None:
        self.report = StatusReport()
        self.ends: list[int] = []
        self._link = link
        self._limit_s = answer_limit_s
        self._cancel = cancel
        self._asked: deque[tuple[int, float]] = deque()
        self._ends_asked = 0
        self._to_skip = 0

    def send(self, data: bytes, *, then_look: bool = True) -> None:
        """`data`, and behind it, on the same wire, the two questions that notice trouble."""
        questions = b"".join(map(ask, QUICK_LOOK)) if then_look else b""
        self._link.write(data + questions)
        if then_look:
            self._note(QUICK_LOOK)

    def look(self) -> StatusReport:
        """All four questions, answered."""
        numbers = tuple(_FIELDS)
        self._link.write(b"".join(map(ask, numbers)))
        self._note(numbers)
        self.settle()
        return self.report

    def quick_look(self) -> StatusReport:
        """The two questions, answered; the other two only when something is wrong."""
        self.send(b"")
        self.settle()
        return self.look() if self.trouble else self.report

    def last_look(self) -> StatusReport:
        """One question, answered; all four when the printer is off-line. It is too late to cancel."""
        self._cancel = None
        self._link.write(ask(PRINTER))
        self._note((PRINTER,))
        self.settle()
        return self.look() if self.report.offline else self.report

    @property
    def trouble(self) -> bool:
        return self.report.offline or self.report.paper_out

    def settle(self, outstanding: int = 0) -> None:
        """Listen until at most so many questions are open."""
        while len(self._asked) > outstanding:
            self._hear(self._asked[0][1])
            self._give_up_when_late(outstanding)

    def await_ends(self, data: bytes, count: int, limit_s: float, every_s: float) -> bool:
        """Send `data`, which asks GS r 1 `count` times, and wait for all answers, asking for the status meanwhile.

        False at trouble or at the limit. `ends` has what was answered.
        """
        until = time.monotonic() + limit_s
        self._ends_asked += count
        self.send(data, then_look=False)
        while len(self.ends) < self._ends_asked and not self.trouble and time.monotonic() < until:
            try:
                self._hear(time.monotonic() + every_s)
            except LinkSilent:
                if not self._asked:
                    self.send(b"")
            self._give_up_when_late()
        return len(self.ends) >= self._ends_asked

    def ask_presenter(self, words: PresenterWords) -> bool:
        """Whether a slip is in the mouth. Only while no other question is open."""
        self.settle()
        until = time.monotonic() + self._limit_s
        self._link.write(words.ask)
        heard = b""
        while (answer := words.found_in(heard)) is None:
            heard += self._link.read(64, until, self._cancel)
            if time.monotonic() >= until:
                raise _silent()
        return words.is_in_mouth(answer)

    def _give_up_when_late(self, outstanding: int = 0) -> None:
        """A printer that babbles is never silent and still does not answer."""
        if len(self._asked) > outstanding and time.monotonic() >= self._asked[0][1]:
            raise _silent()

    def _note(self, numbers: tuple[int, ...]) -> None:
        until = time.monotonic() + self._limit_s
        self._asked.extend((number, until) for number in numbers)

    def _hear(self, until: float) -> None:
        for byte in self._link.read(64, until, self._cancel):
            if self._to_skip:
                self._to_skip -= 1
            elif byte == CLEAR_RESPONSE[0]:
                self._to_skip = len(CLEAR_RESPONSE) - 1
            elif is_status(byte) and self._asked:
                number, _ = self._asked.popleft()
                self.report = replace(self.report, **{_FIELDS[number]: byte})
            elif is_end(byte) and len(self.ends) < self._ends_asked:
                self.ends.append(byte)


def _silent() -> LinkSilent:
    return LinkSilent("打印机没有应答", what_to_do="检查打印机电源和数据线")
