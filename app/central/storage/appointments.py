"""Slots that are held and booked (预约): who gives them, who has them, what became of them.

Whoever gives a slot holds one row (`_take_turn`) until the transaction ends, after the row of the station that asks:
so nobody counts seats that another is just giving. The unique seat of a slot guards it besides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, text, update

from app.central.storage.appointment_tables import appointments
from app.domain.appointments import minute_of
from app.domain.formats import CHINA

HOLD_LIFETIME = timedelta(minutes=10)
"""What is held longer keeps its seat only until another wants it."""
_columns = appointments.c
_TURN = text(
    "INSERT INTO appointment_turns (name, given) VALUES ('all', 1)"
    " ON CONFLICT (name) DO UPDATE SET given = appointment_turns.given + 1"
)


class Stands(StrEnum):
    """`lapsed` lost its seat before its case came; `lost` never had one; `moved` and `left` gave it up."""

    HELD = "held"
    BOOKED = "booked"
    LAPSED = "lapsed"
    LOST = "lost"
    MOVED = "moved"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Slot:
    """Minutes of the day, China's; `each` people have room in it."""

    item: str
    place: str
    day: date
    begins: int
    ends: int
    each: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """`moves`: in place of what the same person has booked for the same item."""

    case_id: str
    station_id: str
    person: str
    slot: Slot
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    until: datetime


@dataclass(frozen=True, slots=True)
class Full:
    """Nobody else has room in it."""


@dataclass(frozen=True, slots=True)
class Booked:
    """What stands in the table of one case."""

    case_id: str
    station_id: str
    item: str
    place: str
    day: date
    begins: int
    ends: int
    state: Stands


@dataclass(frozen=True, slots=True)
class BookedBefore:
    """The same item: it has to be said that it is moved."""

    booked: Booked


@dataclass(frozen=True, slots=True)
class BookedThen:
    """Another item, at the same time."""

    booked: Booked


Given = Held | Full | BookedBefore | BookedThen


def hold(connection: Connection, wanted: Wanted, at: datetime) -> Given:
    """Keep a seat for a sitting; what it held before is given back. Hold the row of the station first."""
    _take_turn(connection)
    objection = _objection(connection, wanted, at)
    if objection is not None:
        return objection
    if (own := of_case(connection, wanted.case_id)) is not None and own[0].state is Stands.BOOKED:
        return _move(connection, wanted, at)
    until = at + HOLD_LIFETIME
    seat = _free_seat(connection, wanted, at)
    if seat is None:
        return Full()
    before = [row for row in _ahead(connection, wanted, at) if row.item == wanted.slot.item]
    _release(connection, [row.case_id for row in before if row.state == Stands.HELD.value], Stands.LAPSED)
    _keep(connection, wanted, seat, Stands.HELD, until)
    return Held(until)


def _move(connection: Connection, wanted: Wanted, at: datetime) -> Given:
    """What is booked changes its seat in one statement: the old one is free only with the new one taken."""
    seat = _free_seat(connection, wanted, at)
    if seat is None:
        return Full()
    slot = wanted.slot
    there = {"place": slot.place, "day": slot.day, "begins": slot.begins, "ends": slot.ends, "seat": seat}
    still = (_columns.case_id == wanted.case_id) & (_columns.state == Stands.BOOKED.value)
    moved = connection.execute(update(appointments).where(still).values(**there, ticket_id="")).rowcount
    return Held(at) if moved else Full()  # given up meanwhile: the page is read anew and says so


