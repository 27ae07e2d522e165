"""Many rows in one statement: the same values as SQLAlchemy's own insert writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from app.central.storage.database import Database
from app.central.storage.rows import write_rows
from app.central.storage.tables import cases, changes, refused_events, stations

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
IN_CHINA = datetime(2026, 3, 18, 17, 30, 0, 5, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'central.db'}")
    opened.prepare()
    with opened.write() as connection:
        connection.execute(insert(stations), [{"id": "a", "kind": "post"}, {"id": "b", "kind": "post"}])
    yield opened
    opened.close()


def change(station: str, cursor: int, **changed: Any) -> dict[str, Any]:
    row = {"station_id": station, "cursor": cursor, "kind": "command", "case_id": "", "status": "", "reason": ""}
    return row | {"at": AT, "body": {"name": "重启", "n": [1, None]}} | changed


ROWS = [{}, {"body": None}, {"at": IN_CHINA}, {"reason": "'; --", "at": IN_CHINA}, {"body": {}}]


def test_every_kind_of_value_arrives_as_by_an_insert(database: Database) -> None:
    with database.write() as connection:
        write_rows(connection, changes, [change("a", place, **each) for place, each in enumerate(ROWS)])
        connection.execute(insert(changes), [change("b", place, **each) for place, each in enumerate(ROWS)])
    with database.read() as connection:
        a, b = (
            [tuple(row)[1:] for row in connection.execute(select(changes).where(changes.c.station_id == each))]
            for each in "ab"
        )
    assert a == b
    assert len(a) == len(ROWS)
    assert a[2][a[0].index(AT)] == IN_CHINA


def test_what_the_database_fills_in_itself_may_be_left_out(database: Database) -> None:
    with database.write() as connection:
        write_rows(connection, changes, [change("a", 1)])
        assert connection.execute(select(changes.c.outcome)).scalar_one() == ""


def test_what_only_python_would_fill_in_must_be_given(database: Database) -> None:
    row = {name: "" for name in cases.c.keys() if name != "reason"}  # noqa: SIM118 - not a dict
    with database.write() as connection, pytest.raises(LookupError, match="reason"):
        write_rows(connection, cases, [row])


def test_no_rows_are_no_statement(database: Database) -> None:
    with database.write() as connection:
        write_rows(connection, refused_events, [])
        assert connection.execute(select(refused_events)).all() == []
