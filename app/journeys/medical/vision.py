"""One eye at the chart, one E at a time.

It begins at 4.5. Of each line five E are shown, fewer once it is decided: three right, more than half, and the line is
read; three wrong or not seen, and it is not. Read lines lead to the next finer one, until one is not read or the screen
has no finer one. Where the first line is not read it goes to coarser ones until one is. The last line read is the
result; 0 where not even the coarsest is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.journeys.medical.chart import LINES, Chart, Facing

FIRST_LINE = 4.5
SHOWN_A_LINE = 5
NEEDED_A_LINE = SHOWN_A_LINE // 2 + 1
NOT_READ = 0.0


class Eye(StrEnum):
    """In the order in which they are examined."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One E: the line it is of, where it was open, and where the person pointed; None: 看不清."""

    line: float
    shown: Facing
    pointed: Facing | None

    @property
    def is_right(self) -> bool:
        return self.shown is self.pointed


@dataclass(frozen=True, slots=True)
class Looking:
    """How far an eye has come: the `line` that is asked now, or the `result` when it is over, never both."""

    line: float | None
    result: float | None
    at_least: bool = False
    """It may see more: this screen can draw nothing finer."""


def look(chart: Chart, sightings: Sequence[Sighting]) -> Looking:
    """A screen that can draw no line at all asks nothing and has no result."""
    lines = chart.lines
    if not lines:
        return Looking(None, None)
    at = lines.index(min(lines, key=lambda line: abs(line - FIRST_LINE)))
    if (read := _is_read(lines[at], sightings)) is None:
        return Looking(lines[at], None)
    return _finer(lines, at, sightings) if read else _coarser(lines, at, sightings)


def _finer(lines: Sequence[float], at: int, sightings: Sequence[Sighting]) -> Looking:
    for before, line in zip(lines[at:], lines[at + 1 :], strict=False):
        read = _is_read(line, sightings)
        if read is None:
            return Looking(line, None)
        if not read:
            return Looking(None, before)
    return Looking(None, lines[-1], at_least=lines[-1] < LINES[-1])


def _coarser(lines: Sequence[float], at: int, sightings: Sequence[Sighting]) -> Looking:
    for line in reversed(lines[:at]):
        read = _is_read(line, sightings)
        if read is None:
            return Looking(line, None)
        if read:
            return Looking(None, line)
    return Looking(None, NOT_READ)


def _is_read(line: float, sightings: Sequence[Sighting]) -> bool | None:
    """None: not decided yet."""
    right = sum(1 for each in sightings if each.line == line and each.is_right)
    wrong = sum(1 for each in sightings if each.line == line and not each.is_right)
    if right >= NEEDED_A_LINE:
        return True
    return False if wrong > SHOWN_A_LINE - NEEDED_A_LINE else None
