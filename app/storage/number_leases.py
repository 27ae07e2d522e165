"""Blocks of case numbers leased from the centre: used up in order, inside the transaction of the case."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, text, update

from app.audit import audit_event
from app.domain.standing import LeaseState, LeaseUse, NumberLease
from app.storage.audit_log import append_record
from app.storage.settings import read_setting, write_settings
from app.storage.tables import number_leases

ASK_SETTING = "numbers.ask"
LEASES_TOLD_MAX = 100
ENDED = frozenset({LeaseState.USED_UP, LeaseState.ABANDONED})

_columns = number_leases.c
# One statement of the submit path, built once: the oldest block's next number, and whether it was its last.
_TAKE = text(
    "UPDATE number_leases SET next = next + 1, state = CASE WHEN next = last THEN 'used_up' ELSE 'open' END "
    "WHERE row = (SELECT min(row) FROM number_leases WHERE state = 'open' AND prefix = :prefix) RETURNING next"
)
_OPEN = _columns.state == LeaseState.OPEN.value
_UNTOLD = _columns.state.in_([LeaseState.OPEN.value, LeaseState.USED_UP.value, LeaseState.ABANDONED.value])


def take_number(connection: Connection, prefix: str) -> int | None:
    """The next leased number under this prefix; None where no block is left."""
    following = connection.execute(_TAKE, {"prefix": prefix}).scalar()
    return None if following is None else int(following) - 1


def numbers_left(connection: Connection, prefix: str) -> int:
    left = select(func.coalesce(func.sum(_columns.last - _columns.next + 1), 0))
    return int(connection.execute(left.where(_OPEN, _columns.prefix == prefix)).scalar_one())


def asked_under(connection: Connection) -> str:
    """Kept until an answer has come: asking again with it gives the same block."""
    ask = read_setting(connection, ASK_SETTING)
    if not ask:
        ask = str(uuid.uuid4())
        write_settings(connection, {ASK_SETTING: ask})
    return ask


def forget_ask(connection: Connection) -> None:
    """A question of before may have been answered to our original: asked again it would bring that one's block."""
    write_settings(connection, {ASK_SETTING: ""})


def keep_lease(connection: Connection, lease: NumberLease, now: datetime) -> None:
    """A block that is kept already stays as it is."""
    write_settings(connection, {ASK_SETTING: ""})  # answered
    known = select(_columns.row).where(_columns.lease == lease.lease)
    if connection.execute(known).first() is not None:
        return
    row = {
        "lease": lease.lease,
        "prefix": lease.prefix,
        "first": lease.first,
        "last": lease.last,
        "next": lease.first,
        "state": LeaseState.OPEN,
        "leased_at": now,
    }
    connection.execute(insert(number_leases), row)
    told = audit_event("numbers.leased", lease=lease.lease, numbers=lease.last - lease.first + 1)
    append_record(connection, now, told)


def abandon_leases(connection: Connection, now: datetime, keep_prefix: str = "") -> int:
    """Give up what is open, but for blocks under `keep_prefix`; how many numbers nobody will get."""
    return _give_up(connection, _columns.prefix != keep_prefix, now)


def abandon_clashing(connection: Connection, prefix: str, number: str, given_at: datetime, now: datetime) -> bool:
    """The centre has `number` for another case: whoever gave it there had our blocks as well. Whether any was open.

    That is the block it stands in, and those that were here when it was given; one leased since is nobody else's.
    """
    form = re.fullmatch(rf"{re.escape(prefix)}[0-9]{{8}}-([0-9]{{4,9}})", number)
    if form is None:
        return False
    running = int(form[1])
    is_its_own = (_columns.first <= running) & (_columns.last >= running)
    clashing = (_columns.prefix == prefix) & (is_its_own | (_columns.leased_at < given_at))
    if not connection.execute(select(_columns.row).where(_OPEN, clashing)).first():
        return False
    _give_up(connection, clashing, now)
    forget_ask(connection)
    return True


def _give_up(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    given_up = select(_columns.lease, _columns.last, _columns.next).where(_OPEN, which)
    unused = 0
    for row in connection.execute(given_up).all():
        unused += row.last - row.next + 1
        abandoned = update(number_leases).where(_columns.lease == row.lease)
        connection.execute(abandoned.values(state=LeaseState.ABANDONED.value))
        told = audit_event("numbers.returned", lease=row.lease, unused=row.last - row.next + 1)
        append_record(connection, now, told)
    return unused


def lease_uses(connection: Connection) -> tuple[LeaseUse, ...]:
    """What the centre does not know for good yet, oldest first."""
    query = select(number_leases).where(_UNTOLD).order_by(_columns.row).limit(LEASES_TOLD_MAX)
    return tuple(
        LeaseUse(row.lease, row.next - row.first, row.last - row.next + 1, LeaseState(row.state))
        for row in connection.execute(query)
    )


def leases_heard(connection: Connection, told: Sequence[LeaseUse]) -> None:
    """What is used up or given up, and told, need not be told again."""
    for each in told:
        if each.state in ENDED:
            ended = update(number_leases).where(_columns.lease == each.lease, _columns.state == each.state.value)
            connection.execute(ended.values(state=LeaseState.RETURNED.value))
