"""Many rows of one table in one statement, given to the driver with their values ready.

SQLAlchemy asks anew for each row what each value's type makes of it, which costs more than SQLite's writing. Here the
types are asked once, through the same public interface, and one moment that stands in many rows is turned once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, insert
from sqlalchemy.engine import Dialect

from app.central.storage.moment import Moment, written

Rows = list[dict[str, Any]]
Turn = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Statement:
    """`turns` are those of the values that do not go as they are, by their place."""

    text: str
    names: tuple[str, ...]
    turns: tuple[tuple[int, Turn], ...]
    named: bool


def write_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert; every row names the same columns, and all that have no default of the database's own."""
    if not rows:
        return
    statement = _statement(table, tuple(rows[0]), connection.dialect)
    values = _values(statement, rows)
    if statement.named:
        connection.exec_driver_sql(statement.text, [dict(zip(statement.names, each, strict=True)) for each in values])
    else:
        connection.exec_driver_sql(statement.text, values)


def _values(statement: _Statement, rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    columns = list(zip(*map(itemgetter(*statement.names), rows), strict=True))
    for place, turn in statement.turns:
        columns[place] = _turned(columns[place], turn)
    return list(zip(*columns, strict=True))


def _turned(column: Sequence[Any], turn: Turn) -> tuple[Any, ...]:
    before: Any = object()
    after: Any = None
    turned = []
    for each in column:
        if each is not before:
            before, after = each, turn(each)
        turned.append(after)
    return tuple(turned)


def _turn(kind: Any, dialect: Dialect) -> Turn | None:
    """What the type makes of a value; None: it goes as it is."""
    if isinstance(kind, Moment) and dialect.name == "sqlite":
        return written
    if isinstance(kind, LargeBinary):
        return None  # every driver takes bytes as they are
    turn: Turn | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return turn


@lru_cache(maxsize=64)
def _statement(table: Table, names: tuple[str, ...], dialect: Dialect) -> _Statement:
    """Raises LookupError where a column is left out that only Python would fill."""
    forgotten = [each.name for each in table.columns if each.name not in names and each.default is not None]
    if forgotten:
        raise LookupError(f"{table.name}: {', '.join(forgotten)} must be given")
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    order = tuple(compiled.positiontup or names)
    found = ((place, _turn(table.columns[name].type, dialect)) for place, name in enumerate(order))
    turns = tuple((place, turn) for place, turn in found if turn is not None)
    return _Statement(str(compiled), order, turns, not compiled.positional)
