"""An uninterruptible power supply (UPS): where the power comes from and how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hardware.status import DeviceStatus


class PowerSource(StrEnum):
    MAINS = "mains"
    BATTERY = "battery"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PowerReading:
    """One look at the UPS. None: this UPS does not tell.

    `low`: little is left, whether on battery or just back on mains. `ending`: the UPS will cut its output soon (FSD).
    `calibrating`: it runs its battery down by itself, as a test. `unknown_because`: a fault word where `source` is
    unknown.
    """

    source: PowerSource
    charge_percent: int | None = None
    runtime_s: int | None = None
    low: bool = False
    ending: bool = False
    charging: bool = False
    calibrating: bool = False
    replace_battery: bool = False
    overload: bool = False
    bypass: bool = False
    unknown_because: str = ""


class Power(Protocol):
    def look(self) -> PowerReading:
        """Cheap enough for once a second. Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, DeviceRefused."""

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
