"""What taking a ticket asks of the machine."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.service_item import ServiceItem
from app.domain.tickets import ByBooking, Priority, TakenTicket


@dataclass(frozen=True, slots=True)
class TakeTicket:
    """Ask the centre for a number; say `TicketWasTaken`."""

    ticket_id: str
    item_code: str
    priority: Priority


@dataclass(frozen=True, slots=True)
class ClaimTicket:
    """Ask the centre for the number of whoever has booked; say `BookedTicketTaken` or `NothingBooked`."""

    by: ByBooking


@dataclass(frozen=True, slots=True)
class PrintTicket:
    """The slip with the number; said like a receipt, as printed or not printed."""

    item: ServiceItem
    taken: TakenTicket
