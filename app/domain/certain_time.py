"""How late it is for certain: the time by which may be erased what cannot be brought back. Pure.

The moment told (`app.domain.trusted_time`) may lie ahead: a wall clock was wrong at one start, the centre's own for an
hour. What is late by it can be put right; what is erased by it is gone. So a leap ahead counts only once a second
witness says the same, or once the machine has run for a day and it still stood. One leap is weighed at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.trusted_time import Reading, Sureness, Told

LEAP = timedelta(days=1)
"""By no more is a moment believed beyond what is certain: machines are off over night."""
STOOD = timedelta(days=1)
"""Counted by the clock that nobody can set, over all starts: whoever finds a wrong clock has that long."""


@dataclass(frozen=True, slots=True)
class Certain:
    """`moment`: so late it was for certain when the counting clock stood at `counted_s` of `run`.

    `leap`: a later moment, told since and not yet believed; the machine has run for `stood` since then.
    """

    moment: datetime
    run: str
    counted_s: float
    leap: datetime | None = None
    stood: timedelta = timedelta(0)


def certain(known: Certain, told: Told, reading: Reading) -> Certain:
    """The same at this reading, at which `told` is told. Never later than that."""
    passed = timedelta(seconds=max(0.0, reading.counted_s - known.counted_s) if reading.run == known.run else 0.0)
    moment = min(known.moment + passed, told.moment)
    if told.moment - moment <= LEAP or _is_agreed(told, reading):
        return Certain(told.moment, reading.run, reading.counted_s)
    if known.leap is None or known.leap + passed > told.moment + LEAP:
        return Certain(moment, reading.run, reading.counted_s, told.moment)
    leap, stood = min(known.leap + passed, told.moment), known.stood + passed
    if stood < STOOD:
        return Certain(moment, reading.run, reading.counted_s, leap, stood)
    left = None if told.moment - leap <= LEAP else told.moment
    return Certain(told.moment if left is None else leap, reading.run, reading.counted_s, left)


def _is_agreed(told: Told, reading: Reading) -> bool:
    """The centre, heard since the machine was started, and the wall clock are two witnesses."""
    return told.sureness is Sureness.CENTRE and abs(told.moment - reading.wall) <= LEAP
