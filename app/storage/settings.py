"""Small named values kept in the encrypted store: keys, enrolment, the change feed's cursor."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.storage.database import Database
from app.storage.tables import settings

_READ = select(settings.c.value).where(settings.c.name == bindparam("wanted"))


def read_setting(connection: Connection, name: str) -> str | None:
    return connection.execute(_READ, {"wanted": name}).scalar()


def write_settings(connection: Connection, values: Mapping[str, str]) -> None:
    rows = [{"name": name, "value": value} for name, value in values.items()]
    if rows:
        statement = insert(settings)
        replace = statement.on_conflict_do_update(
            index_elements=[settings.c.name], set_={"value": statement.excluded.value}
        )
        connection.execute(replace, rows)


class StoredSettings:
    """Implements the port `Settings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        with self._database.reading() as connection:
            return read_setting(connection, name)

    def put(self, values: Mapping[str, str]) -> None:
        with self._database.writing() as connection:
            write_settings(connection, values)
