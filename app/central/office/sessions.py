"""Who is signed in: a random token in a cookie, its SHA-256 and its times in the database, so at every replica."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.central.office.signing_in import STRANGERS_KEPT, Reviewer
from app.central.storage import reviewers
from app.central.storage.database import Database

IDLE = timedelta(minutes=15)
"""So long nothing may be asked for; then one signs in again."""
LONGEST = timedelta(hours=10)
"""Of a session however busy: a working day with its break."""
TOUCHED_EVERY = timedelta(seconds=30)
"""How often asking is written down; idle time is right by so much."""
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """`csrf` stands in every form and is asked back with it."""

    reviewer: Reviewer
    csrf: str = field(repr=False)
    token: str = field(repr=False)

    def has_sent(self, csrf: str) -> bool:
        return hmac.compare_digest(csrf.encode(), self.csrf.encode())


def begin(database: Database, reviewer: Reviewer, at: datetime) -> Session:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with database.write() as connection:
        reviewers.open_session(connection, _digest(token), reviewer.number, at)
    return Session(reviewer, _csrf(token), token)


def find(database: Database, token: str, at: datetime) -> Session | None:
    """None where it has ended, by time or by hand. Asking keeps it alive."""
    with database.read() as connection:
        row = reviewers.session(connection, _digest(token), at - IDLE, at - LONGEST)
    if row is None:
        return None
    if at - row.seen_at >= TOUCHED_EVERY:
        with database.write_soon() as connection:
            reviewers.touch_session(connection, _digest(token), at)
    return Session(Reviewer(row.number, row.name, tuple(row.roles)), _csrf(token), token)


def end(database: Database, token: str) -> None:
    with database.write() as connection:
        reviewers.close_session(connection, _digest(token))


def forget_ended(database: Database, at: datetime) -> None:
    with database.write_soon() as connection:
        reviewers.forget_sessions(connection, at - IDLE, at - LONGEST)
        reviewers.forget_strangers(connection, at - STRANGERS_KEPT)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _csrf(token: str) -> str:
    """Told to the page; nobody finds the token by it."""
    return hmac.digest(token.encode(), b"office csrf 1", "sha256").hex()
