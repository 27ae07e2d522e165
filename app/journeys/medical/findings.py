"""What the operator enters, and what an exam makes of it: only the part that goes on takes anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.catalogue.rules.licence.facts import SHORTEST_CM, TALLEST_CM
from app.journeys.medical.acts import Act, ShownAct
from app.journeys.medical.chart import Facing
from app.journeys.medical.colour import CANNOT_TELL
from app.journeys.medical.exam import Exam, Part
from app.journeys.medical.vision import Eye, Sighting


class Ear(StrEnum):
    """In the order in which they are examined."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class HeightTold:
    cm: float = field(repr=False)


@dataclass(frozen=True, slots=True)
class GlassesTold:
    """Whether the eyes look through glasses or lenses."""

    worn: bool


@dataclass(frozen=True, slots=True)
class EyeToldBlind:
    """单眼视力障碍: this eye is not asked."""

    eye: Eye


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where the person pointed; None: 看不清."""

    facing: Facing | None


@dataclass(frozen=True, slots=True)
class PlateNamed:
    """One of the plate's choices, or `CANNOT_TELL`."""

    figure: str


@dataclass(frozen=True, slots=True)
class AidTold:
    """Whether a hearing aid is worn."""

    worn: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """Only what was just played may be answered: the step sees to that."""

    ear: Ear
    heard: bool


@dataclass(frozen=True, slots=True)
class ActTold:
    """`shown` False: the person cannot do it."""

    act: Act
    shown: bool


Finding = HeightTold | GlassesTold | EyeToldBlind | Pointed | PlateNamed | AidTold | Heard | ActTold


def take(exam: Exam, finding: Finding, at: datetime | None = None) -> Exam:
    """`at` is when it was entered, where known: the doctor finds the acts in the film by it."""
    taken = _taken(exam, finding, at)
    if taken is exam or exam.began is not None or at is None:
        return taken
    return replace(taken, began=at)


def _taken(exam: Exam, finding: Finding, at: datetime | None) -> Exam:
    match exam.now, finding:
        case Part.HEIGHT, HeightTold(cm=cm) if SHORTEST_CM <= cm <= TALLEST_CM:
            return replace(exam, height_cm=cm)
        case Part.VISION, (GlassesTold() | EyeToldBlind() | Pointed()):
            return _seen(exam, finding)
        case Part.COLOUR, PlateNamed(figure=figure) if not exam.colour_invalid:
            plate = exam.plates[len(exam.named)]
            return replace(exam, named=(*exam.named, figure)) if figure in (*plate.choices, CANNOT_TELL) else exam
        case Part.HEARING, (AidTold() | Heard()):
            return _heard(exam, finding)
        case Part.ACTS, ActTold(act=act, shown=shown):
            return replace(exam, acts=_with_act(exam, ShownAct(act, shown, _seconds(exam, at))))
        case _:
            return exam


def _seen(exam: Exam, finding: GlassesTold | EyeToldBlind | Pointed) -> Exam:
    """The glasses are asked for first; of two eyes only one can be told blind."""
    match finding:
        case GlassesTold(worn=worn) if exam.corrected is None:
            return replace(exam, corrected=worn)
        case EyeToldBlind(eye=eye) if exam.corrected is not None and exam.blind_eye is None and eye is exam.eye:
            return replace(exam, blind_eye=eye)
        case Pointed(facing=pointed) if exam.corrected is not None and exam.eye is not None:
            return _pointed(exam, exam.eye, pointed)
        case _:
            return exam


def _pointed(exam: Exam, eye: Eye, pointed: Facing | None) -> Exam:
    line = exam.looking(eye).line
    if line is None:
        return exam
    seen = (*exam.sightings(eye), Sighting(line, exam.facing(eye), pointed))
    return replace(exam, right=seen) if eye is Eye.RIGHT else replace(exam, left=seen)


def _heard(exam: Exam, finding: AidTold | Heard) -> Exam:
    match finding:
        case AidTold(worn=worn) if exam.hearing_aid is None:
            return replace(exam, hearing_aid=worn)
        case Heard(ear=Ear.LEFT, heard=heard) if exam.hearing_aid is not None:
            return replace(exam, hearing_left=heard)
        case Heard(ear=Ear.RIGHT, heard=heard) if exam.hearing_aid is not None:
            return replace(exam, hearing_right=heard)
        case _:
            return exam


def _with_act(exam: Exam, shown: ShownAct) -> tuple[ShownAct, ...]:
    """In the order of `Act`; told again is told better."""
    told = {each.act: each for each in exam.acts} | {shown.act: shown}
    return tuple(told[act] for act in Act if act in told)


def _seconds(exam: Exam, at: datetime | None) -> float | None:
    """None also where the clock was set back meanwhile."""
    if at is None or exam.began is None:
        return None
    seconds = (at - exam.began).total_seconds()
    return round(seconds, 1) if seconds >= 0 else None
