"""What a station makes of its power, look by look: serve, finish what is begun, or shut down. Pure.

The rules are those of NUT's own upsmon (upsmon.conf: DEADTIME): on battery and low, or told to by the UPS, is the end;
a UPS that was last seen on battery and is not heard of any more is taken for dead; a UPS that runs its battery down
for a test is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hardware.power.interface import PowerReading, PowerSource

BLIP_S = 2.0
"""A lamp may flicker that long; nobody is sent away for it."""
UNHEARD_S = 15.0
"""So long a UPS last seen on battery may be silent."""


class Outlook(StrEnum):
    SERVE = "serve"
    FINISH = "finish"
    SHUT_DOWN = "shut_down"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`heard_at` and `battery_since` are of the clock handed to `judge`; None: never, not."""

    outlook: Outlook = Outlook.SERVE
    battery_since: float | None = None
    heard_at: float | None = None


def judge(before: Judgement, reading: PowerReading | None, now: float) -> Judgement:
    """After one more look; `reading` None where the look raised. `now`: seconds of a clock that only goes on."""
    if reading is None or (reading.source is PowerSource.UNKNOWN and not reading.ending):
        return _unheard(before, now)
    since = None
    if reading.source is PowerSource.BATTERY and not reading.calibrating:  # the mains are there: it ends by itself
        since = now if before.battery_since is None else before.battery_since
    if must_shut_down(reading):
        return Judgement(Outlook.SHUT_DOWN, since, now)
    if since is None:
        return Judgement(Outlook.SERVE, None, now)
    told_already = before.outlook is not Outlook.SERVE
    return Judgement(Outlook.FINISH if told_already or now - since >= BLIP_S else Outlook.SERVE, since, now)


def _unheard(before: Judgement, now: float) -> Judgement:
    if before.battery_since is None or before.heard_at is None:
        return before
    if now - before.heard_at >= UNHEARD_S:
        return Judgement(Outlook.SHUT_DOWN, before.battery_since, before.heard_at)
    return Judgement(max(before.outlook, Outlook.FINISH, key=_GRAVITY.index), before.battery_since, before.heard_at)


_GRAVITY = (Outlook.SERVE, Outlook.FINISH, Outlook.SHUT_DOWN)


def must_shut_down(reading: PowerReading) -> bool:
    drained = reading.source is PowerSource.BATTERY and reading.low and not reading.calibrating
    return reading.ending or drained


def fault_word(reading: PowerReading) -> str:
    """The gravest that the reading tells, as a word of faults.toml; empty when nothing is wrong."""
    on_battery = reading.source is PowerSource.BATTERY
    words = (
        (reading.ending, "shutting_down"),
        (bool(reading.unknown_because), reading.unknown_because),
        (must_shut_down(reading), "battery_low"),
        (reading.overload, "overload"),
        (on_battery, "on_battery"),
        (reading.replace_battery, "replace_battery"),
        (reading.bypass, "bypass"),
        (reading.low, "battery_weak"),
    )
    return next((word for holds, word in words if holds), "")
