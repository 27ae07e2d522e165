"""Reviewers of the offices: number, name, roles, and the hash of a password or PIN."""

from __future__ import annotations

from typing import Any

from app.catalogue.review_rules import OFFICE
from app.central import operators
from app.central.decisions import COMMAND, PLATFORM
from app.central.office.signing_in import UNLISTED
from app.central.storage import reviewers
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.reviewers import StoredReviewer
from app.domain.errors import WrongInput

PASSWORD_CHARS = (10, 128)
"""The least and the most of a password; what is digits alone is a PIN, with the rules of a PIN."""
NO_NUMBERS = frozenset({COMMAND, PLATFORM, UNLISTED})
"""Words that stand where a number does when nobody of the office acted."""


def add(database: Database, number: str, name: str, roles: list[str], password: str) -> dict[str, Any]:
    """New, or the same number with another name, roles and password; whoever is signed in by it is signed out.

    Raises WrongInput.
    """
    shown = operators.shown_name(number, name)
    if number in NO_NUMBERS:
        raise WrongInput("这个工号已有别的意思，换一个。")
    if not roles or not all(OFFICE.fullmatch(each) for each in roles):
        raise WrongInput("角色不对。", "写单位的词，像 hospital、licensing；看总账的写 manager。可以写几个。")
    kept = StoredReviewer(number, shown, sorted(set(roles)), hashed(password), active=True)
    with database.write() as connection:
        reviewers.keep(connection, kept, now())
        reviewers.end_sessions(connection, number)
        reviewers.forget_tries(connection, number)
    return _told(kept)


def disable(database: Database, number: str) -> dict[str, Any]:
    """At once, also where signed in; what was decided under the number keeps it. Raises WrongInput."""
    with database.write() as connection:
        if not reviewers.end(connection, number, now()):
            raise WrongInput("没有这个工号。", "用 kiosk central reviewers list 看有哪些。")
        return _told(next(each for each in reviewers.everyone(connection) if each.number == number))


def listed(database: Database) -> list[dict[str, Any]]:
    with database.read() as connection:
        return [_told(each) for each in reviewers.everyone(connection)]


def hashed(password: str) -> str:
    """argon2id in its own text form. Raises WrongInput for what is too short or too plain."""
    if password.isdigit():
        return operators.hashed(password)
    from argon2 import PasswordHasher

    least, most = PASSWORD_CHARS
    if not least <= len(password) <= most or len(set(password)) < least // 2:
        raise WrongInput(f"密码要 {least} 到 {most} 个字符，不要总是那几个。", "也可以用 6 到 12 位数字的 PIN。")
    return PasswordHasher().hash(password)


def _told(reviewer: StoredReviewer) -> dict[str, Any]:
    return {"number": reviewer.number, "name": reviewer.name, "roles": reviewer.roles, "active": reviewer.active}