def arrive(connection: Connection, wanted: Wanted, at: datetime) -> Given:
    """Its case is here: what it held is booked, else a seat that is free. Hold the row of the station first."""
    _take_turn(connection)
    row = connection.execute(select(appointments).where(_columns.case_id == wanted.case_id)).one_or_none()
    mine = row is not None and row.person == wanted.person
    whole = replace(wanted, moves=wanted.moves or (row.moves if row is not None and mine else False))
    objection = _objection(connection, whole, at)
    if objection is not None:
        return objection
    seat = row.seat if row is not None and mine and _is_of(row, wanted.slot) else None
    seat = seat or _free_seat(connection, whole, at)
    if seat is None:
        return Full()
    before = [row for row in _ahead(connection, whole, at) if row.item == wanted.slot.item]
    _release(connection, [row.case_id for row in before if row.state == Stands.BOOKED.value], Stands.MOVED)
    _release(connection, [row.case_id for row in before if row.state == Stands.HELD.value], Stands.LAPSED)
    _keep(connection, whole, seat, Stands.BOOKED, at)
    return Held(at)


def lose(connection: Connection, wanted: Wanted, at: datetime) -> None:
    """Its case is here and has no slot: that it had wanted one stands for the office."""
    _keep(connection, wanted, None, Stands.LOST, at)


def release(connection: Connection, case_ids: Collection[str]) -> None:
    """Their cases are refused, or their sittings left."""
    if case_ids:
        gone = _columns.case_id.in_(case_ids) & _columns.seat.is_not(None)
        connection.execute(update(appointments).where(gone).values(seat=None, state=Stands.LEFT.value))


def release_hold(connection: Connection, case_id: str, station_id: str) -> None:
    """A sitting was left: what it held is free at once. Booked ones stay."""
    held = (_columns.case_id == case_id) & (_columns.station_id == station_id) & (_columns.state == Stands.HELD.value)
    connection.execute(update(appointments).where(held).values(seat=None, state=Stands.LEFT.value))


def taken_seats(
    connection: Connection, item: str, place: str, days: Collection[date], at: datetime, besides: str = ""
) -> dict[tuple[date, int], int]:
    """How many have each slot: (day, begin) → people. `besides`: a sitting whose own hold does not count."""
    slots = (_columns.item == item) & (_columns.place == place) & _columns.day.in_(days)
    found = (
        select(_columns.day, _columns.begins, func.count())
        .where(slots, _sits(at), _columns.case_id != besides)
        .group_by(_columns.day, _columns.begins)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(found)}


def of_case(connection: Connection, case_id: str) -> tuple[Booked, str] | None:
    """What stands of it, and whose it is (the keyed hash)."""
    row = connection.execute(select(appointments).where(_columns.case_id == case_id)).one_or_none()
    return (_read(row), row.person) if row is not None else None


def booked(connection: Connection, case_ids: Collection[str]) -> list[Booked]:
    """Those of these cases that have a slot."""
    mine = _columns.case_id.in_(case_ids) & (_columns.state == Stands.BOOKED.value)
    return [_read(row) for row in connection.execute(select(appointments).where(mine))]


def today_of(connection: Connection, person: str, day: date) -> list[Booked]:
    """What a person has booked for a day."""
    mine = (_columns.person == person) & (_columns.day == day) & (_columns.state == Stands.BOOKED.value)
    return [_read(row) for row in connection.execute(select(appointments).where(mine))]


def give_ticket(connection: Connection, case_id: str, ticket_id: str) -> str:
    """The ticket of a booking: this one, or the one that was given before."""
    free = (_columns.case_id == case_id) & (_columns.ticket_id == "")
    connection.execute(update(appointments).where(free).values(ticket_id=ticket_id))
    return ticket_of(connection, case_id)


def ticket_of(connection: Connection, case_id: str) -> str:
    """Empty where none was taken for it."""
    return str(connection.scalar(select(_columns.ticket_id).where(_columns.case_id == case_id)) or "")


def of_day(connection: Connection, day: date, place: str = "") -> list[Booked]:
    """What is booked, by time; all places where none is named."""
    there = (_columns.place == place) if place else text("1 = 1")
    booked = select(appointments).where(_columns.day == day, _columns.state == Stands.BOOKED.value, there)
    rows = connection.execute(booked.order_by(_columns.place, _columns.begins, _columns.item, _columns.seat))
    return [_read(row) for row in rows]


