"""Signing in with number and PIN. Implements the port `OperatorDesk`.

A try is counted before the PIN is looked at: whoever cuts the power in between has not gained one. A lock counts by
the wall clock, over restarts, and beside it by a clock that only counts: setting the wall clock shortens nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.audit import AuditEvent, audit_event
from app.domain.operators import (
    TRIES,
    ListTooOld,
    LockedOut,
    NoList,
    Operator,
    SignedIn,
    SignInOutcome,
    WrongPin,
    lock_after,
)
from app.storage.audit_log import append_record
from app.storage.database import Database
from app.storage.operator_list import heard_at, is_number, read_operator, read_operators, valid_days
from app.storage.tables import operator_tries, operators

FORGET_STRANGERS_AFTER = timedelta(days=1)
"""Tries with numbers nobody has are forgotten then, so that guessing fills no disk."""
NOBODY = "-"
"""Under which tries are counted that are no number at all."""
PIN_MAX = 64

_tries = operator_tries.c


class StoredOperators:
    def __init__(
        self, database: Database, clock: Callable[[], datetime], count_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._clock = clock
        self._count_s = count_s
        self._locked_until: dict[str, float] = {}

    def has_list(self) -> bool:
        with self._database.reading() as connection:
            return heard_at(connection) is not None

    def operators(self) -> Sequence[Operator]:
        with self._database.reading() as connection:
            return read_operators(connection)

    def sign_in(self, number: str, pin: str) -> SignInOutcome:
        """See the port."""
        known = number.strip() if is_number(number.strip()) else NOBODY
        with self._database.writing() as connection:
            now = self._clock()
            heard = heard_at(connection)
            if heard is None:
                return NoList()
            if now >= heard + timedelta(days=valid_days(connection)):
                return ListTooOld(valid_days(connection))
            if seconds := self._locked_for(connection, known, now):
                return LockedOut(seconds)
            wrong = _count_try(connection, known, now)
            operator = _operator(connection, known)
        self._lock(known, wrong)
        is_right = _fits(operator.pin_hash if operator and operator.active else _nobodys_hash(), pin)
        with self._database.writing() as connection:
            if operator is not None and operator.active and is_right:
                connection.execute(delete(operator_tries).where(_tries.number == known))
                self._locked_until.pop(known, None)
                append_record(connection, self._clock(), audit_event("operator.signed_in", operator=known))
                return SignedIn(operator.number, operator.name, operator.roles)
            append_record(connection, self._clock(), _refusal(operator, wrong))
        lock = lock_after(wrong)
        return LockedOut(math.ceil(lock.total_seconds())) if lock else WrongPin(TRIES - wrong)

    def _lock(self, number: str, wrong: int) -> None:
        if lock := lock_after(wrong):
            self._locked_until[number] = self._count_s() + lock.total_seconds()

    def _locked_for(self, connection: Connection, number: str, now: datetime) -> int:
        """Seconds; a wall clock that stands before the last try has been set back, and the wait begins anew."""
        row = connection.execute(select(operator_tries).where(_tries.number == number)).first()
        if row is None:
            return 0
        if now < row.last_at:
            connection.execute(operator_tries.update().where(_tries.number == number).values(last_at=now))
        by_wall: float = row.lock_s - max(timedelta(0), now - row.last_at).total_seconds()
        by_count = self._locked_until.get(number, -math.inf) - self._count_s()
        return max(0, math.ceil(max(by_wall, by_count)))


def _operator(connection: Connection, number: str) -> Operator | None:
    row = connection.execute(select(operators).where(operators.c.number == number)).first()
    return None if row is None else read_operator(row)


def _count_try(connection: Connection, number: str, now: datetime) -> int:
    """How many there are now since the last right one."""
    strangers = (_tries.last_at < now - FORGET_STRANGERS_AFTER) & _tries.number.not_in(select(operators.c.number))
    connection.execute(delete(operator_tries).where(strangers))
    before = connection.execute(select(_tries.wrong).where(_tries.number == number)).scalar() or 0
    row = {"number": number, "wrong": before + 1, "last_at": now, "lock_s": int(lock_after(before + 1).total_seconds())}
    statement = insert(operator_tries).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[_tries.number], set_=row))
    return int(before) + 1


def _refusal(operator: Operator | None, wrong: int) -> AuditEvent:
    """A number nobody has may be anything, even a person's: it is not written down."""
    who = operator.number if operator else "unlisted"
    lock = int(lock_after(wrong).total_seconds())
    if lock:
        return audit_event("operator.locked", operator=who, tries=wrong, seconds=lock)
    return audit_event("operator.refused", operator=who, tries=wrong)


def _fits(pin_hash: str, pin: str) -> bool:
    try:
        return PasswordHasher().verify(pin_hash, pin[:PIN_MAX])
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """So that a number nobody has takes as long as one somebody has."""
    return PasswordHasher().hash("no PIN is like this")
