"""What an error on the way to a reader means as a status."""

from __future__ import annotations

from hardware.errors import FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceStatus

DEVICE = "id_card_reader"


def status_of_error(error: HardwareError) -> DeviceStatus:
    """Raises `error` itself where it is none of the four that a status tells."""
    match error:
        case LinkNotThere() | LinkLost():
            return status_of(DEVICE, "not_there")
        case LinkSilent():
            return status_of(DEVICE, "no_answer")
        case FrameDamaged():
            return status_of(DEVICE, "damaged_answers")
        case _:
            raise error
