from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from app.central.storage import tables
from app.central.storage.database import Database
from app.central.storage.upload_writers import LEASE, call, claim, release, renew

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = Database(f"sqlite:///{tmp_path / 'central.db'}")
    database.prepare()
    with database.write() as connection:
        connection.execute(insert(tables.stations).values(id="hall-01", kind="self_service"))
        words = {name: "" for name in ("case_id", "name", "media_type", "sha256", "state")}
        moments = {"made_at": NOW, "expires_at": NOW}
        numbers = {"size": 0, "length": 0, "offset": 0}
        row = insert(tables.uploads).values(id="u", station_id="hall-01", **words, **moments, **numbers)
        connection.execute(row)
        yield connection
    database.close()


def test_one_writes_until_it_lets_go(connection: Connection) -> None:
    assert claim(connection, "u", "first", NOW)
    assert not claim(connection, "u", "second", NOW)
    release(connection, "u", "second")
    assert not claim(connection, "u", "second", NOW)
    release(connection, "u", "first")
    assert claim(connection, "u", "second", NOW)


def test_a_lease_that_is_renewed_lasts_and_one_that_is_not_runs_out(connection: Connection) -> None:
    assert claim(connection, "u", "first", NOW)
    assert renew(connection, "u", "first", NOW + A_MOMENT)
    assert not claim(connection, "u", "second", NOW + LEASE + A_MOMENT / 2)
    assert claim(connection, "u", "second", NOW + LEASE + 2 * A_MOMENT)
    assert not renew(connection, "u", "first", NOW + LEASE + 2 * A_MOMENT)


def test_whoever_is_called_hears_it_when_it_renews(connection: Connection) -> None:
    assert claim(connection, "u", "first", NOW)
    call(connection, "u")
    assert not renew(connection, "u", "first", NOW)
    release(connection, "u", "first")
    assert claim(connection, "u", "second", NOW)
    assert renew(connection, "u", "second", NOW)


def test_an_upload_that_does_not_exist_holds_nobody_up(connection: Connection) -> None:
    assert claim(connection, "gone", "first", NOW)
