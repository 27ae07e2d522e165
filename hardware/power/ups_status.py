"""What the variables of a UPS mean: pure.

`ups.status` is a row of flags (RFC 9271 and the NUT developer guide, "Status data"): OL mains, OB battery,
LB low, RB replace, CHRG, DISCHRG, BYPASS, CAL, OFF, OVER, TRIM, BOOST, FSD; WAIT and NOCOMM while nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hardware.power.interface import PowerReading, PowerSource

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_KNOWS_NOTHING = frozenset({"WAIT", "NOCOMM"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as low beside the UPS's own word; 0 leaves it to the UPS. Many tell it late."""

    charge_percent: int = 0
    runtime_s: int = 0


def reading_of(variables: Mapping[str, str], limits: Limits = Limits()) -> PowerReading:
    """A variable that is missing or no number is not known; a flag nobody knows is passed over."""
    flags = frozenset(variables.get("ups.status", "").upper().split())
    charge = _number(variables.get("battery.charge", ""))
    if charge is not None and charge > 100:
        charge = None
    runtime = _number(variables.get("battery.runtime", ""))
    source = _source(flags)
    return PowerReading(
        source,
        charge,
        runtime,
        low="LB" in flags or _below(charge, limits.charge_percent) or _below(runtime, limits.runtime_s),
        ending="FSD" in flags,
        charging="CHRG" in flags,
        calibrating="CAL" in flags,
        replace_battery="RB" in flags,
        overload="OVER" in flags,
        bypass="BYPASS" in flags,
        unknown_because=_unknown_because(source, flags),
    )


def _source(flags: frozenset[str]) -> PowerSource:
    """On battery is believed before on mains, should a UPS say both."""
    if flags & _KNOWS_NOTHING:
        return PowerSource.UNKNOWN
    if "OB" in flags:
        return PowerSource.BATTERY
    return PowerSource.MAINS if flags & {"OL", "BYPASS"} else PowerSource.UNKNOWN


def _unknown_because(source: PowerSource, flags: frozenset[str]) -> str:
    if source is not PowerSource.UNKNOWN:
        return ""
    return "output_off" if "OFF" in flags else "data_stale"


def _number(text: str) -> int | None:
    return int(float(text)) if _NUMBER.fullmatch(text) else None


def _below(value: int | None, limit: int) -> bool:
    return value is not None and value < limit
