"""What is asked while a station waits, or at every start, looks nothing up row by row."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.central.storage import counter_pages, deliveries, events
from app.central.storage.counter_pages import Payment, Slip
from app.central.storage.database import Database
from app.central.storage.stations import Station, save

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'central.db'}")
    opened.prepare()
    yield opened
    opened.close()


def order(**changed: Any) -> Payment:
    told: dict[str, Any] = {"id": str(uuid.uuid4()), "code": uuid.uuid4().hex, "station_id": "hall-01", "case_id": "c"}
    told |= {"item": "i", "amount_fen": 1, "paid": False, "made_at": AT, "expires_at": AT + timedelta(minutes=30)}
    return Payment(**told | changed)


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("refused_events", lambda connection: events.sequences_after(connection, "hall-01", 1, 5)),
        ("payments", lambda connection: counter_pages.open_payment_of(connection, order())),
        ("deliveries", lambda connection: deliveries.catch_up(connection, AT)),
    ],
)
def test_no_row_is_looked_at_that_an_index_passes_over(
    database: Database, table: str, asked: Callable[[Connection], Any]
) -> None:
    said: list[tuple[str, Any]] = []
    with database.write() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
        asked(connection)
        plans = [
            row[3]
            for sql, values in tuple(said)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert any(f"SEARCH {table} USING" in each for each in plans)
    assert not any(f"SCAN {table}" in each for each in plans)


def test_of_what_a_phone_opened_only_what_was_paid_outlives_its_end(database: Database) -> None:
    paid, unpaid, late = order(paid=True), order(), order(expires_at=AT + timedelta(days=3))
    slips = [Slip(uuid.uuid4().hex, "hall-01", "c", "age1", b"sealed", AT, each.expires_at) for each in (unpaid, late)]
    with database.write() as connection:
        save(connection, Station("hall-01", "counter", 1, "BM01", "", "", ""), AT)
        for each in (paid, unpaid, late):
            counter_pages.add_payment(connection, each)
        for slip in slips:
            counter_pages.add_slip(connection, slip)
        counter_pages.forget_expired(connection, AT + timedelta(days=1))
        assert [counter_pages.payment(connection, each.id) for each in (paid, unpaid, late)] == [paid, None, late]
        assert [counter_pages.slip(connection, each.code) for each in slips] == [None, slips[1]]
