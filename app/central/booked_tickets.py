"""取号 of whoever has booked a time for today at this hall: one ticket a booking, however often it is asked for.

The booking knows its ticket; the ticket knows the time and nothing of the booking, for it holds no name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.central.booking import moment_of, terms_of
from app.central.storage import appointments, stations, tickets
from app.central.storage.appointments import Booked
from app.central.storage.tickets import Asked, Kept
from app.domain.errors import ItemUnknown
from app.domain.formats import CHINA
from app.domain.ports import Catalogue
from app.domain.tickets import BOOKED_GRACE, Priority, TicketState, lane_for

OVER = (TicketState.DONE, TicketState.MISSED)


@dataclass(frozen=True, slots=True)
class Claimed:
    """`late`: the time had passed by too much; the ticket queues like everybody's."""

    kept: Kept
    late: bool


def claim(
    connection: Connection,
    catalogue: Catalogue,
    bookings: Sequence[Booked],
    hall: str,
    station_id: str,
    ticket_id: str,
    at: datetime,
) -> Claimed | None:
    """The ticket of the first of these that is for today, here, and not over; None where none is."""
    stations.locked(connection, station_id)
    here = sorted((each for each in bookings if _is_here(catalogue, each, hall, at)), key=lambda each: each.begins)
    for booked in sorted(here, key=lambda each: _is_late(each, at)):
        given = appointments.give_ticket(connection, booked.case_id, ticket_id)
        if given != ticket_id:
            standing = tickets.find(connection, given)
            if standing is not None and standing.ticket.state not in OVER:
                return Claimed(standing, standing.ticket.booked_for is None)
            continue
        late = _is_late(booked, at)
        lane = lane_for(catalogue.item(booked.item).minutes)
        due = None if late else moment_of(booked)
        asked = Asked(ticket_id, hall, booked.item, lane, Priority.NONE, station_id, due)
        return Claimed(tickets.take(connection, asked, at), late)
    return None


def _is_here(catalogue: Catalogue, booked: Booked, hall: str, at: datetime) -> bool:
    terms = terms_of(catalogue, booked.item)
    place = terms.place(booked.place) if terms is not None else None
    today = at.astimezone(CHINA).date()
    return place is not None and booked.day == today and place.is_in(hall)


def _is_late(booked: Booked, at: datetime) -> bool:
    return at > moment_of(booked) + BOOKED_GRACE


def minutes_of(catalogue: Catalogue, item: str) -> int:
    """How long it takes; 0 where the item is gone."""
    try:
        return catalogue.item(item).minutes
    except ItemUnknown:
        return 0
