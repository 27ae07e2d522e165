"""The queues of the halls: tickets taken, called and served today.

Two desks that call at the same moment get two tickets: the row that is taken must still be waiting, else the next of
the order is tried. What one station asks goes one after the other, behind the lock of its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Row, bindparam, insert, select, text, update

from app.central.storage import stations
from app.central.storage.ticket_tables import ticket_counters, tickets
from app.domain.formats import CHINA
from app.domain.tickets import (
    AT_A_DESK,
    Lane,
    Priority,
    Ticket,
    TicketAct,
    TicketState,
    after,
    in_order,
    number_of,
)

_columns = tickets.c
_NEXT_ORDINAL = text(
    "INSERT INTO ticket_counters (hall, day, lane, last) VALUES (:hall, :day, :lane, 1)"
    " ON CONFLICT (hall, day, lane) DO UPDATE SET last = ticket_counters.last + 1 RETURNING last"
).bindparams(bindparam("day", type_=Date))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a station asks for; `id` is made there."""

    id: str
    hall: str
    item: str
    lane: Lane
    priority: Priority
    station_id: str
    booked_for: datetime | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who calls: the station, the number on its window, and whether it takes the quick lane first."""

    station_id: str
    hall: str
    window: str
    quick_first: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A ticket, who took it and who called it."""

    ticket: Ticket
    hall: str
    station_id: str
    desk_id: str


def day_of(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def take(connection: Connection, asked: Asked, at: datetime) -> Kept:
    """A new ticket; the same `id` again gets the one that stands, whoever took it."""
    stations.locked(connection, asked.station_id)
    standing = find(connection, asked.id)
    if standing is not None:
        return standing
    day = day_of(at)
    counted = {"hall": asked.hall, "day": day, "lane": asked.lane.value}
    ordinal = int(connection.execute(_NEXT_ORDINAL, counted).scalar_one())
    row = {
        **counted,
        "id": asked.id,
        "ordinal": ordinal,
        "item": asked.item,
        "priority": asked.priority.value,
        "station_id": asked.station_id,
        "taken_at": at,
        "booked_for": asked.booked_for,
        "state": TicketState.WAITING.value,
        "desk_id": "",
        "window": "",
        "call_id": "",
    }
    connection.execute(insert(tickets), row)
    number = number_of(asked.lane, ordinal)
    made = Ticket(asked.id, number, asked.lane, asked.item, asked.priority, at, booked_for=asked.booked_for)
    return Kept(made, asked.hall, asked.station_id, desk_id="")


def find(connection: Connection, ticket_id: str) -> Kept | None:
    found = _kept(connection, _columns.id == ticket_id)
    return found[0] if found else None


def of_today(connection: Connection, hall: str, at: datetime) -> Sequence[Kept]:
    """Every ticket of the hall's day, by the moment it was taken."""
    return _kept(connection, _columns.hall == hall, _columns.day == day_of(at))


def at_desk(day: Iterable[Kept], station_id: str) -> Ticket | None:
    """What this station has called and is not through with."""
    mine = [each.ticket for each in day if each.desk_id == station_id and each.ticket.state in AT_A_DESK]
    return mine[-1] if mine else None


def call_next(connection: Connection, desk: Desk, call_id: str, at: datetime) -> Ticket | None:
    """The first of the desk's order, called; None where nobody waits. The same `call_id` again gets the same ticket."""
    stations.locked(connection, desk.station_id)
    again = _kept(connection, _columns.call_id == call_id, _columns.desk_id == desk.station_id)
    if again:
        return again[0].ticket
    _end_what_stands(connection, desk, at)
    while True:
        day = [each.ticket for each in of_today(connection, desk.hall, at)]
        waiting = [each for each in day if each.state is TicketState.WAITING]
        order = in_order(waiting, at, quick_first=desk.quick_first)
        if not order:
            return None
        first = order[0]
        change = {"state": TicketState.CALLED.value, "desk_id": desk.station_id, "window": desk.window}
        still_waits = (_columns.id == first.id) & (_columns.state == TicketState.WAITING.value)
        called = connection.execute(
            update(tickets).where(still_waits).values(**change, call_id=call_id, called_at=at)
        ).rowcount
        if called:
            kept = find(connection, first.id)
            return kept.ticket if kept else None


def act(connection: Connection, ticket_id: str, done: TicketAct, at: datetime) -> Ticket | None:
    """One act of the desk that called it; None where the ticket's state does not allow it. Hold the row first."""
    held = connection.execute(select(tickets).where(_columns.id == ticket_id).with_for_update()).one()
    before = TicketState(held.state)
    to = after(before, done)
    if to is None:
        return None
    if to is not before:
        connection.execute(update(tickets).where(_columns.id == ticket_id).values(_moved(to, at)))
    kept = find(connection, ticket_id)
    return kept.ticket if kept else None


def give_up(connection: Connection, ticket_id: str, at: datetime) -> None:
    """Nobody will come with it. One that was called already stays with its desk."""
    waits = (_columns.id == ticket_id) & (_columns.state == TicketState.WAITING.value)
    connection.execute(update(tickets).where(waits).values(_moved(TicketState.MISSED, at)))


def _moved(to: TicketState, at: datetime) -> dict[str, Any]:
    moment = {"begun_at": at} if to is TicketState.SERVING else {"ended_at": at}
    return {"state": to.value, **moment}


def _end_what_stands(connection: Connection, desk: Desk, at: datetime) -> None:
    """Whoever was called and for whom nothing was begun has not come."""
    mine = (_columns.day == day_of(at)) & (_columns.desk_id == desk.station_id)
    for before, to in ((TicketState.SERVING, TicketState.DONE), (TicketState.CALLED, TicketState.MISSED)):
        ended = update(tickets).where(mine, _columns.state == before.value)
        connection.execute(ended.values(state=to.value, ended_at=at))


def _kept(connection: Connection, *conditions: ColumnElement[bool]) -> list[Kept]:
    query = select(tickets).where(*conditions).order_by(_columns.taken_at, _columns.lane, _columns.ordinal)
    return [_read(row) for row in connection.execute(query)]


def _read(row: Row[Any]) -> Kept:
    lane = Lane(row.lane)
    ticket = Ticket(
        id=row.id,
        number=number_of(lane, row.ordinal),
        lane=lane,
        item_code=row.item,
        priority=Priority(row.priority),
        taken_at=row.taken_at,
        state=TicketState(row.state),
        window=row.window,
        called_at=row.called_at,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        booked_for=row.booked_for,
    )
    return Kept(ticket, row.hall, row.station_id, row.desk_id)


def old_tickets(before: datetime) -> ColumnElement[bool]:
    """Of a day that is over."""
    return _columns.day < day_of(before)


def old_counters(before: datetime) -> ColumnElement[bool]:
    return ticket_counters.c.day < day_of(before)
