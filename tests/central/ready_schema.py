"""The migrations of a new centre on SQLite, run once a process: the next centres get what came of them.

They take a good part of what starting a centre takes. test_migrations.py and test_schema.py run them as the program
does, so does every centre in a process of its own. On PostgreSQL see `Server.new_centre`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy import Connection, update

from app.central.storage import schema
from app.central.storage.moment import now
from app.central.storage.tables import restorings

Upgrade = Callable[[Connection], None]


def from_memory(connection: Connection, upgrade: Upgrade = schema.upgrade) -> None:
    """In place of `app.central.storage.schema.upgrade`, with the same outcome."""
    if connection.dialect.name != "sqlite" or schema.stored_revision(connection) is not None:
        upgrade(connection)
        return
    remembered = _REMEMBERED.get(schema.head())
    if remembered is None:
        upgrade(connection)
        _REMEMBERED[schema.head()] = written_out(connection)
        return
    for statement in remembered:
        connection.exec_driver_sql(statement)
    found_anew(connection)


_REMEMBERED: dict[str, list[str]] = {}
"""Schema → the statements that make it."""


def written_out(connection: Connection) -> list[str]:
    """Tables, indexes and rows, without the transaction around them."""
    plain = connection.connection.dbapi_connection
    assert plain is not None
    statements: list[str] = list(plain.iterdump())
    rows = {each.split('"')[1] for each in statements if each.startswith("INSERT INTO")}
    assert rows == {"alembic_version", "restorings"}, f"migrations write other rows too: {rows}"
    return statements[1:-1]


def found_anew(connection: Connection) -> None:
    """As migration 0007 does: each centre has a founding of its own."""
    connection.execute(update(restorings).values(id=str(uuid.uuid4()), at=now()))
