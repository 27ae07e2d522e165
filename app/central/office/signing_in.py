"""Signing in with number and password. The counting of wrong tries is that of the operators (app.domain.operators).

A try is counted before the password is looked at, and a lock stands in the database: it holds at every replica and
over every restart.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from app.central.storage import office_acts, reviewers
from app.central.storage.database import Database
from app.central.storage.office_acts import Act, OfficeAct
from app.central.storage.reviewers import StoredReviewer, Tries
from app.domain.operators import TRIES, LockedOut, WrongPin, lock_after

STRANGERS_KEPT = timedelta(days=1)
"""Tries with numbers nobody has are forgotten then."""
HASHES_AT_ONCE = 2
"""Looking at a password takes 64 MB and most of a tenth of a second; more of them wait."""
TURN_S = 3.0
"""So long: who waits holds a thread that a station may need."""
NOBODY = "-"
"""Under which tries are counted that are no number at all."""
PASSWORD_MAX = 128
UNLISTED = "unlisted"
_turn = threading.BoundedSemaphore(HASHES_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Reviewer:
    number: str
    name: str = field(repr=False)
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Busy:
    """Too many stand at the door; nothing was looked at and no try counted."""


def sign_in(database: Database, number: str, password: str, at: datetime) -> Reviewer | WrongPin | LockedOut | Busy:
    """Takes about a tenth of a second, whatever comes of it. Raises StorageProblem."""
    if not _turn.acquire(timeout=TURN_S):
        return Busy()
    try:
        return _signed_in(database, number, password, at)
    finally:
        _turn.release()


def _signed_in(database: Database, number: str, password: str, at: datetime) -> Reviewer | WrongPin | LockedOut:
    asked = number.strip()
    known = asked if 0 < len(asked) <= 32 and asked.isascii() and asked.isprintable() else NOBODY
    with database.write() as connection:
        tries = reviewers.held_tries(connection, known, at)
        if seconds := _locked_for(tries, at):
            return LockedOut(seconds)
        wrong = tries.wrong + 1
        reviewers.count_tries(connection, known, Tries(wrong, int(lock_after(wrong).total_seconds()), at))
        found = reviewers.reviewer(connection, known)
    someone = found if found is not None and found.active else None
    is_right = _fits(someone.password_hash if someone else _nobodys_hash(), password) and someone is not None
    with database.write() as connection:
        if is_right and someone is not None:
            reviewers.forget_tries(connection, known)
            office_acts.add(connection, OfficeAct(known, Act.SIGNED_IN, "", "", at))
            return Reviewer(someone.number, someone.name, tuple(someone.roles))
        office_acts.add(connection, _refusal(found, wrong, at))
    lock = lock_after(wrong)
    return LockedOut(math.ceil(lock.total_seconds())) if lock else WrongPin(TRIES - wrong)


def _locked_for(tries: Tries, at: datetime) -> int:
    """Seconds; a clock that stands before the last try shortens nothing."""
    return max(0, math.ceil(tries.lock_s - max(timedelta(0), at - tries.last_at).total_seconds()))


def _refusal(found: StoredReviewer | None, wrong: int, at: datetime) -> OfficeAct:
    """A number nobody has may be anything, even a person's: it is not written down."""
    act = Act.LOCKED if lock_after(wrong) else Act.REFUSED
    return OfficeAct(found.number if found else UNLISTED, act, "", f"tries {wrong}", at)


def _fits(password_hash: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(password_hash, password[:PASSWORD_MAX])
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """So that a number nobody has takes as long as one somebody has."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash("no password is like this")
