"""What is known of a device over time: since when it is so, how often it was missed, what was last wrong. Pure.

A device that was there is called gone only after three looks in a row that missed it: printers go silent while they
heat, and a flapping cable must not frighten anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from hardware.faults import Fault, fault_of
from hardware.status import DeviceState, DeviceStatus

LOOKS_UNTIL_GONE = 3
GONE = frozenset({DeviceState.OFFLINE, DeviceState.NO_DEVICE, DeviceState.POWER_OFF})


@dataclass(frozen=True, slots=True)
class Condition:
    """`status` holds since `since`; `last_fault` stays after it was mended, until there is another.

    `misses` counts looks in a row that found nobody, while the device still counts as there.
    """

    room: str
    status: DeviceStatus
    since: datetime
    misses: int = 0
    last_fault: Fault | None = None
    last_fault_at: datetime | None = None

    @property
    def is_gone(self) -> bool:
        return self.status.state in GONE


def observe(before: Condition | None, room: str, status: DeviceStatus, now: datetime) -> Condition:
    """The condition after one more look. The first look is believed at once."""
    if before is not None and not before.is_gone and status.state in GONE and before.misses + 1 < LOOKS_UNTIL_GONE:
        return replace(before, misses=before.misses + 1)
    fault = fault_of(room, status)
    if before is None:
        return Condition(room, status, now, 0, fault, now if fault else None)
    since = before.since if status == before.status else now
    if fault is None or status.detail == before.status.detail:
        return replace(before, status=status, since=since, misses=0)
    return Condition(room, status, since, 0, fault, now)
