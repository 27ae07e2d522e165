"""An exam as JSON and back, for what is kept at a desk over a power cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.journeys.medical.acts import Act, ShownAct
from app.journeys.medical.chart import Chart, Facing
from app.journeys.medical.exam import Exam, Part
from app.journeys.medical.vision import Eye, Sighting


def exam_told(exam: Exam) -> dict[str, Any]:
    """Everything in it as JSON has it; enumerations are their words."""
    return {**asdict(exam), "began": exam.began.isoformat() if exam.began else None}


def exam_of(told: Mapping[str, Any]) -> Exam:
    """Raises KeyError, TypeError, ValueError for what this program did not write."""
    return Exam(
        seed=int(told["seed"]),
        chart=Chart(**told["chart"]),
        began=datetime.fromisoformat(told["began"]) if told["began"] else None,
        repeats={Part(part): int(times) for part, times in told["repeats"].items()},
        height_cm=told["height_cm"],
        corrected=told["corrected"],
        blind_eye=Eye(told["blind_eye"]) if told["blind_eye"] else None,
        right=tuple(_sighting(each) for each in told["right"]),
        left=tuple(_sighting(each) for each in told["left"]),
        named=tuple(str(each) for each in told["named"]),
        hearing_aid=told["hearing_aid"],
        hearing_left=told["hearing_left"],
        hearing_right=told["hearing_right"],
        acts=tuple(ShownAct(Act(each["act"]), bool(each["shown"]), each["seconds"]) for each in told["acts"]),
    )


def _sighting(told: Mapping[str, Any]) -> Sighting:
    pointed = told["pointed"]
    return Sighting(float(told["line"]), Facing(told["shown"]), Facing(pointed) if pointed is not None else None)
