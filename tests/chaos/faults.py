"""What may befall one request on its way.

Places are shares of the message: 0 is before its first byte, 1 behind its last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    FORTH = "forth"
    """Towards the centre."""
    BACK = "back"


class Victim(StrEnum):
    STATION = "station"
    CENTRE = "centre"


class Copy(StrEnum):
    """When the second of a doubled request arrives."""

    TOGETHER = "together"
    AFTER = "after"
    LATE = "late"
    """Some requests later, when nobody waits for its answer any more."""


@dataclass(frozen=True, slots=True)
class Cut:
    way: Way
    at: float


@dataclass(frozen=True, slots=True)
class Delay:
    way: Way
    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Double:
    copy: Copy
    second_answers: bool
    """Whether the station is given the answer to the second one."""


@dataclass(frozen=True, slots=True)
class Kill:
    """Not the line's fault: one side dies when this byte passes."""

    victim: Victim
    way: Way
    at: float


Fault = Cut | Delay | Double | Kill
