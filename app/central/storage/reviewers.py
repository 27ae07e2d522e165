"""Reviewers, their wrong tries and their sessions, as the centre keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from app.central.storage.moment import Moment
from app.central.storage.office_tables import office_sessions, reviewer_tries, reviewers


@dataclass(frozen=True, slots=True)
class StoredReviewer:
    """`password_hash` is argon2id in its text form, empty for one who may not sign in."""

    number: str
    name: str = field(repr=False)
    roles: list[str]
    password_hash: str = field(repr=False)
    active: bool


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong ones in a row; after `last_at` nobody may try for so many seconds."""

    wrong: int
    lock_s: int
    last_at: datetime


_COLUMNS = [reviewers.c[name] for name in StoredReviewer.__dataclass_fields__]
_TRIES = [reviewer_tries.c[name] for name in Tries.__dataclass_fields__]
_FIRST_TRY = text(
    "INSERT INTO reviewer_tries (number, wrong, lock_s, last_at) VALUES (:number, 0, 0, :at)"
    " ON CONFLICT (number) DO UPDATE SET number = excluded.number"  # holds the row also where it was there
).bindparams(bindparam("at", type_=Moment))


def keep(connection: Connection, reviewer: StoredReviewer, at: datetime) -> None:
    values = {name: getattr(reviewer, name) for name in StoredReviewer.__dataclass_fields__} | {"changed_at": at}
    known = connection.execute(update(reviewers).where(reviewers.c.number == reviewer.number).values(values))
    if known.rowcount == 0:
        connection.execute(insert(reviewers).values(values))


def end(connection: Connection, number: str, at: datetime) -> bool:
    """Also its sessions. False where there is no such number."""
    end_sessions(connection, number)
    ended = update(reviewers).where(reviewers.c.number == number).values(active=False, password_hash="", changed_at=at)
    return connection.execute(ended).rowcount > 0


def everyone(connection: Connection) -> list[StoredReviewer]:
    """By number, those who left too."""
    return [StoredReviewer(*row) for row in connection.execute(select(*_COLUMNS).order_by(reviewers.c.number))]


def reviewer(connection: Connection, number: str) -> StoredReviewer | None:
    row = connection.execute(select(*_COLUMNS).where(reviewers.c.number == number)).one_or_none()
    return StoredReviewer(*row) if row else None


def held_tries(connection: Connection, number: str, at: datetime) -> Tries:
    """Nobody else counts this number's tries before the transaction ends."""
    connection.execute(_FIRST_TRY, {"number": number, "at": at})
    return Tries(*connection.execute(select(*_TRIES).where(reviewer_tries.c.number == number).with_for_update()).one())


def count_tries(connection: Connection, number: str, tries: Tries) -> None:
    values = {name: getattr(tries, name) for name in Tries.__dataclass_fields__}
    connection.execute(update(reviewer_tries).where(reviewer_tries.c.number == number).values(values))


def forget_tries(connection: Connection, number: str) -> None:
    connection.execute(delete(reviewer_tries).where(reviewer_tries.c.number == number))


def forget_strangers(connection: Connection, before: datetime) -> None:
    """Tries with numbers nobody has, so that guessing fills no disk."""
    theirs = reviewer_tries.c.number.not_in(select(reviewers.c.number))
    connection.execute(delete(reviewer_tries).where(reviewer_tries.c.last_at < before, theirs))


def open_session(connection: Connection, token_sha256: str, number: str, at: datetime) -> None:
    row = {"token_sha256": token_sha256, "reviewer": number, "made_at": at, "seen_at": at}
    connection.execute(insert(office_sessions).values(row))


@dataclass(frozen=True, slots=True)
class StoredSession:
    number: str
    name: str = field(repr=False)
    roles: list[str]
    seen_at: datetime


def session(
    connection: Connection, token_sha256: str, seen_since: datetime, made_since: datetime
) -> StoredSession | None:
    """None also where its reviewer may not sign in any more."""
    found = (
        select(reviewers.c.number, reviewers.c.name, reviewers.c.roles, office_sessions.c.seen_at)
        .join(reviewers, reviewers.c.number == office_sessions.c.reviewer)
        .where(office_sessions.c.token_sha256 == token_sha256, reviewers.c.active.is_(True))
        .where(office_sessions.c.seen_at > seen_since, office_sessions.c.made_at > made_since)
    )
    row = connection.execute(found).one_or_none()
    return StoredSession(*row) if row else None


def touch_session(connection: Connection, token_sha256: str, at: datetime) -> None:
    connection.execute(update(office_sessions).where(office_sessions.c.token_sha256 == token_sha256).values(seen_at=at))


def close_session(connection: Connection, token_sha256: str) -> None:
    connection.execute(delete(office_sessions).where(office_sessions.c.token_sha256 == token_sha256))


def end_sessions(connection: Connection, number: str) -> None:
    connection.execute(delete(office_sessions).where(office_sessions.c.reviewer == number))


def forget_sessions(connection: Connection, seen_before: datetime, made_before: datetime) -> None:
    old = (office_sessions.c.seen_at <= seen_before) | (office_sessions.c.made_at <= made_before)
    connection.execute(delete(office_sessions).where(old))
