"""What was noticed of the clock: that somebody moved it, or that the centre's time was another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class StepKind(StrEnum):
    """`set_…`: somebody moved the wall clock; `corrected_…`: the centre's time was another than ours."""

    SET_BACK = "set_back"
    SET_FORWARD = "set_forward"
    CORRECTED_BACK = "corrected_back"
    CORRECTED_FORWARD = "corrected_forward"


@dataclass(frozen=True, slots=True)
class ClockStep:
    """`at` is the moment told right afterwards."""

    kind: StepKind
    by: timedelta
    at: datetime

    @property
    def seconds(self) -> int:
        return round(abs(self.by).total_seconds())
