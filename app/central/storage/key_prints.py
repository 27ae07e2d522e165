"""The prints of this centre's keys, as the database remembers them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from app.central.storage import schema
from app.central.storage.key_tables import key_prints
from app.central.storage.tables import cases, stations


class KeyPrint(NamedTuple):
    """`file` is the name of the file in keys/, `sha256` names the key in it."""

    file: str
    sha256: str


def known(connection: Connection) -> frozenset[KeyPrint]:
    rows = connection.execute(select(key_prints.c.file, key_prints.c.sha256))
    return frozenset(KeyPrint(*row) for row in rows)


def hold(connection: Connection) -> frozenset[KeyPrint]:
    """Those known, which no other replica changes before the transaction ends."""
    schema.hold(connection)
    return known(connection)


def remember(connection: Connection, new: Iterable[KeyPrint], at: datetime) -> None:
    """`new`: none of those known."""
    rows = [{**each._asdict(), "at": at} for each in sorted(new)]
    if rows:
        connection.execute(insert(key_prints), rows)


def forget(connection: Connection, gone: Iterable[KeyPrint]) -> None:
    for file, sha256 in gone:
        connection.execute(delete(key_prints).where(key_prints.c.file == file, key_prints.c.sha256 == sha256))


def is_in_use(connection: Connection) -> bool:
    """Whether a station or a case is there: something out there hangs on the keys."""
    return any(connection.execute(select(table.c.id).limit(1)).first() is not None for table in (stations, cases))
