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


TicketEvent = TicketWanted | TicketItemChosen | PriorityChosen | TicketWasTaken
