"""What the rule pack takes from a check, in the contract's words, and what the doctor gets of the acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.journeys.medical.exam import Exam
from app.journeys.medical.vision import Eye


def facts(exam: Exam, on: date) -> dict[str, Any]:
    """The contract's `medical`; what is not known is left out, so a colour test without a verdict is.

    Limbs, trunk and neck are always left out: the doctor of the hospital judges them by the film. `field_degrees` is
    not measured here.
    """
    known = {
        "date": on.isoformat(),
        "height_cm": exam.height_cm,
        "vision_left": exam.vision(Eye.LEFT),
        "vision_right": exam.vision(Eye.RIGHT),
        "corrected": exam.corrected,
        "one_eyed": True if exam.blind_eye is not None else None,
        "colour_blind": exam.colour.value if exam.colour is not None else None,
        "hearing_left": exam.hearing_left,
        "hearing_right": exam.hearing_right,
        "hearing_aid": exam.hearing_aid,
    }
    return {name: value for name, value in known.items() if value is not None}


def limbs_shown(exam: Exam) -> list[dict[str, Any]]:
    """`[{act, shown, seconds}]`: what was done before the camera, and when since the check began, where known."""
    rows: list[dict[str, Any]] = []
    for each in exam.acts:
        row: dict[str, Any] = {"act": each.act.value, "shown": each.shown}
        rows.append(row if each.seconds is None else {**row, "seconds": each.seconds})
    return rows
