"""What is asked while a station waits, or at every start, looks nothing up row by row."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.central.storage import counter_pages, deliveries, events, fee_claims, payment_orders
from app.central.storage.counter_pages import Slip
from app.central.storage.database import Database
from app.central.storage.payment_orders import Entry, Order
from app.central.storage.stations import Station, save
from app.domain.ports import PaymentStatus

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'central.db'}")
    opened.prepare()
    yield opened
    opened.close()


def order(**changed: Any) -> Order:
    told: dict[str, Any] = {"id": str(uuid.uuid4()), "code": uuid.uuid4().hex, "station_id": "hall-01", "case_id": "c"}
    told |= {"item": "i", "amount_fen": 1, "made_at": AT, "expires_at": AT + timedelta(minutes=30)}
    return Order(**told | changed)


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("refused_events", lambda connection: events.sequences_ahead(connection, "hall-01", 1, 5)),
        ("payments", lambda connection: payment_orders.of_case(connection, "c")),
        ("payments", lambda connection: payment_orders.due(connection, AT, 10)),
        ("payments_received", lambda connection: payment_orders.refunds_due(connection, AT, 10)),
        ("fee_claims", lambda connection: fee_claims.due(connection, AT, 10)),
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
    """What a gateway may still have money for stays too, until it has said that nobody can pay it."""
    paid, unpaid, late = order(state=PaymentStatus.PAID), order(), order(expires_at=AT + timedelta(days=3))
    refunded, watched = order(state=PaymentStatus.REFUNDED), order(by_gateway=True, due_at=AT)
    orders = (paid, unpaid, late, refunded, watched)
    slips = [Slip(uuid.uuid4().hex, "hall-01", "c", "age1", b"sealed", AT, each.expires_at) for each in (unpaid, late)]
    with database.write() as connection:
        save(connection, Station("hall-01", "counter", 1, "BM01", "", "", ""), AT)
        for each in orders:
            payment_orders.add(connection, each)
        payment_orders.keep_entry(connection, Entry(refunded.id, "money", 1, AT, AT, payment_orders.DONE))
        for slip in slips:
            counter_pages.add_slip(connection, slip)
        counter_pages.forget_expired(connection, AT + timedelta(days=1))
        payment_orders.forget_expired(connection, AT + timedelta(days=1))
        assert [payment_orders.order(connection, each.id) for each in orders] == [paid, None, late, refunded, watched]
        assert [counter_pages.slip(connection, each.code) for each in slips] == [None, slips[1]]
