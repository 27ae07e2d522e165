"""The sitting as the window sees it: the state, the seconds left, and the way in for events."""

from __future__ import annotations

from collections import deque
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.journeys.commands import Command
from app.journeys.delays import (
    ASK_STILL_THERE_S,
    DONE_PAGE_S,
    GOODBYE_PAGE_S,
    HANGS_S,
    SITTING_PATIENT_S,
    SITTING_S,
    TAKE_THINGS_S,
)
from app.journeys.events import Event, TimeRanOut
from app.journeys.scanning import with_scanner
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Claiming,
    Finished,
    Finishing,
    Goodbye,
    HandingOver,
    LookingUp,
    State,
    TakingThings,
    Tracking,
    Working,
)
from app.journeys.table import step

TICK_MS = 1000


class Executor(Protocol):
    """Carries out commands; answers through the `dispatch` it is given."""

    def carry_out(self, command: Command) -> None: ...

    def close(self) -> None: ...


class Sitting(QObject):
    """Holds the one state there is. All on the window's thread."""

    changed = Signal()
    ticked = Signal()
    preview_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, is_hurried: bool = True) -> None:
        """`is_hurried`: whoever does not touch the glass for a while has left. At a desk somebody is always there."""
        super().__init__(parent)
        self.state: State = AtHome()
        self._is_hurried = is_hurried
        self.patient = False
        self.preview_counter = 0
        self.executor: Executor | None = None
        self.seconds_left = SITTING_S
        self._worked_s = 0
        """How long the machine has worked on one and the same thing."""
        self._waiting: deque[Event] = deque()
        self._is_dispatching = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    # ------------------------------------------------------------ what stands on the glass

    @property
    def seconds_total(self) -> int:
        match self.state:
            case Finished():
                return DONE_PAGE_S
            case AtTicket(taken=taken) if taken is not None:
                return DONE_PAGE_S
            case Goodbye():
                return GOODBYE_PAGE_S
            case TakingThings():
                return TAKE_THINGS_S
            case _:
                return SITTING_PATIENT_S if self.patient else SITTING_S

    @property
    def still_there(self) -> bool:
        """Whether 您还在吗？ is asked: never at home, while the machine works, or once the sitting is over."""
        is_over = isinstance(self.state, Goodbye | TakingThings)
        return self._counts() and self.seconds_left <= ASK_STILL_THERE_S and not is_over

    def _counts(self) -> bool:
        if not self._is_hurried:
            return isinstance(self.state, TakingThings | Goodbye)
        match self.state:
            case AtHome() | Finishing():
                return False
            case Claiming(mood=mood):
                return not isinstance(mood, Working)
            case AtStep(mood=mood) | LookingUp(mood=mood) | Tracking(mood=mood) | AtTicket(mood=mood):
                return not isinstance(mood, Working)
            case HandingOver(mood=mood):
                return not isinstance(mood, Working)
            case _:
                return True

    # ------------------------------------------------------------ acts

    def dispatch(self, event: Event) -> None:
        """What is said while an event is under way comes after all that event asks for: nothing overtakes a command."""
        self._waiting.append(event)
        if self._is_dispatching:
            return
        self._is_dispatching = True
        try:
            while self._waiting:
                self._take(self._waiting.popleft())
        finally:
            self._is_dispatching = False

    def _take(self, event: Event) -> None:
        before = self.state
        self.state, commands = with_scanner(before, step(before, event))
        if self.state is not before:
            self._worked_s = 0
            if type(self.state) is not type(before) or _place(self.state) != _place(before):
                self.seconds_left = self.seconds_total
            self._run_clock()
            self.changed.emit()
        if self.executor is not None:
            for command in commands:
                self.executor.carry_out(command)

    def touch(self) -> None:
        """Any touch refills the time."""
        self._worked_s = 0
        if self.seconds_left != self.seconds_total:
            self.seconds_left = self.seconds_total
            self.ticked.emit()

    def show_preview(self) -> None:
        self.preview_counter += 1
        self.preview_changed.emit()

    # ------------------------------------------------------------ time

    def _run_clock(self) -> None:
        if isinstance(self.state, AtHome):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _tick(self) -> None:
        if not self._counts():
            if not self._is_hurried:
                return
            self._worked_s += 1
            if self._worked_s >= HANGS_S:
                self._worked_s = 0
                self.dispatch(TimeRanOut())
            return
        self.seconds_left -= 1
        self.ticked.emit()
        if self.seconds_left <= 0:
            self.seconds_left = self.seconds_total
            self.dispatch(TimeRanOut())


def _place(state: State) -> tuple[int, int]:
    return (state.index, state.page) if isinstance(state, AtStep) else (0, 0)
