"""The centre's own outbox towards a city's platform, and the platform's decisions that were taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, String, bindparam, cast, exists, insert, literal, select, text, update

from app.central.storage.moment import Moment
from app.central.storage.tables import adapter_decisions, cases, corrections, deliveries

WAITING = "waiting"
DELIVERED = "delivered"
REFUSED = "refused"
"""The platform's no: a person looks, then `retry`."""
CASE_CHARS = 36
_columns = deliveries.c


@dataclass(frozen=True, slots=True)
class Due:
    key: str
    case_id: str
    attempts: int


@dataclass(frozen=True, slots=True)
class TakenBefore:
    """A decision of the platform. `case` is id or number as it was told, its first 36 characters; `outcome` is empty
    where it took effect.
    """

    case: str
    decision: str
    outcome: str

    def is_of(self, case: str) -> bool:
        """Told by the same word."""
        return self.case == case[:CASE_CHARS]


KEY_PREFIX = "case-"


def key_of(case_id: str) -> str:
    """One case is one delivery, for ever."""
    return f"{KEY_PREFIX}{case_id}"


def rows_for(case_ids: Sequence[str], at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "key": key_of(case_id),
            "case_id": case_id,
            "state": WAITING,
            "attempts": 0,
            "due_at": at,
            "reason": "",
            "made_at": at,
        }
        for case_id in case_ids
    ]


def rows_for_corrected(corrected: Sequence[tuple[str, int]], at: datetime) -> list[dict[str, Any]]:
    """A corrected case is another delivery, by its ordinal: the first correction is `case-ID-1`."""
    return [row | {"key": f"{row['key']}-{ordinal}"} for each, ordinal in corrected for row in rows_for([each], at)]


def catch_up(connection: Connection, at: datetime) -> int:
    """Cases from before there was an adapter, and corrections from while there was none. Looked for by the key: every
    start asks this of all there are.
    """
    key = literal(KEY_PREFIX).concat(cases.c.id)
    missing = ~exists().where(_columns.key == key)
    names = ["key", "case_id", "state", "attempts", "due_at", "reason", "made_at"]
    when = literal(at, Moment)
    rows = select(key, cases.c.id, literal(WAITING), literal(0), when, literal(""), when).where(missing)
    whole = connection.execute(insert(deliveries).from_select(names, rows)).rowcount
    its_case = literal(KEY_PREFIX).concat(corrections.c.case_id)
    its_key = its_case.concat("-").concat(cast(corrections.c.ordinal, String))
    earlier = deliveries.alias("earlier")
    delivered = exists().where(earlier.c.key == its_case, earlier.c.delivered_at < corrections.c.at)
    rows = select(its_key, corrections.c.case_id, literal(WAITING), literal(0), when, literal(""), when)
    rows = rows.where(delivered, ~exists().where(earlier.c.key == its_key))
    return whole + connection.execute(insert(deliveries).from_select(names, rows)).rowcount


def claim(connection: Connection, due_by: datetime, mine_until: datetime) -> Due | None:
    """The next due delivery, nobody else's until then: where this program is killed, it is due again after."""
    row = connection.execute(
        select(_columns.key, _columns.case_id, _columns.attempts)
        .where(_columns.state == WAITING, _columns.due_at <= due_by)
        .order_by(_columns.due_at, _columns.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    connection.execute(update(deliveries).where(_columns.key == row.key).values(due_at=mine_until))
    return Due(*row)


def settle(connection: Connection, key: str, state: str, reason: str, at: datetime) -> None:
    delivered = {"delivered_at": at} if state == DELIVERED else {}
    connection.execute(
        update(deliveries).where(_columns.key == key).values(state=state, reason=reason[:200], **delivered)
    )


def postpone(connection: Connection, due: Due, reason: str, due_at: datetime, *, failed: bool) -> None:
    connection.execute(
        update(deliveries)
        .where(_columns.key == due.key, _columns.state == WAITING)
        .values(due_at=due_at, attempts=due.attempts + int(failed), reason=reason[:200])
    )


def retry(connection: Connection, key: str, at: datetime) -> bool:
    """A person wants it tried again, or now. False where there is nothing to try."""
    again = update(deliveries).where(_columns.key == key, _columns.state != DELIVERED)
    return connection.execute(again.values(state=WAITING, due_at=at, attempts=0)).rowcount > 0


def undelivered(connection: Connection, limit: int) -> list[RowMapping]:
    found = select(deliveries).where(_columns.state != DELIVERED).order_by(_columns.state, _columns.due_at).limit(limit)
    return list(connection.execute(found).mappings())


_TAKE = text(
    "INSERT INTO adapter_decisions (key, case_id, decision, outcome, taken_at)"
    " VALUES (:key, :case_id, :decision, '', :taken_at) ON CONFLICT DO NOTHING"
).bindparams(bindparam("taken_at", type_=Moment))


def take_decision(connection: Connection, key: str, case: str, decision: str, at: datetime) -> bool:
    """False where it was taken before. Whoever takes it carries it out in the same transaction."""
    row = {"key": key, "case_id": case[:CASE_CHARS], "decision": decision[:16], "taken_at": at}
    return connection.execute(_TAKE, row).rowcount == 1


def note_outcome(connection: Connection, key: str, outcome: str) -> None:
    connection.execute(update(adapter_decisions).where(adapter_decisions.c.key == key).values(outcome=outcome[:200]))


def taken_before(connection: Connection, key: str) -> TakenBefore:
    columns = adapter_decisions.c
    found = select(columns.case_id, columns.decision, columns.outcome).where(columns.key == key)
    return TakenBefore(*connection.execute(found).one())
