"""The whole check of one person: what was answered, which part goes on, what comes again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.journeys.medical.acts import Act, ShownAct
from app.journeys.medical.chart import Chart, Facing, facings
from app.journeys.medical.colour import ATTEMPTS, Colour, Plate, is_invalid, plates, verdict
from app.journeys.medical.draws import seed_of
from app.journeys.medical.vision import NOT_READ, Eye, Looking, Sighting, look


class Part(StrEnum):
    """In the order in which they are taken."""

    HEIGHT = "height"
    VISION = "vision"
    COLOUR = "colour"
    HEARING = "hearing"
    ACTS = "acts"


@dataclass(frozen=True, slots=True)
class Exam:
    """Everything is asked once; `repeat` forgets one part, and its next attempt has other pictures.

    `began` is when the first answer was given. `named` are the figures the person named, in the plates' order.
    """

    seed: int
    chart: Chart
    began: datetime | None = None
    repeats: Mapping[Part, int] = field(default_factory=dict)
    height_cm: float | None = field(default=None, repr=False)
    corrected: bool | None = field(default=None, repr=False)
    blind_eye: Eye | None = field(default=None, repr=False)
    right: tuple[Sighting, ...] = field(default=(), repr=False)
    left: tuple[Sighting, ...] = field(default=(), repr=False)
    named: tuple[str, ...] = field(default=(), repr=False)
    hearing_aid: bool | None = field(default=None, repr=False)
    hearing_left: bool | None = field(default=None, repr=False)
    hearing_right: bool | None = field(default=None, repr=False)
    acts: tuple[ShownAct, ...] = field(default=(), repr=False)

    def sightings(self, eye: Eye) -> tuple[Sighting, ...]:
        return self.right if eye is Eye.RIGHT else self.left

    def looking(self, eye: Eye) -> Looking:
        """How far an eye has come; one that is blind is not asked."""
        if eye is self.blind_eye:
            return Looking(None, NOT_READ)
        return look(self.chart, self.sightings(eye))

    def vision(self, eye: Eye) -> float | None:
        return self.looking(eye).result

    @property
    def eye(self) -> Eye | None:
        """The one that looks now."""
        return next((each for each in Eye if self.vision(each) is None), None)

    def facing(self, eye: Eye) -> Facing:
        """Where the next E of an eye is open."""
        asked = len(self.sightings(eye))
        return facings(self.seed, f"vision {self.attempt(Part.VISION)} {eye}", asked + 1)[asked]

    @property
    def plates(self) -> tuple[Plate, ...]:
        return plates(self.seed, self.attempt(Part.COLOUR))

    @property
    def colour(self) -> Colour | None:
        return verdict(self.plates, self.named)

    @property
    def colour_invalid(self) -> bool:
        """No further plate is asked in this attempt."""
        return is_invalid(self.plates, self.named)

    def attempt(self, part: Part) -> int:
        return self.repeats.get(part, 0)

    def is_over(self, part: Part) -> bool:
        match part:
            case Part.HEIGHT:
                return self.height_cm is not None
            case Part.VISION:
                return self.corrected is not None and self.eye is None
            case Part.COLOUR:
                given_up = self.colour_invalid and self.attempt(part) + 1 >= ATTEMPTS
                return self.colour is not None or given_up
            case Part.HEARING:
                return None not in (self.hearing_aid, self.hearing_left, self.hearing_right)
            case Part.ACTS:
                return {each.act for each in self.acts} == set(Act)

    @property
    def now(self) -> Part | None:
        """The part that goes on; None when all are over."""
        return next((each for each in Part if not self.is_over(each)), None)


def begin(case_id: str, chart: Chart) -> Exam:
    """The seed follows from the case: going on after a power cut shows the same pictures."""
    return Exam(seed_of(case_id), chart)


def placed(exam: Exam, chart: Chart) -> Exam:
    """On this screen at this distance. What was seen on another is forgotten: its lines were of another size."""
    if exam.chart == chart:
        return exam
    again = repeat(exam, Part.VISION) if exam.right or exam.left else exam
    return replace(again, chart=chart)


def repeat(exam: Exam, part: Part) -> Exam:
    """重测: forgets the results of one part."""
    again = replace(exam, repeats={**exam.repeats, part: exam.attempt(part) + 1})
    match part:
        case Part.HEIGHT:
            return replace(again, height_cm=None)
        case Part.VISION:
            return replace(again, corrected=None, blind_eye=None, right=(), left=())
        case Part.COLOUR:
            return replace(again, named=())
        case Part.HEARING:
            return replace(again, hearing_aid=None, hearing_left=None, hearing_right=None)
        case Part.ACTS:
            return replace(again, acts=())
