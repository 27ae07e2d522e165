"""Which cases the centre judges again, and what came of it: a row a case, made with the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, select, update

from app.central.storage.tables import rechecks

WAITING = "waiting"
DONE = "done"
_columns = rechecks.c


@dataclass(frozen=True, slots=True)
class Due:
    """`ordinal` tells apart what was asked for before and after something changed."""

    case_id: str
    ordinal: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`result` is sealed to the centre; None before the first one. `reason`: why it waits, a stable word."""

    state: str
    reason: str
    checked_at: datetime | None
    result: bytes | None = field(repr=False)


def rows_for(case_ids: Sequence[str], at: datetime) -> list[dict[str, Any]]:
    return [
        {"case_id": each, "state": WAITING, "ordinal": 1, "attempts": 0, "due_at": at, "reason": ""}
        for each in case_ids
    ]


def again(connection: Connection, case_id: str, at: datetime) -> bool:
    """Something it rests on has changed. False where this case is not judged at all."""
    values = {"state": WAITING, "ordinal": _columns.ordinal + 1, "attempts": 0, "due_at": at, "reason": ""}
    return connection.execute(update(rechecks).where(_columns.case_id == case_id).values(values)).rowcount > 0


def is_due(connection: Connection, by: datetime) -> bool:
    return connection.execute(select(exists().where(_columns.state == WAITING, _columns.due_at <= by))).scalar_one()


def claim(connection: Connection, due_by: datetime, mine_until: datetime) -> Due | None:
    """The next due one, nobody else's until then: where this program is killed, it is due again after."""
    row = connection.execute(
        select(_columns.case_id, _columns.ordinal, _columns.attempts)
        .where(_columns.state == WAITING, _columns.due_at <= due_by)
        .order_by(_columns.due_at, _columns.case_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    connection.execute(update(rechecks).where(_columns.case_id == row.case_id).values(due_at=mine_until))
    return Due(*row)


def settle(connection: Connection, due: Due, result: bytes, at: datetime) -> None:
    """Unless it was asked for again meanwhile."""
    _change(connection, due, state=DONE, reason="", checked_at=at, result=result)


def postpone(
    connection: Connection, due: Due, reason: str, due_at: datetime, *, result: bytes | None = None, at: datetime
) -> None:
    """`result`: what can be said already."""
    known = {} if result is None else {"result": result, "checked_at": at}
    _change(connection, due, attempts=due.attempts + 1, reason=reason[:200], due_at=due_at, **known)


def _change(connection: Connection, due: Due, **values: Any) -> None:
    mine = (_columns.case_id == due.case_id) & (_columns.ordinal == due.ordinal)
    connection.execute(update(rechecks).where(mine).values(values))


def of_case(connection: Connection, case_id: str) -> Standing | None:
    names = (_columns.state, _columns.reason, _columns.checked_at, _columns.result)
    row = connection.execute(select(*names).where(_columns.case_id == case_id)).one_or_none()
    return None if row is None else Standing(*row)
