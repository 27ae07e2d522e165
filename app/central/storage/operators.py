"""Operators as the centre keeps them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from app.central.storage.tables import operator_rights, operators


@dataclass(frozen=True, slots=True)
class Right:
    """What an operator might do from `at` on, until the next one of the same number."""

    number: str
    roles: Sequence[str]
    active: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Operator:
    """`pin_hash` is argon2id in its text form (`$argon2id$…`)."""

    number: str
    name: str
    roles: list[str]
    pin_hash: str = field(repr=False)
    active: bool


_COLUMNS = [operators.c[name] for name in Operator.__dataclass_fields__]


def keep(connection: Connection, operator: Operator, at: datetime) -> None:
    values = {name: getattr(operator, name) for name in Operator.__dataclass_fields__} | {"changed_at": at}
    known = connection.execute(update(operators).where(operators.c.number == operator.number).values(values))
    if known.rowcount == 0:
        connection.execute(insert(operators).values(values))
    _note(connection, Right(operator.number, operator.roles, operator.active, at))


def end(connection: Connection, number: str, at: datetime) -> bool:
    """False where there is no such number."""
    ended = update(operators).where(operators.c.number == number).values(active=False, pin_hash="", changed_at=at)
    if connection.execute(ended).rowcount == 0:
        return False
    _note(connection, Right(number, [], active=False, at=at))
    return True


def rights_of(connection: Connection, numbers: Collection[str]) -> dict[str, list[Right]]:
    """Per operator, the oldest first."""
    columns = [operator_rights.c[name] for name in Right.__dataclass_fields__]
    found = select(*columns).where(operator_rights.c.number.in_(numbers)).order_by(operator_rights.c.id)
    rights: dict[str, list[Right]] = {}
    for row in connection.execute(found):
        rights.setdefault(row.number, []).append(Right(*row))
    return rights


def _note(connection: Connection, right: Right) -> None:
    connection.execute(
        insert(operator_rights).values({name: getattr(right, name) for name in Right.__dataclass_fields__})
    )


def everyone(connection: Connection) -> list[Operator]:
    """By number, those who left too."""
    return [Operator(*row) for row in connection.execute(select(*_COLUMNS).order_by(operators.c.number))]
