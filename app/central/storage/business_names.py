"""Names of individual businesses: who gives them, for whom they are reserved, which case has them.

Whoever gives a name holds the row of its county (`_take_turn`) until the transaction ends, after the row of the station
if that is held too: so no two look at the same name at once. The key of the table guards it besides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, text, update

from app.central.storage.business_tables import business_codes, business_names, business_turns

HOLD_LIFETIME = timedelta(minutes=30)
"""What is held longer stays only until another wants it."""
_columns, _codes = business_names.c, business_codes.c
_TURN = text(
    "INSERT INTO business_turns (county, given) VALUES (:county, 1)"
    " ON CONFLICT (county) DO UPDATE SET given = business_turns.given + 1"
)
MakeCode = Callable[[int], str]
"""A code of its own for each number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`person` is a keyed hash of the ID number; `make_code` gives a new code where one is needed."""

    county: str
    name: str
    person: str
    make_code: MakeCode


@dataclass(frozen=True, slots=True)
class Reserved:
    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    code: str


@dataclass(frozen=True, slots=True)
class Taken:
    """By another person, or by another case."""


@dataclass(frozen=True, slots=True)
class CodeUnknown:
    """The code that the case bears was never given to this person for this name."""


@dataclass(frozen=True, slots=True)
class Registered:
    name: str
    code: str
    case_id: str
    on: date | None


def reserve(connection: Connection, wanted: Wanted, at: datetime) -> Reserved | Taken:
    """For a person who fills in the form; who asks again for the same name keeps the code."""
    number = _take_turn(connection, wanted.county)
    row = _standing(connection, wanted)
    if row is not None and not _is_free(row, wanted, at):
        return Taken()
    mine = row is not None and row.person == wanted.person
    code = str(row.code) if row is not None and mine else _new_code(connection, wanted, number, at)
    until = at + HOLD_LIFETIME
    _put(connection, wanted, code=code, held_until=until, case_id=None)
    return Reserved(code, until)


def claim(
    connection: Connection, wanted: Wanted, code: str, case_id: str, at: datetime
) -> Claimed | Taken | CodeUnknown:
    """For a case that has arrived: what was reserved, however long ago, as long as nobody else has it.

    `code` is the one the case bears; empty: it bears none, and one is given.
    """
    number = _take_turn(connection, wanted.county)
    row = _standing(connection, wanted)
    if row is not None and not _is_free(row, wanted, at):
        return Claimed(row.code) if row.case_id == case_id else Taken()
    if code and not _was_given(connection, wanted, code):
        return CodeUnknown()
    own = code or _new_code(connection, wanted, number, at)
    _put(connection, wanted, code=own, held_until=at, case_id=case_id)
    return Claimed(own)


def register(connection: Connection, case_id: str, on: date) -> Registered | None:
    """The name that this case has claimed is its own from this day on; None where it has none, or had it before."""
    waiting = (_columns.case_id == case_id) & _columns.registered_on.is_(None)
    row = connection.execute(select(business_names).where(waiting)).one_or_none()
    if row is None:
        return None
    connection.execute(update(business_names).where(waiting).values(registered_on=on))
    return Registered(row.name, row.code, case_id, on)


def release(connection: Connection, case_ids: Collection[str]) -> None:
    """Their cases are refused before they were registered: the names are free at once."""
    if case_ids:
        gone = _columns.case_id.in_(case_ids) & _columns.registered_on.is_(None)
        connection.execute(delete(business_names).where(gone))


def of_person(connection: Connection, person: str) -> list[Registered]:
    """What is registered for a person, newest first."""
    mine = (_columns.person == person) & _columns.registered_on.is_not(None)
    rows = connection.execute(select(business_names).where(mine).order_by(_columns.registered_on.desc()))
    return [Registered(row.name, row.code, row.case_id, row.registered_on) for row in rows]


def old_reservations(before: datetime) -> ColumnElement[bool]:
    return _columns.case_id.is_(None) & (_columns.held_until < before)


def _take_turn(connection: Connection, county: str) -> int:
    """How many were given with this one: a number nobody else has."""
    connection.execute(_TURN, {"county": county})
    given = select(business_turns.c.given).where(business_turns.c.county == county)
    return int(connection.execute(given).scalar_one())


def _standing(connection: Connection, wanted: Wanted) -> Row[Any] | None:
    return connection.execute(select(business_names).where(_is(wanted))).one_or_none()


def _is(wanted: Wanted) -> ColumnElement[bool]:
    return (_columns.county == wanted.county) & (_columns.name == wanted.name)


def _is_free(row: Row[Any], wanted: Wanted, at: datetime) -> bool:
    """For this person: no case has it, and it is theirs, or was held too long for somebody else."""
    return row.case_id is None and (row.person == wanted.person or row.held_until < at)


def _new_code(connection: Connection, wanted: Wanted, number: int, at: datetime) -> str:
    code = wanted.make_code(number)
    given = {"code": code, "county": wanted.county, "name": wanted.name, "person": wanted.person, "given_at": at}
    connection.execute(insert(business_codes), given)
    return code


def _was_given(connection: Connection, wanted: Wanted, code: str) -> bool:
    of = (_codes.code == code) & (_codes.county == wanted.county) & (_codes.name == wanted.name)
    return connection.execute(select(_codes.code).where(of, _codes.person == wanted.person)).first() is not None


def _put(connection: Connection, wanted: Wanted, **values: Any) -> None:
    whole = {"person": wanted.person, **values}
    if not connection.execute(update(business_names).where(_is(wanted)).values(whole)).rowcount:
        connection.execute(insert(business_names).values(county=wanted.county, name=wanted.name, **whole))
