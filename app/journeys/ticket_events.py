"""What happens when somebody takes a ticket at the glass."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.service_item import ServiceItem
from app.domain.tickets import Priority, TakenTicket


@dataclass(frozen=True, slots=True)
class TicketWanted:
    """取号 at home."""


@dataclass(frozen=True, slots=True)
class TicketItemChosen:
    """What it is for. `ticket_id` a fresh UUIDv7, so that a doubled question takes one ticket."""

    item: ServiceItem
    ticket_id: str


@dataclass(frozen=True, slots=True)
class PriorityChosen:
    """By the person's own choice; the same again takes it back."""

    priority: Priority


@dataclass(frozen=True, slots=True)
class TicketWasTaken:
    """The centre gave a number."""

    taken: TakenTicket


@dataclass(frozen=True, slots=True)
class BookedPressed:
    """今天约过号: the card says who has booked."""


@dataclass(frozen=True, slots=True)
class BookedTicketTaken:
    """`item` is what was booked."""

    item: ServiceItem
    taken: TakenTicket


@dataclass(frozen=True, slots=True)
class NothingBooked:
    """Not for today, not in this hall, or its number was called already."""


TicketEvent = (
    TicketWanted
    | TicketItemChosen
    | PriorityChosen
    | TicketWasTaken
    | BookedPressed
    | BookedTicketTaken
    | NothingBooked
)
