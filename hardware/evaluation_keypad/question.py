"""One question from its first byte to its one answer, over any loss, repeat or restart on the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Event

from hardware.errors import Cancelled, DeviceRefused
from hardware.evaluation_keypad.dialogue import Dialogue, PadBusy
from hardware.evaluation_keypad.frames import Cmd, Flag, Frame, Told, ask_data
from hardware.evaluation_keypad.interface import AskOutcome, Evaluated, EvaluationCancelled, Keep, NoAnswer
from hardware.evaluation_keypad.pad import REPEAT_S

OVERTIME_S = 2.0
"""The pad itself ends the question; a pad that says nothing so long afterwards is looked at."""
PULSE_S = 2.0
"""While the pad asks, this often it is checked to be still alive, and still asking."""
SETTLED_S = REPEAT_S + 0.1
"""A result that waits for its acknowledgement is heard within this time."""


@dataclass(frozen=True, slots=True)
class Question:
    """`seconds` 1 to 255."""

    seconds: int
    operator_number: str
    operator_name: str

    def data(self, seconds: int) -> bytes:
        return ask_data(seconds, self.operator_number, self.operator_name)


def put(pad: Dialogue, question: Question, keep: Keep | None, cancel: Event | None) -> AskOutcome:
    """`keep` is called with a grade before the pad, and so the person, is told that it arrived.

    Raises LinkLost, LinkSilent, DeviceRefused, and whatever `keep` raises: the grade is then not acknowledged.
    """
    try:
        return _ask(pad, question, keep, cancel)
    except Cancelled:
        return _take_back(pad, keep)


def _ask(pad: Dialogue, question: Question, keep: Keep | None, cancel: Event | None) -> AskOutcome:
    ends_at = pad.now() + question.seconds
    _begin(pad, question.data(question.seconds), cancel)
    while (now := pad.now()) < ends_at + OVERTIME_S:
        result = pad.result(min(ends_at + OVERTIME_S, now + PULSE_S), cancel)
        if result is None and not _is_asking(pad, cancel):
            result = pad.result(pad.now() + SETTLED_S, cancel)
            left = int(ends_at - pad.now())
            if result is None and left < 1:
                break
            if result is None:
                _begin(pad, question.data(left), cancel)  # it was switched off and on, and shows nothing
        if result is not None and (outcome := _outcome(result)) is not None:
            return _count(pad, result, outcome, keep)
    late = _take_back(pad, keep)
    return late if isinstance(late, Evaluated) else NoAnswer()


def _begin(pad: Dialogue, data: bytes, cancel: Event | None) -> None:
    """First take back what an earlier question, perhaps of an earlier program, has left."""
    pad.close_question()
    with suppress(DeviceRefused):
        pad.ask(Cmd.CANCEL, b"", cancel)
    try:
        pad.ask(Cmd.ASK, data, cancel)
    except PadBusy:
        pad.hush(SETTLED_S, cancel)
        pad.ask(Cmd.ASK, data, cancel)
    pad.open_question()


def _is_asking(pad: Dialogue, cancel: Event | None) -> bool:
    """Raises LinkSilent, LinkLost."""
    try:
        flags = pad.ask(Cmd.STATUS, b"", cancel)
    except DeviceRefused:
        return True  # too busy asking to say more, but alive
    return not flags or bool(flags[0] & Flag.ASKING)


def _take_back(pad: Dialogue, keep: Keep | None) -> AskOutcome:
    """Stop asking. Who pressed in the very moment before is still heard."""
    with suppress(DeviceRefused):
        pad.ask(Cmd.CANCEL)
    while (result := pad.result(pad.now())) is not None:
        outcome = _outcome(result)
        if isinstance(outcome, Evaluated):
            return _count(pad, result, outcome, keep)
    pad.close_question()
    return EvaluationCancelled()


def _count(pad: Dialogue, result: Frame, outcome: AskOutcome, keep: Keep | None) -> AskOutcome:
    if keep is not None and isinstance(outcome, Evaluated):
        keep(outcome)
    pad.acknowledge(result)
    return outcome


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
