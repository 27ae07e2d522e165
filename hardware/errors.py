"""Everything that should not happen between us and a device, drawn as one tree.

    HardwareError               code, device, address, message, what_to_do
    ├── AddressInvalid          HW-101  the address URL cannot be understood
    ├── DriverUnknown           HW-102  no driver of that name
    ├── OptionInvalid           HW-103  a driver's option has a value it cannot have
    ├── LinkNotThere            HW-201  port or host does not exist or does not open
    ├── LinkLost                HW-202  it was there and went away in the middle
    ├── LinkSilent              HW-203  no answer before the deadline
    ├── FrameDamaged            HW-301  bytes that are not a frame of the protocol (checksum, length, torn)
    ├── DeviceRefused           HW-401  the device answered with an error the driver cannot turn into an outcome
    ├── RecordingFailed         HW-501  a recording cannot go on: its encoder or its keeper failed
    └── Cancelled               HW-901  the caller set the cancel event

Paper out, cover open, no card in time are not here: they are outcomes and statuses, and are returned.
`message` and `what_to_do` are Chinese sentences for a technician.
"""

from __future__ import annotations

from typing import ClassVar


class HardwareError(Exception):
    """Root of the tree."""

    code: ClassVar[str] = "HW-000"

    def __init__(self, message: str, *, device: str = "", address: str = "", what_to_do: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.device = device
        self.address = address
        self.what_to_do = what_to_do


class AddressInvalid(HardwareError):
    """The address URL cannot be understood."""

    code = "HW-101"


class DriverUnknown(HardwareError):
    """No driver of that name."""

    code = "HW-102"


class OptionInvalid(HardwareError):
    """A driver's option has a value it cannot have."""

    code = "HW-103"


class LinkNotThere(HardwareError):
    """Port or host does not exist or does not open."""

    code = "HW-201"


class LinkLost(HardwareError):
    """It was there and went away in the middle."""

    code = "HW-202"


class LinkSilent(HardwareError):
    """No answer before the deadline."""

    code = "HW-203"


class FrameDamaged(HardwareError):
    """Bytes that are not a frame of the protocol (checksum, length, torn)."""

    code = "HW-301"


class DeviceRefused(HardwareError):
    """The device answered with an error the driver cannot turn into an outcome."""

    code = "HW-401"


class RecordingFailed(HardwareError):
    """A recording cannot go on: its encoder or its keeper failed."""

    code = "HW-501"


class Cancelled(HardwareError):
    """The caller set the cancel event."""

    code = "HW-901"
