"""`column IN (many values)` as one parameter: the statement is put together once, not for each count of values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Delete, Select, any_, bindparam, column, func, select

SQLITE, POSTGRESQL = "sqlite", "postgresql"
SOME = "some"


class Among:
    """A query or a deletion of the rows whose `key` is one of the values; `query` holds all its other conditions."""

    def __init__(self, query: Select[Any] | Delete, key: Column[Any]) -> None:
        self._queries = {dialect: query.where(_condition(key, dialect)) for dialect in (SQLITE, POSTGRESQL)}

    def values_for(self, connection: Connection, values: Collection[Any], **others: Any) -> tuple[Any, dict[str, Any]]:
        """What to execute, and with what."""
        dialect = connection.dialect.name
        many = orjson.dumps(list(values)).decode() if dialect == SQLITE else list(values)
        return self._queries[dialect], {SOME: many, **others}


def _condition(key: Column[Any], dialect: str) -> ColumnElement[bool]:
    if dialect == POSTGRESQL:
        return key == any_(bindparam(SOME, type_=ARRAY(type(key.type))))
    told = func.json_each(bindparam(SOME)).table_valued(column("value"))
    return key.in_(select(told.c.value))
