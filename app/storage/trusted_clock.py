"""The station's clock: the rule of `app.domain.trusted_time` over this machine's clocks.

It tells the time before a store is open (by the wall clock alone) and never waits for a database:
`app.storage.clock_keeping` gives it back what the store remembers, and writes down what it noticed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.trusted_time import Mark, Reading, Sureness, Told, brought, floored, heard, tell
from app.storage.clock_readings import read_clocks
from app.storage.clock_steps import ClockStep, StepKind


@dataclass(frozen=True, slots=True)
class ClockState:
    """For those who look after the station. `off`: what is added to the wall clock."""

    moment: datetime
    sureness: Sureness
    off: timedelta
    centre_at: datetime | None
    last_step: ClockStep | None


@dataclass(frozen=True, slots=True)
class Noticed:
    """What is to be written down: where the time stands, and what moved since it was last written."""

    told: Told
    steps: tuple[ClockStep, ...]


class TrustedClock:
    """Called, it gives the present moment, aware, never earlier than before (see `trusted_time`). For all threads."""

    def __init__(self, read: Callable[[], Reading] = read_clocks) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._unwritten: list[ClockStep] = []
        self._last_step: ClockStep | None = None

    def __call__(self) -> datetime:
        with self._lock:
            return self._now().moment

    def told(self) -> tuple[Told, Reading]:
        """The present moment as it is told, and both clocks at it."""
        with self._lock:
            return self._now(), self._read()

    def hear(self, centre: datetime, doubt: timedelta) -> timedelta:
        """The centre said what time it is. Gives by how much that corrects this clock; zero where it was right."""
        with self._lock:
            self._now()  # what moved before that is a finding of its own
            told = heard(self._mark, self._read(), centre, doubt)
            forward = told.moved > timedelta(0)
            self._take(told, StepKind.CORRECTED_FORWARD if forward else StepKind.CORRECTED_BACK)
            return told.moved

    def hear_brought(self, centre: datetime, asked: datetime) -> bool:
        """The centre said on a medium what time it was. Whether that put this clock right: see `brought`."""
        with self._lock:
            self._now()
            told = brought(self._mark, self._read(), centre, asked)
            if told is not None:
                self._take(told, StepKind.CORRECTED_BACK)
            return told is not None

    def state(self) -> ClockState:
        with self._lock:
            told = self._now()
            off = told.moment - self._read().wall
            return ClockState(told.moment, told.sureness, off, told.mark.centre_at, self._last_step)

    def restore(self, kept: Mark | None, seen: datetime | None, step: ClockStep | None) -> None:
        """Go on from what a store remembers; `seen` is the last moment written down in it, `step` the last finding."""
        with self._lock:
            if kept is None and seen is not None:
                kept = Mark(seen, Reading(seen, 0.0, ""), seen, seen)  # an older store: its last record is all it knows
            if kept is not None:
                self._mark = kept if seen is None else floored(kept, seen)
            self._last_step = step
            self._now()

    def noticed(self) -> Noticed:
        with self._lock:
            return Noticed(self._now(), tuple(self._unwritten))

    def written(self, noticed: Noticed, mark: Mark) -> None:
        """It is in the store now. `mark` is another one where another program heard the centre later than this one."""
        with self._lock:
            self._unwritten = self._unwritten[len(noticed.steps) :]
            if mark is not noticed.told.mark:
                self._mark = mark

    def _now(self) -> Told:
        told = tell(self._mark, self._read())
        self._take(told, StepKind.SET_FORWARD if told.moved > timedelta(0) else StepKind.SET_BACK)
        return told

    def _take(self, told: Told, kind: StepKind) -> None:
        self._mark = told.mark
        if told.moved:
            self._last_step = ClockStep(kind, told.moved, told.moment)
            self._unwritten.append(self._last_step)
