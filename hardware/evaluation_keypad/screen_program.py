"""What the program of a screen pad does with questions, without HTTP and without a screen: the protocol's other side.

- One question stands at a time. A question with another id takes its place, and what it had brought is forgotten.
- The same id again is the same question, whatever has become of it.
- A grade is kept until it is acknowledged or the next question comes; only then is the person thanked.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from hardware.evaluation_keypad.screen_messages import QuestionAnswer, QuestionState, ScreenQuestion


@dataclass
class Standing:
    """The question on the screen and what has become of it."""

    question: ScreenQuestion
    ends_at: float
    answer: QuestionAnswer = field(default_factory=lambda: QuestionAnswer(QuestionState.ASKING))
    is_thanked: bool = False


class ScreenProgram:
    """Safe to use from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._standing: Standing | None = None
        self._turn = 0
        self.thanked: list[tuple[ScreenQuestion, int]] = []
        self.volume = 5

    @property
    def asking(self) -> ScreenQuestion | None:
        with self._changed:
            standing = self._current()
            is_asking = standing is not None and standing.answer.state is QuestionState.ASKING
            return standing.question if standing is not None and is_asking else None

    def ask(self, question: ScreenQuestion) -> bool:
        """False when this very question stands already."""
        with self._changed:
            if self._standing is not None and self._standing.question.id == question.id:
                return False
            self._standing = Standing(question, time.monotonic() + question.timeout_s)
            self._tell()
            return True

    def wait(self, question_id: str, seconds: float) -> QuestionAnswer | None:
        """Until it has ended, or so long. None for a question that does not stand."""
        until = time.monotonic() + seconds
        with self._changed:
            while True:
                standing = self._known(question_id)
                left = until - time.monotonic()
                if standing is None or standing.answer.state is not QuestionState.ASKING or left <= 0:
                    return standing.answer if standing is not None else None
                self._changed.wait(min(left, max(0.0, standing.ends_at - time.monotonic()) + 0.001))

    def take_back(self, question_id: str) -> QuestionAnswer | None:
        with self._changed:
            self._end(question_id, QuestionAnswer(QuestionState.CANCELLED))
            standing = self._known(question_id)
            return standing.answer if standing is not None else None

    def acknowledge(self, question_id: str) -> bool:
        """The grade is where it belongs: now the person is thanked, once."""
        with self._changed:
            standing = self._known(question_id)
            if standing is None or standing.answer.state is not QuestionState.EVALUATED:
                return False
            if not standing.is_thanked:
                standing.is_thanked = True
                self.thanked.append((standing.question, standing.answer.grade))
                self._tell()
            return True

    def press(self, grade: int, question_id: str = "") -> bool:
        """A finger on a grade; False when nothing, or another question, is asked."""
        with self._changed:
            return self._end(question_id, QuestionAnswer(QuestionState.EVALUATED, grade))

    def press_cancel(self, question_id: str = "") -> bool:
        with self._changed:
            return self._end(question_id, QuestionAnswer(QuestionState.CANCELLED))

    def restart(self) -> None:
        """The program ended and began again."""
        with self._changed:
            self._standing = None
            self._tell()

    def look(self, seen_turn: int, seconds: float) -> tuple[int, Standing | None]:
        """For the page: what to show, as soon as it is something else than was seen."""
        with self._changed:
            self._changed.wait_for(lambda: self._turn != seen_turn, seconds)
            return self._turn, self._current()

    def _known(self, question_id: str) -> Standing | None:
        standing = self._current()
        return standing if standing is not None and standing.question.id == question_id else None

    def _current(self) -> Standing | None:
        standing = self._standing
        is_asking = standing is not None and standing.answer.state is QuestionState.ASKING
        if standing is not None and is_asking and time.monotonic() >= standing.ends_at:
            standing.answer = QuestionAnswer(QuestionState.NO_ANSWER)
            self._tell()
        return standing

    def _end(self, question_id: str, answer: QuestionAnswer) -> bool:
        standing = self._current()
        if standing is None or question_id not in ("", standing.question.id):
            return False
        if standing.answer.state is not QuestionState.ASKING:
            return False
        standing.answer = answer
        self._tell()
        return True

    def _tell(self) -> None:
        self._turn += 1
        self._changed.notify_all()
