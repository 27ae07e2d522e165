"""What waits for an office, and what it had already: some at a time, by keys, along the indexes of `cases`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, true

from app.central.storage.content import CONTENT
from app.central.storage.tables import cases, decisions
from app.domain.case import CaseStatus
from app.domain.service_item import StationKind


class State(StrEnum):
    """From where an office stands: it has to decide; it has decided and the case goes on; the case is over."""

    WAITING = "waiting"
    DECIDED = "decided"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """`only` None: all items but `others`. `unattended` items wait for nobody."""

    office: str
    only: frozenset[str] | None
    others: frozenset[str]
    unattended: frozenset[str]
    state: State = State.WAITING
    number: str = ""
    after: Place | None = None
    waits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Items, each with the offices that must have accepted before one of its cases waits here."""
    passed_on: frozenset[str] = frozenset()
    """Items a desk decides (直接办结): one of its cases that was accepted by itself waits here until it is decided."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a page begins: behind this case."""

    received_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Listed:
    id: str
    number: str
    former_number: str
    item: str
    station_id: str
    status: str
    received_at: datetime

    @property
    def place(self) -> Place:
        return Place(self.received_at, self.id)


DESKS = (StationKind.COUNTER, StationKind.POST)
"""The channels of a case that a desk took."""
_UNDER_REVIEW = (CaseStatus.RECEIVED, CaseStatus.RETURNED)
_CLOSED = (CaseStatus.ACCEPTED, CaseStatus.REFUSED, CaseStatus.COMPLETED)
_STATUSES: dict[State, Sequence[CaseStatus]] = {
    State.WAITING: (*_UNDER_REVIEW, CaseStatus.ACCEPTED),
    State.DECIDED: _UNDER_REVIEW,
    State.CLOSED: _CLOSED,
}
_COLUMNS = [cases.c[name] for name in Listed.__dataclass_fields__]


def page(connection: Connection, asked: Asked, limit: int) -> list[Listed]:
    """The oldest first where they wait, else the newest. One question for each status, so that an index gives the
    order of each and nothing is sorted.
    """
    if asked.number:
        return _numbered(connection, asked, limit)
    oldest_first = asked.state is State.WAITING
    found = [_rows(connection, each, asked, limit, oldest_first=oldest_first) for each in _conditions(asked)]
    return list(islice(merge(*found, key=lambda row: row.place, reverse=not oldest_first), limit))


def waiting(connection: Connection, asked: Asked, at_most: int) -> int:
    """How many wait; counting ends at so many."""
    total = 0
    for condition in _conditions(asked):
        some = select(cases.c.id).where(condition, _of_office(asked)).limit(at_most).subquery()
        total += int(connection.execute(select(func.count()).select_from(some)).scalar_one())
    return min(total, at_most)


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    """One for each status that belongs to the state; one for all."""
    statuses = _STATUSES.get(asked.state)
    if statuses is None:
        return [true()]
    if asked.state is State.WAITING and not asked.passed_on:
        statuses = _UNDER_REVIEW
    return [and_(cases.c.status == each, _of_state(asked, each)) for each in statuses]


def _of_state(asked: Asked, status: CaseStatus) -> ColumnElement[bool]:
    mine = _decided(asked)
    match asked.state, status:
        case State.WAITING, CaseStatus.ACCEPTED:
            return and_(_passed_on(asked), ~mine)
        case State.WAITING, _:
            return and_(~mine, cases.c.item.not_in(list(asked.unattended)), *_opened(asked))
        case State.DECIDED, _:
            return mine
        case State.CLOSED, CaseStatus.ACCEPTED:
            return or_(~_passed_on(asked), mine)
        case _:
            return true()


def _passed_on(asked: Asked) -> ColumnElement[bool]:
    return and_(cases.c.item.in_(list(asked.passed_on)), cases.c.channel.in_(DESKS))


def _decided(asked: Asked) -> ColumnElement[bool]:
    return exists().where(
        decisions.c.case_id == cases.c.id,
        decisions.c.event_id == CONTENT,
        decisions.c.office.in_((asked.office, "")),
    )


def _opened(asked: Asked) -> list[ColumnElement[bool]]:
    return [or_(cases.c.item != item, and_(*(_accepted_by(each) for each in offices))) for item, offices in asked.waits]


def _accepted_by(office: str) -> ColumnElement[bool]:
    return exists().where(
        decisions.c.case_id == cases.c.id,
        decisions.c.event_id == CONTENT,
        decisions.c.office == office,
        decisions.c.decision == "accept",
    )


def _of_office(asked: Asked) -> ColumnElement[bool]:
    return cases.c.item.not_in(list(asked.others)) if asked.only is None else cases.c.item.in_(list(asked.only))


def _rows(
    connection: Connection, condition: ColumnElement[bool], asked: Asked, limit: int, *, oldest_first: bool
) -> list[Listed]:
    query = select(*_COLUMNS).where(condition, _of_office(asked))
    if asked.after is not None:
        query = query.where(_behind(asked.after, oldest_first=oldest_first))
    return _all(connection, query.order_by(*_order(oldest_first=oldest_first)).limit(limit))


def _behind(place: Place, *, oldest_first: bool) -> ColumnElement[bool]:
    at, case_id = cases.c.received_at, cases.c.id
    if oldest_first:
        return and_(at >= place.received_at, or_(at > place.received_at, case_id > place.id))
    return and_(at <= place.received_at, or_(at < place.received_at, case_id < place.id))


def _order(*, oldest_first: bool) -> list[ColumnElement[object]]:
    columns: list[ColumnElement[object]] = [cases.c.received_at, cases.c.id]
    return columns if oldest_first else [each.desc() for each in columns]


def _numbered(connection: Connection, asked: Asked, limit: int) -> list[Listed]:
    """Whatever its state: by the number on the receipt, whole, or the one it bore before."""
    query = select(*_COLUMNS).where(cases.c.number == asked.number, _of_office(asked))
    return _all(connection, query.order_by(*_order(oldest_first=False)).limit(limit))


def _all(connection: Connection, query: Select[tuple[object, ...]]) -> list[Listed]:
    return [Listed(*row) for row in connection.execute(query)]
