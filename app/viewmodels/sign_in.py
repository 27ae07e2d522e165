"""登录: an operator's number and PIN. The PIN is never shown, never a property, and gone once it was looked at."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.operators import PIN_DIGITS, Duty, LockedOut, SignedIn, SignInOutcome
from app.viewmodels.facts import OperatorDoor
from app.viewmodels.page import shown
from app.viewmodels.sign_in_words import (
    not_allowed_words,
    number_missing_words,
    outcome_words,
    pin_short_words,
    waiting_words,
)

TICK_MS = 250
"""The seconds that are left are looked at so often: a second is never skipped on the glass."""
NUMBER_MAX = 32
NO_NUMBER = re.compile(r"[^A-Za-z0-9-]")

Words = Callable[[], str]


def _nothing() -> str:
    return ""


class SignIn(QObject):
    """`signed_in(number)` once somebody may do what `duty` says; `closed` whenever it is over, however it ended."""

    changed = Signal()
    signed_in = Signal(str)
    admitted = Signal(object)
    """The same with the `SignedIn`, for who must know the name and the roles."""
    closed = Signal()

    def __init__(
        self, door: OperatorDoor, duty: Duty, count_s: Callable[[], float] = monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._duty = duty
        self._count_s = count_s
        self._is_open = self._asks_pin = self._is_looking = False
        self._number = ""
        self._pin = bytearray()
        self._words: Words = _nothing
        """Made anew for each look, so that they follow the language."""
        self._locked_until: float | None = None
        self._round = 0
        """Which opening it is: an answer to an earlier one lets nobody in."""
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._count_down)

    # ------------------------------------------------------------ what is seen

    @shown(bool, changed)
    def open(self) -> bool:
        return self._is_open

    @shown(bool, changed)
    def asksPin(self) -> bool:  # noqa: N802 - named for QML, like those below
        """Second half: the number stands, the PIN is asked."""
        return self._asks_pin

    @shown(str, changed)
    def number(self) -> str:
        return self._number

    @shown(int, changed)
    def pinLength(self) -> int:  # noqa: N802
        """How many dots; which digits they are, no screen ever knows."""
        return len(self._pin)

    @shown(bool, changed)
    def looking(self) -> bool:
        return self._is_looking

    @shown(int, changed)
    def secondsLocked(self) -> int:  # noqa: N802
        return 0 if self._locked_until is None else max(0, math.ceil(self._locked_until - self._count_s()))

    @shown(bool, changed)
    def canType(self) -> bool:  # noqa: N802
        return not self._is_looking and self.secondsLocked == 0

    @shown(str, changed)
    def words(self) -> str:
        """What is wrong, and what to do; empty where nothing is."""
        return waiting_words(self.secondsLocked) if self.secondsLocked else self._words()

    # ------------------------------------------------------------ opening and closing

    def begin(self, words: Words = _nothing) -> None:
        """`words`: what is to be known before anything is typed."""
        self._forget()
        self._words = words
        self._is_open = True
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Nothing of what was typed stays, and an answer still under way opens nothing."""
        if not self._is_open:
            return
        self._forget()
        self._is_open = False
        self.changed.emit()
        self.closed.emit()

    def retell(self) -> None:
        """The language is another."""
        self.changed.emit()

    def _forget(self) -> None:
        self._round += 1
        self._tick.stop()
        self._wipe_pin()
        self._number = ""
        self._asks_pin = self._is_looking = False
        self._words, self._locked_until = _nothing, None

    def _wipe_pin(self) -> None:
        self._pin[:] = bytes(len(self._pin))
        self._pin = bytearray()

    # ------------------------------------------------------------ typing

    @Slot(str)
    def editNumber(self, text: str) -> None:  # noqa: N802
        """Letters, digits and dashes only. A lock belongs to the number that was locked."""
        number = NO_NUMBER.sub("", text)[:NUMBER_MAX]
        if number == self._number or self._is_looking:
            self.changed.emit()  # whatever else was typed goes from the field
            return
        self._number = number
        self._wipe_pin()
        self._say(_nothing)

    @Slot()
    def askPin(self) -> None:  # noqa: N802
        if not self._number:
            self._say(number_missing_words)
            return
        self._asks_pin = True
        self.changed.emit()

    @Slot()
    def changeNumber(self) -> None:  # noqa: N802
        if self._is_looking:
            return
        self._asks_pin = False
        self._wipe_pin()
        self.changed.emit()

    @Slot(int)
    def typeDigit(self, digit: int) -> None:  # noqa: N802
        if self.canType and 0 <= digit <= 9 and len(self._pin) < PIN_DIGITS[1]:
            self._pin.append(ord("0") + digit)
            self._say(_nothing)

    @Slot()
    def eraseDigit(self) -> None:  # noqa: N802
        if self.canType and self._pin:
            self._pin[-1] = 0
            del self._pin[-1]
            self._say(_nothing)

    @Slot()
    def erasePin(self) -> None:  # noqa: N802
        if self.canType:
            self._wipe_pin()
            self._say(_nothing)

    # ------------------------------------------------------------ trying

    @Slot()
    def enter(self) -> None:
        if not self.canType or not self._is_open:
            return
        if len(self._pin) < PIN_DIGITS[0]:
            self._say(lambda: pin_short_words(PIN_DIGITS[0]))
            return
        pin, self._pin = self._pin, bytearray()
        this_round = self._round
        self._is_looking = True
        self._say(_nothing)
        self._door.sign_in(self._number, pin, lambda outcome: self._answered(outcome, this_round))

    def _answered(self, outcome: SignInOutcome | None, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._is_looking = False
        match outcome:
            case SignedIn(number=number) if outcome.may(self._duty):
                self.close()
                self.signed_in.emit(number)
                self.admitted.emit(outcome)
            case SignedIn():
                self._say(not_allowed_words)
            case LockedOut(seconds=seconds):
                self._locked_until = self._count_s() + seconds
                self._tick.start()
                self.changed.emit()
            case _:
                self._say(lambda: outcome_words(outcome))

    def _count_down(self) -> None:
        if self.secondsLocked == 0:
            self._say(_nothing)
        else:
            self.changed.emit()

    def _say(self, words: Words) -> None:
        self._tick.stop()
        self._words, self._locked_until = words, None
        self.changed.emit()
