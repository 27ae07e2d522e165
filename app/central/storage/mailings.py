"""What is mailed: every completed case is looked at once, those that are not to be mailed leave no row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, exists, insert, or_, select, update

from app.central.storage.mailing_tables import mailings
from app.central.storage.tables import cases
from app.domain.mailing import TO_A_PERSON, MailingState

OVER = (MailingState.DELIVERED, MailingState.ENDED)


@dataclass(frozen=True, slots=True)
class MailingRow:
    """`due_at`: when something is to be done about it by itself; None: nothing."""

    id: str
    case_id: str
    ordinal: int
    state: MailingState
    made_at: datetime
    changed_at: datetime
    waybill: str = ""
    reason: str = ""
    by_carrier: bool = False
    ending: bool = False
    due_at: datetime | None = None
    attempts: int = 0


_ROW = [mailings.c[name] for name in MailingRow.__dataclass_fields__]
_later = mailings.alias("later")
_IS_LAST = ~exists().where(_later.c.case_id == mailings.c.case_id, _later.c.ordinal > mailings.c.ordinal)


def new(case_id: str, ordinal: int, state: MailingState, at: datetime) -> MailingRow:
    return MailingRow(f"{case_id}.{ordinal}", case_id, ordinal, state, at, at, due_at=at)


def want(connection: Connection, case_ids: Sequence[str], at: datetime) -> None:
    """These were completed just now. Hold their station first."""
    if not case_ids:
        return
    known = set(connection.scalars(select(mailings.c.case_id).where(mailings.c.case_id.in_(case_ids))))
    for each in dict.fromkeys(case_ids):
        if each not in known:
            add(connection, new(each, 1, MailingState.UNSEEN, at))


def add(connection: Connection, row: MailingRow) -> None:
    connection.execute(insert(mailings).values(**_values(row)))


def keep(connection: Connection, row: MailingRow) -> None:
    connection.execute(update(mailings).where(mailings.c.id == row.id).values(**_values(row)))


def drop(connection: Connection, mailing_id: str) -> None:
    connection.execute(delete(mailings).where(mailings.c.id == mailing_id))


def held(connection: Connection, mailing_id: str) -> MailingRow | None:
    """Locked until the transaction ends, where the database has row locks."""
    found = select(*_ROW).where(mailings.c.id == mailing_id).with_for_update()
    row = connection.execute(found).one_or_none()
    return _row(row) if row else None


def last_of(connection: Connection, case_ids: Collection[str]) -> dict[str, MailingRow]:
    """Of each case the newest."""
    rows = connection.execute(select(*_ROW).where(mailings.c.case_id.in_(case_ids)).order_by(mailings.c.ordinal))
    return {row.case_id: _row(row) for row in rows}


def due(connection: Connection, states: Collection[MailingState], at: datetime, limit: int) -> list[MailingRow]:
    found = select(*_ROW).where(mailings.c.state.in_(states), mailings.c.due_at <= at)
    return [_row(row) for row in connection.execute(found.order_by(mailings.c.due_at).limit(limit))]


def open_ones(connection: Connection, limit: int) -> list[tuple[MailingRow, Any]]:
    """Of every case the newest that is not over, with its case (number, item, item_version, station_id): what a person
    must see to first, then the longest waiting."""
    first = case((mailings.c.state.in_(TO_A_PERSON), 0), (mailings.c.state == MailingState.WAITING, 1), else_=2)
    of_case = [cases.c[name] for name in ("number", "item", "item_version", "station_id")]
    found = select(*_ROW, *of_case).join(cases, cases.c.id == mailings.c.case_id)
    found = found.where(mailings.c.state.not_in((*OVER, MailingState.UNSEEN)), _IS_LAST)
    rows = connection.execute(found.order_by(first, mailings.c.made_at, mailings.c.id).limit(limit))
    return [(_row(row[: len(_ROW)]), row) for row in rows]


def old_mailings(before: datetime) -> ColumnElement[bool]:
    """Those that are over, or came before a later one."""
    return and_(mailings.c.changed_at < before, or_(mailings.c.state.in_(OVER), ~_IS_LAST))


def _row(row: Any) -> MailingRow:
    told = MailingRow(*row)
    return replace(told, state=MailingState(told.state))


def _values(row: MailingRow) -> dict[str, Any]:
    return {**asdict(row), "state": row.state.value}