def moved(connection: Connection) -> list[str]:
    """Cases whose appointment was taken over by another case, and which nobody has closed yet."""
    return list(connection.scalars(select(_columns.case_id).where(_columns.state == Stands.MOVED.value)))


def leave(connection: Connection, case_id: str) -> None:
    """It is given up, whatever stood of it."""
    connection.execute(
        update(appointments).where(_columns.case_id == case_id).values(seat=None, state=Stands.LEFT.value)
    )


def old_appointments(before: datetime) -> ColumnElement[bool]:
    return _columns.day < before.astimezone(CHINA).date()


def _take_turn(connection: Connection) -> None:
    connection.execute(_TURN)


def _sits(at: datetime) -> ColumnElement[bool]:
    return _columns.seat.is_not(None) & or_(_columns.state == Stands.BOOKED.value, _columns.held_until >= at)


def _ahead(connection: Connection, wanted: Wanted, at: datetime) -> list[Row[Any]]:
    """What else this person has; what has begun already stands in nobody's way."""
    here = at.astimezone(CHINA)
    mine = (_columns.person == wanted.person) & (_columns.case_id != wanted.case_id) & (_columns.day >= here.date())
    rows = connection.execute(select(appointments).where(mine, _sits(at))).all()
    return [row for row in rows if row.day > here.date() or row.begins > minute_of(here.time())]


def _objection(connection: Connection, wanted: Wanted, at: datetime) -> BookedBefore | BookedThen | None:
    for row in _ahead(connection, wanted, at):
        same_item = row.item == wanted.slot.item
        if same_item and row.state == Stands.BOOKED.value and not wanted.moves:
            return BookedBefore(_read(row))
        if not same_item and _meet(row, wanted.slot):
            return BookedThen(_read(row))
    return None


def _meet(row: Row[Any], slot: Slot) -> bool:
    return bool(row.day == slot.day and row.begins < slot.ends and slot.begins < row.ends)


def _free_seat(connection: Connection, wanted: Wanted, at: datetime) -> int | None:
    """The lowest, counting as free what this case has there and what was held for too long."""
    slot = wanted.slot
    there = (_columns.item == slot.item) & (_columns.place == slot.place) & (_columns.day == slot.day)
    there &= (_columns.begins == slot.begins) & _columns.seat.is_not(None) & (_columns.case_id != wanted.case_id)
    ended = there & (_columns.state == Stands.HELD.value) & (_columns.held_until < at)
    sat = set(connection.scalars(select(_columns.seat).where(there, ~ended)))
    free = next((seat for seat in range(1, slot.each + 1) if seat not in sat), None)
    if free is not None:
        late = ended & (_columns.seat == free)
        connection.execute(update(appointments).where(late).values(seat=None, state=Stands.LAPSED.value))
    return free


def _release(connection: Connection, case_ids: Sequence[str], stands: Stands) -> None:
    if case_ids:
        gone = update(appointments).where(_columns.case_id.in_(case_ids))
        connection.execute(gone.values(seat=None, state=stands.value))


def _keep(connection: Connection, wanted: Wanted, seat: int | None, state: Stands, until: datetime) -> None:
    slot = wanted.slot
    values = {
        "station_id": wanted.station_id,
        "person": wanted.person,
        "item": slot.item,
        "place": slot.place,
        "day": slot.day,
        "begins": slot.begins,
        "ends": slot.ends,
        "seat": seat,
        "state": state.value,
        "moves": wanted.moves,
        "held_until": until,
    }
    its = _columns.case_id == wanted.case_id
    if not connection.execute(update(appointments).where(its).values(values)).rowcount:
        connection.execute(insert(appointments).values(case_id=wanted.case_id, **values))


def _is_of(row: Row[Any], slot: Slot) -> bool:
    return (row.item, row.place, row.day, row.begins) == (slot.item, slot.place, slot.day, slot.begins)


def _read(row: Row[Any]) -> Booked:
    return Booked(row.case_id, row.station_id, row.item, row.place, row.day, row.begins, row.ends, Stands(row.state))
