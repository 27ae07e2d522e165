"""Operators of the stations: number, name, roles and the hash of the PIN, told to every station as one whole list.

A PIN is short, so its hash is slow (argon2id) and the station counts tries; the PIN itself is nowhere.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection

from app.central.storage import changes, operators
from app.central.storage.changes import OPERATORS, Notice
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.operators import Operator
from app.domain.errors import WrongInput
from app.domain.operators import PIN_DIGITS, Role, pin_digest

ROLES = tuple(each.value for each in Role)
VALID_DAYS = 14
"""So long a station without the centre lets in whom it last heard of."""
_NUMBER = re.compile(r"[A-Za-z0-9-]{1,32}")
_PIN = re.compile(rf"[0-9]{{{PIN_DIGITS[0]},{PIN_DIGITS[1]}}}")


def add(database: Database, number: str, name: str, roles: list[str], pin: str) -> dict[str, Any]:
    """New, or the same number with another name, roles and PIN. Raises WrongInput."""
    shown = shown_name(number, name)
    if not roles or not set(roles) <= set(ROLES):
        raise WrongInput("角色不对。", "可用：" + "、".join(ROLES) + "，可以写几个。")
    kept = Operator(number, shown, sorted(set(roles)), hashed(pin), active=True)
    with database.write() as connection:
        operators.keep(connection, kept, now())
        _tell(connection)
    return _told(kept)


def shown_name(number: str, name: str) -> str:
    """The name with single spaces. Raises WrongInput where it or the number cannot be one."""
    shown = " ".join(name.split())
    if not _NUMBER.fullmatch(number):
        raise WrongInput("工号只能用字母、数字和横线，最多 32 位。")
    if not 0 < len(shown) <= 64:
        raise WrongInput("请写姓名，最多 64 个字。")
    return shown


def remove(database: Database, number: str) -> dict[str, Any]:
    """Lets nobody in by this number any more; what was done under it keeps its name. Raises WrongInput."""
    with database.write() as connection:
        if not operators.end(connection, number, now()):
            raise WrongInput("没有这个工号。", "用 kiosk central operator list 看有哪些。")
        _tell(connection)
        return _told(next(each for each in operators.everyone(connection) if each.number == number))


def listed(database: Database) -> list[dict[str, Any]]:
    with database.read() as connection:
        return [_told(each) for each in operators.everyone(connection)]


def notice(connection: Connection) -> Notice | None:
    """The list as stations keep it; None while there is nobody in it."""
    everyone = operators.everyone(connection)
    if not everyone:
        return None
    told = [
        {
            "number": each.number,
            "name": each.name,
            "roles": each.roles,
            "pin_hash": each.pin_hash if each.active else "",
            "active": each.active,
        }
        for each in everyone
    ]
    return Notice(OPERATORS, {"operators": told, "valid_days": VALID_DAYS})


def in_force(database: Database) -> dict[str, Any] | None:
    """The list as an answer on a medium says it: nothing of a person, and no hash. None while there is nobody in it."""
    with database.read() as connection:
        everyone = operators.everyone(connection)
    listed = [
        {"number": each.number, "roles": each.roles, "pin_sha256": pin_digest(each.pin_hash)}
        for each in everyone
        if each.active
    ]
    return {"valid_days": VALID_DAYS, "listed": listed} if everyone else None


def hashed(pin: str) -> str:
    """argon2id in its own text form. Raises WrongInput for what is too short or too plain."""
    from argon2 import PasswordHasher

    if not _PIN.fullmatch(pin):
        raise WrongInput(f"PIN 要 {PIN_DIGITS[0]} 到 {PIN_DIGITS[1]} 位数字。")
    if len(set(pin)) == 1 or pin in "01234567890" or pin in "98765432109":
        raise WrongInput("PIN 太好猜：不要全是一个数字，也不要连号。")
    return PasswordHasher().hash(pin)


def _tell(connection: Connection) -> None:
    if told := notice(connection):
        changes.tell_all(connection, told, now())


def _told(operator: Operator) -> dict[str, Any]:
    return {
        "number": operator.number,
        "name": operator.name,
        "roles": operator.roles,
        "active": operator.active,
    }
