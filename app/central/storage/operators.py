"""Operators as the centre keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from app.central.storage.tables import operators


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


def end(connection: Connection, number: str, at: datetime) -> bool:
    """False where there is no such number."""
    ended = update(operators).where(operators.c.number == number).values(active=False, pin_hash="", changed_at=at)
    return connection.execute(ended).rowcount > 0


def everyone(connection: Connection) -> list[Operator]:
    """By number, those who left too."""
    return [Operator(*row) for row in connection.execute(select(*_COLUMNS).order_by(operators.c.number))]
