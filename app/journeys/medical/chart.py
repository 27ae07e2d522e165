"""The tumbling E of the logarithmic chart (标准对数视力表, GB/T 11533): how large a line is, and what a screen draws.

L = 5 - lg(a), where a is the angle of one stroke in minutes of arc; the E is 5 strokes square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from app.journeys.medical.draws import lots, picked

LINES = tuple(round(4.0 + step / 10, 1) for step in range(14))
"""4.0 to 5.3 by 0.1, the coarsest first."""
STROKES = 5
LEAST_STROKE_PX = 1.0
"""A thinner stroke is grey, not black: what is seen of it says nothing."""
LARGEST_PX = 560
"""The side of the largest E that fits on the page."""
MINUTES_A_DEGREE = 60


class Facing(StrEnum):
    """Where the E is open."""

    UP = "up"
    RIGHT = "right"
    DOWN = "down"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Chart:
    """`pixel_mm`: the side of one pixel of the page on the glass; `distance_mm`: from the glass to the eye.

    5 m is what GB/T 11533 has; 0.274 mm is a 24-inch screen of 1920 pixels.
    """

    pixel_mm: float = 0.274
    distance_mm: float = 5000.0

    def stroke_px(self, line: float) -> float:
        return self.distance_mm * _tangent(line) / self.pixel_mm

    def side_px(self, line: float) -> float:
        """Of the whole E."""
        return STROKES * self.stroke_px(line)

    def draws(self, line: float) -> bool:
        """Whether a line comes out black on white and whole."""
        return self.stroke_px(line) >= LEAST_STROKE_PX and self.side_px(line) <= LARGEST_PX

    @property
    def lines(self) -> tuple[float, ...]:
        """What this screen can draw at this distance; empty where it can draw nothing."""
        return tuple(line for line in LINES if self.draws(line))

    def distance_for(self, line: float) -> float:
        """The least distance in mm from which this screen can draw the line."""
        return LEAST_STROKE_PX * self.pixel_mm / _tangent(line)


USUAL_CHART = Chart()


def facings(seed: int, purpose: str, number: int) -> tuple[Facing, ...]:
    """The first `number` directions, never three equal in a row: who guesses by habit gains nothing."""
    lot = lots(seed, purpose)
    drawn: list[Facing] = []
    while len(drawn) < number:
        one = picked(lot, list(Facing))
        if drawn[-2:] != [one, one]:
            drawn.append(one)
    return tuple(drawn)


def _tangent(line: float) -> float:
    return math.tan(math.radians(10 ** (5 - line) / MINUTES_A_DEGREE))
