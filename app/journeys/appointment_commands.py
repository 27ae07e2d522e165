"""What booking asks of the machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.appointments import Appointment
from app.domain.person import IdentityCard


@dataclass(frozen=True, slots=True)
class AskSlots:
    """Ask the centre what is free; say `SlotsCame`."""

    item_code: str
    place: str
    case_id: str


@dataclass(frozen=True, slots=True)
class HoldSlot:
    """Ask the centre to keep it; say `SlotAnswered`. `move`: in place of what the person has booked for this item."""

    item_code: str
    case_id: str
    wanted: Appointment
    card: IdentityCard = field(repr=False)
    move: bool = False


@dataclass(frozen=True, slots=True)
class GiveBackSlot:
    """The sitting was left: others may have it. Nothing is said of it; without a line it runs out by itself."""

    case_id: str


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """What is booked, for whose card it is; say `AppointmentCancelled` or `AppointmentNotCancelled`."""

    case_id: str
    card: IdentityCard = field(repr=False)


AppointmentCommand = AskSlots | HoldSlot | GiveBackSlot | CancelAppointment
