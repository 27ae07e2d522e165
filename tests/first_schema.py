"""The migrations of a new station's database, run once: whoever makes another one writes down what came of them.

They take most of what opening a new data directory takes. tests/migrations and tests/unit/app/storage run them as the
program does, so does every process of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from app.storage import schema

Upgrade = Callable[[Connection, str | None], None]


def from_memory(connection: Connection, found: str | None, upgrade: Upgrade = schema.upgrade) -> None:
    """In place of `app.storage.schema.upgrade`, with the same outcome."""
    if found is not None:
        upgrade(connection, found)
        return
    remembered = _REMEMBERED.get(schema.HEAD)
    if remembered is None:
        upgrade(connection, None)
        _REMEMBERED[schema.HEAD] = _look_at(connection)
        return
    for statement in remembered:
        connection.exec_driver_sql(statement)


_REMEMBERED: dict[str, list[str]] = {}
"""Schema → the statements that make it."""


def _look_at(connection: Connection) -> list[str]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE sql > '' ORDER BY type = 'table' DESC, rowid"
    made = connection.execute(text(query)).all()
    tables = [name for kind, name, _ in made if kind == "table"]
    filled = [name for name in tables if connection.exec_driver_sql(f"SELECT 1 FROM {name}").first()]  # noqa: S608
    assert filled == ["alembic_version"], f"migrations write rows too: {filled}"
    return [*(sql for _, _, sql in made), f"INSERT INTO alembic_version VALUES ('{schema.HEAD}')"]  # noqa: S608
