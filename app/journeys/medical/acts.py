"""What the person does before the camera for limbs, trunk and neck. Nothing is judged: the doctor sees the film."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """In the order in which they are asked for."""

    RAISE_ARMS = "raise_arms"
    FISTS = "fists"
    FINGERS = "fingers"
    SQUAT = "squat"
    STEP = "step"
    TURN_HEAD = "turn_head"
    BEND = "bend"


@dataclass(frozen=True, slots=True)
class ShownAct:
    """`shown` False: the person cannot do it, and the doctor is told. `seconds` since the check began, where known."""

    act: Act
    shown: bool
    seconds: float | None = None
