"""Rounds, who is in them, their published lists and what was done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, update

from app.central.points.ranking import Entered
from app.central.storage.point_tables import point_acts, point_appeals, point_lists, point_places, point_rounds

OPEN, LISTED, FINAL = "open", "listed", "final"
WAITING, UPHELD, DISMISSED = "waiting", "upheld", "dismissed"
_rounds, _places, _appeals = point_rounds.c, point_places.c, point_appeals.c


@dataclass(frozen=True, slots=True)
class Round:
    """Days are those of China, the last one counts in. `edition` counts the published lists."""

    id: str
    item: str
    use: str
    name: str
    quota: int
    opens_on: date
    closes_on: date
    appeal_days: int
    ties: Sequence[str]
    state: str
    edition: int
    made_at: datetime
    listed_at: datetime | None = None
    appeals_until: date | None = None
    final_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishedList:
    edition: int
    kind: str
    rows: Sequence[Mapping[str, Any]]
    note: str
    published_by: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Appeal:
    """`text` is sealed."""

    id: str
    round_id: str
    case_id: str
    about: str
    text: bytes = field(repr=False)
    filed_by: str
    filed_at: datetime
    state: str
    reason: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoundAct:
    act: str
    by: str
    detail: str
    at: datetime


_ROUND = [_rounds[name] for name in Round.__dataclass_fields__]
_ENTERED = [_places[name] for name in Entered.__dataclass_fields__]
_LIST = [point_lists.c[name] for name in PublishedList.__dataclass_fields__]
_APPEAL = [_appeals[name] for name in Appeal.__dataclass_fields__]
_ACT = [point_acts.c[name] for name in RoundAct.__dataclass_fields__]


def add(connection: Connection, made: Round) -> None:
    values = {name: getattr(made, name) for name in Round.__dataclass_fields__}
    connection.execute(insert(point_rounds).values(values | {"ties": list(made.ties)}))


def find(connection: Connection, round_id: str) -> Round | None:
    row = connection.execute(select(*_ROUND).where(_rounds.id == round_id)).one_or_none()
    return None if row is None else Round(*row)


def held(connection: Connection, round_id: str) -> Round | None:
    """Nobody else changes it until this transaction ends."""
    row = connection.execute(select(*_ROUND).where(_rounds.id == round_id).with_for_update()).one_or_none()
    return None if row is None else Round(*row)


def newest(connection: Connection, limit: int) -> list[Round]:
    query = select(*_ROUND).order_by(_rounds.closes_on.desc(), _rounds.id).limit(limit)
    return [Round(*row) for row in connection.execute(query)]


def published(connection: Connection, final_since: datetime) -> list[Round]:
    """Whose list may still change: those that are not final, or not since long."""
    recent = or_(_rounds.state == LISTED, and_(_rounds.state == FINAL, _rounds.final_at >= final_since))
    query = select(*_ROUND).where(recent).order_by(_rounds.id)
    return [Round(*row) for row in connection.execute(query)]


def final_before(connection: Connection, this: Round) -> datetime | None:
    """When the first of the earlier rounds of this use was over; None where none is."""
    mine = (_rounds.item == this.item) & (_rounds.use == this.use) & (_rounds.id != this.id)
    earlier = mine & (_rounds.closes_on < this.opens_on) & _rounds.final_at.is_not(None)
    return connection.scalars(select(_rounds.final_at).where(earlier).order_by(_rounds.final_at).limit(1)).first()


def change(connection: Connection, round_id: str, **values: Any) -> None:
    connection.execute(update(point_rounds).where(_rounds.id == round_id).values(values))


# ---------------------------------------------------------------- who is in


def entered(connection: Connection, round_id: str) -> list[Entered]:
    query = select(*_ENTERED).where(_places.round_id == round_id).order_by(_places.number, _places.case_id)
    return [Entered(*row) for row in connection.execute(query)]


def enter(connection: Connection, round_id: str, each: Entered) -> None:
    values = {name: getattr(each, name) for name in Entered.__dataclass_fields__}
    connection.execute(insert(point_places).values(values | {"round_id": round_id}))


def change_entered(connection: Connection, round_id: str, each: Entered) -> None:
    mine = (_places.round_id == round_id) & (_places.person == each.person)
    values = {name: getattr(each, name) for name in Entered.__dataclass_fields__ if name != "person"}
    connection.execute(update(point_places).where(mine).values(values))


# ---------------------------------------------------------------- lists and acts


def publish(connection: Connection, round_id: str, one: PublishedList) -> None:
    values = {name: getattr(one, name) for name in PublishedList.__dataclass_fields__}
    rows = [dict(each) for each in one.rows]
    connection.execute(insert(point_lists).values(values | {"round_id": round_id, "rows": rows}))


def newest_list(connection: Connection, round_id: str) -> PublishedList | None:
    query = select(*_LIST).where(point_lists.c.round_id == round_id).order_by(point_lists.c.edition.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else PublishedList(*row)


def lists(connection: Connection, round_id: str) -> list[PublishedList]:
    """Oldest first."""
    query = select(*_LIST).where(point_lists.c.round_id == round_id).order_by(point_lists.c.edition)
    return [PublishedList(*row) for row in connection.execute(query)]


def note(connection: Connection, round_id: str, act: RoundAct) -> None:
    values = {name: getattr(act, name) for name in RoundAct.__dataclass_fields__}
    connection.execute(insert(point_acts).values(values | {"round_id": round_id}))


def acts(connection: Connection, round_id: str) -> list[RoundAct]:
    """Oldest first."""
    query = select(*_ACT).where(point_acts.c.round_id == round_id).order_by(point_acts.c.id)
    return [RoundAct(*row) for row in connection.execute(query)]


# ---------------------------------------------------------------- objections


def file_appeal(connection: Connection, appeal: Appeal) -> None:
    values = {name: getattr(appeal, name) for name in Appeal.__dataclass_fields__}
    connection.execute(insert(point_appeals).values(values))


def appeals(connection: Connection, round_id: str) -> list[Appeal]:
    """Oldest first."""
    query = select(*_APPEAL).where(_appeals.round_id == round_id).order_by(_appeals.filed_at, _appeals.id)
    return [Appeal(*row) for row in connection.execute(query)]


def appeal(connection: Connection, appeal_id: str) -> Appeal | None:
    row = connection.execute(select(*_APPEAL).where(_appeals.id == appeal_id)).one_or_none()
    return None if row is None else Appeal(*row)


def decide_appeal(connection: Connection, appeal_id: str, state: str, reason: str, by: str, at: datetime) -> bool:
    """False where somebody has decided it meanwhile."""
    waiting = (_appeals.id == appeal_id) & (_appeals.state == WAITING)
    values = {"state": state, "reason": reason, "decided_by": by, "decided_at": at}
    return connection.execute(update(point_appeals).where(waiting).values(values)).rowcount > 0
