"""What a device can be, in the words of XFS4IoT."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DeviceState(StrEnum):
    ONLINE = "online"
    OFFLINE = "offline"
    POWER_OFF = "power_off"
    NO_DEVICE = "no_device"
    HARDWARE_ERROR = "hardware_error"
    USER_ERROR = "user_error"
    BUSY = "busy"
    FRAUD_ATTEMPT = "fraud_attempt"
    POTENTIAL_FRAUD = "potential_fraud"
    STARTING = "starting"


class MendingAction(StrEnum):
    RESET = "reset"
    CLEAR = "clear"
    MAINTENANCE = "maintenance"
    CONFIGURATION = "configuration"
    SOFTWARE_ERROR = "software_error"
    SUSPEND = "suspend"


class PaperState(StrEnum):
    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"


class MediaState(StrEnum):
    PRESENT = "present"
    NOT_PRESENT = "not_present"
    ENTERING = "entering"
    JAMMED = "jammed"
    LATCHED = "latched"


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One look at a device. `detail` is a short technical word (cover_open, no_answer …), never personal."""

    state: DeviceState
    paper: PaperState | None = None
    media: MediaState | None = None
    action: MendingAction | None = None
    detail: str = ""
