"""One question to a screen pad from its id to its one answer, over any answer that is lost, torn or wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Event
from typing import TypeVar

from hardware.errors import Cancelled, DeviceRefused, FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.evaluation_keypad.interface import AskOutcome, Evaluated, EvaluationCancelled, Keep, NoAnswer
from hardware.evaluation_keypad.screen_messages import QuestionAnswer, QuestionState, ScreenQuestion
from hardware.evaluation_keypad.screen_pad import ScreenPad

ATTEMPTS = 3
PAUSE_S = 0.3
POLL_S = 5.0
OVERTIME_S = 2.0
"""The pad itself ends the question; one that still says `asking` so long afterwards is told to stop."""
_WORTH_ANOTHER_TRY = (LinkSilent, LinkLost, FrameDamaged, DeviceRefused)

T = TypeVar("T")


def put(pad: ScreenPad, question: ScreenQuestion, keep: Keep | None, cancel: Event | None) -> AskOutcome:
    """`keep` is called with a grade before the pad, and so the person, is told that it arrived.

    Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused, and whatever `keep` raises.
    """
    try:
        return _ask(pad, question, keep, cancel or Event())
    except Cancelled:
        return _take_back(pad, question, keep, EvaluationCancelled())


def _ask(pad: ScreenPad, question: ScreenQuestion, keep: Keep | None, cancel: Event) -> AskOutcome:
    ends_at = time.monotonic() + question.timeout_s
    _patiently(lambda: pad.ask(question, cancel), cancel)
    while (left := ends_at + OVERTIME_S - time.monotonic()) > 0:
        answer = _poll(pad, question, min(POLL_S, left), cancel)
        if answer is None:
            seconds = int(ends_at - time.monotonic())
            if seconds < 1:
                return NoAnswer()
            # It was switched off and on, and shows nothing: the same question, for the time that is left.
            _patiently(partial(pad.ask, replace(question, timeout_s=seconds), cancel), cancel)
        elif answer.state is not QuestionState.ASKING:
            return _count(pad, question, answer, keep, EvaluationCancelled())
    return _take_back(pad, question, keep, NoAnswer())


def _poll(pad: ScreenPad, question: ScreenQuestion, wait_s: float, cancel: Event) -> QuestionAnswer | None:
    """A pad that let the first wait run out without a word is given no long time again."""
    waits = iter((wait_s, *[0.0] * (ATTEMPTS - 1)))
    return _patiently(lambda: pad.answer(question.id, next(waits), cancel), cancel)


def _take_back(pad: ScreenPad, question: ScreenQuestion, keep: Keep | None, otherwise: AskOutcome) -> AskOutcome:
    """Stop asking. Who pressed in the very moment before is still heard."""
    answer = _patiently(lambda: pad.take_back(question.id), Event())
    return otherwise if answer is None else _count(pad, question, answer, keep, otherwise)


def _count(
    pad: ScreenPad, question: ScreenQuestion, answer: QuestionAnswer, keep: Keep | None, otherwise: AskOutcome
) -> AskOutcome:
    match answer.state:
        case QuestionState.EVALUATED:
            outcome = Evaluated(answer.grade)
            if keep is not None:
                keep(outcome)
            with suppress(HardwareError):  # it counts all the same; only the thanks are missing
                _patiently(lambda: pad.acknowledge(question.id), Event())
            return outcome
        case QuestionState.NO_ANSWER:
            return NoAnswer()
        case _:
            return otherwise


def _patiently(request: Callable[[], T], cancel: Event) -> T:
    """Each request may be said twice, so it is, three times in all. Raises what the last try raised, Cancelled."""
    for left in reversed(range(ATTEMPTS)):
        try:
            return request()
        except LinkNotThere:
            raise
        except _WORTH_ANOTHER_TRY:
            if not left:
                raise
        if cancel.wait(PAUSE_S):
            raise Cancelled("操作已取消")
    raise AssertionError  # the last try returns or raises
