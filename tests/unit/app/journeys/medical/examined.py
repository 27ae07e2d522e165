"""People who take the check, answering as they would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.journeys.medical import (
    Act,
    ActTold,
    AidTold,
    Chart,
    Ear,
    Exam,
    Facing,
    GlassesTold,
    Heard,
    HeightTold,
    Plate,
    PlateNamed,
    Pointed,
    begin,
    take,
)

CASE = "01920000-0000-7000-8000-000000000001"
BEGAN = datetime(2026, 3, 18, 1, 41, tzinfo=UTC)
OPPOSITE = {
    Facing.UP: Facing.DOWN,
    Facing.DOWN: Facing.UP,
    Facing.LEFT: Facing.RIGHT,
    Facing.RIGHT: Facing.LEFT,
}


def fresh(chart: Chart = Chart(), case_id: str = CASE) -> Exam:  # noqa: B008 - frozen
    return begin(case_id, chart)


def at_vision(exam: Exam, *, glasses: bool = False) -> Exam:
    return take(take(exam, HeightTold(172), BEGAN), GlassesTold(glasses), BEGAN)


def looks(exam: Exam, sees: float) -> Exam:
    """The eye that is asked reads every line to `sees` and none beyond, to its end."""
    eye = exam.eye
    while eye is not None and exam.eye is eye:
        line = exam.looking(eye).line
        assert line is not None
        exam = take(exam, Pointed(exam.facing(eye) if line <= sees else None), BEGAN)
    return exam


def at_colour(exam: Exam, right: float = 5.0, left: float = 4.9) -> Exam:
    return looks(looks(at_vision(exam), right), left)


def names(exam: Exam, answer: Callable[[Plate], str]) -> Exam:
    for plate in exam.plates:
        exam = take(exam, PlateNamed(answer(plate)), BEGAN)
    return exam


def at_hearing(exam: Exam) -> Exam:
    return names(at_colour(exam), lambda plate: plate.figure)


def at_acts(exam: Exam, *, left: bool = True, right: bool = True, aid: bool = False) -> Exam:
    return hears(at_hearing(exam), left=left, right=right, aid=aid)


def hears(exam: Exam, *, left: bool = True, right: bool = True, aid: bool = False) -> Exam:
    exam = take(exam, AidTold(aid), BEGAN)
    return take(take(exam, Heard(Ear.LEFT, left), BEGAN), Heard(Ear.RIGHT, right), BEGAN)


def whole(exam: Exam) -> Exam:
    return all_acts(at_acts(exam))


def all_acts(exam: Exam) -> Exam:
    for at, act in enumerate(Act):
        exam = take(exam, ActTold(act, shown=True), BEGAN + timedelta(seconds=10 * (at + 1)))
    return exam
