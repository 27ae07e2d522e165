"""Which interface of a USB device carries the bytes of a printer. Works on pyusb's descriptors; claims nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pipes:
    """An interface (one of its alternate settings) and its two bulk end-points."""

    interface: Any
    into: Any
    out: Any


def find_pipes(interfaces: Iterable[Any]) -> Pipes | None:
    """The best of all interfaces and alternate settings that have bulk end-points both ways; None where none has.

    A printer-class interface goes before a vendor's own, its bidirectional setting before others. IEEE 1284.4 packets
    are not spoken here, and a mass storage of drivers, which some printers carry, is never written to.
    """
    usable = [pipes for pipes in map(_pipes, interfaces) if pipes is not None and _rank(pipes.interface) is not None]
    return min(usable, key=lambda pipes: _rank(pipes.interface) or 0, default=None)


def _rank(interface: Any) -> int | None:
    """By class and protocol (USB Printing Devices 1.1, 4.2.1)."""
    match interface.bInterfaceClass, interface.bInterfaceProtocol:
        case (7, 2):  # printer, bidirectional
            return 0
        case (7, 3):  # printer, IEEE 1284.4 packets
            return None
        case (7, _):
            return 1
        case (8, _):  # mass storage
            return None
        case (0xFF, _):  # the vendor's own
            return 2
        case _:
            return 3


def _pipes(interface: Any) -> Pipes | None:
    import usb.util

    bulk = [each for each in interface if usb.util.endpoint_type(each.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK]
    into = [each for each in bulk if usb.util.endpoint_direction(each.bEndpointAddress) == usb.util.ENDPOINT_IN]
    out = [each for each in bulk if usb.util.endpoint_direction(each.bEndpointAddress) == usb.util.ENDPOINT_OUT]
    return Pipes(interface, into[0], out[0]) if into and out else None
