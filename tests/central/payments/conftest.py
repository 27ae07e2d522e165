"""A centre with a gateway beside it: the simulated one, over HTTP, signed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.central import patience
from app.central.administration import Administration
from app.central.payments import cashier, settling
from app.central.payments.cashier import Cashier
from app.central.payments.fees import Fees
from app.central.payments.gateway_server import GatewayServer
from app.central.payments.guard import Guarded
from app.central.payments.over_http import KEY_VARIABLE, OverHttp
from app.central.payments.simulated import Held
from app.central.server import EmbeddedCentre
from app.central.storage import fee_claims, payment_orders
from app.central.storage.fee_claims import Claim
from app.central.storage.payment_orders import Entry, Order
from tests.central.conftest import Station, new_id

KEY = "a key that both sides have, 32 and more"
ITEM = "temporary-id-card"
FEN = 1_000


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[GatewayServer]:
    """The key stands in the environment; nobody rests, and polls are never too many."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    monkeypatch.setattr(patience, "REST_S", 0.0)
    monkeypatch.setattr(cashier, "POLLED_EVERY_S", 0.0)
    monkeypatch.setattr(settling, "SOONEST_LOOK", timedelta(0))
    with GatewayServer(key=KEY.encode()) as running:
        yield running


@dataclass
class Till:
    """One station before a centre with a gateway."""

    centre: EmbeddedCentre
    office: Administration
    station: Station
    gateway: GatewayServer

    def open(self, case_id: str, fen: int = FEN) -> dict[str, Any]:
        asked = {"case_id": case_id, "item": ITEM, "amount_fen": fen}
        answer = self.station.request("POST", "/api/v1/payments", json=asked)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def status(self, order: dict[str, Any]) -> str:
        answer = self.station.request("GET", f"/api/v1/payments/{order['id']}")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["status"])

    def case(self, **payment: Any) -> dict[str, Any]:
        """A case with this fee, sent; its payload."""
        payload, sample = self.station.case(ITEM, id=payment.pop("case_id", new_id()))
        payload["data"] = {**payload["data"], "payment": {"amount_fen": FEN, **payment}}
        assert self.station.verdicts(self.station.submitted(payload)) == ["accepted"]
        self.station.upload_all(payload, sample)
        return payload

    def held(self, order: dict[str, Any]) -> Held:
        return self.gateway.book.find(str(order["id"]))

    def row(self, order: dict[str, Any]) -> Order:
        with self.office.database.read() as connection:
            return payment_orders.look_up(connection, [str(order["id"])])[str(order["id"])]

    def entries(self, order: dict[str, Any]) -> list[Entry]:
        with self.office.database.read() as connection:
            return payment_orders.entries(connection, str(order["id"]))

    def claim(self, case_id: str) -> Claim | None:
        with self.office.database.read() as connection:
            return fee_claims.claim(connection, case_id)

    def refunds(self, order: dict[str, Any]) -> list[str]:
        return [each.refund for each in self.entries(order)]

    def fees(self) -> Fees:
        """What the centre does by itself, here to be done at once, by a program beside it."""
        gateway = Guarded(OverHttp(self.gateway.url, KEY.encode()), 0.0)
        database = self.office.database
        return Fees(database, self.station.catalogue, gateway, Cashier(database, gateway, self.centre.url))

    def round(self) -> None:
        self.fees().round(threading.Event())

    def compare(self) -> None:
        fees = self.fees()
        fees.compare(threading.Event())
        fees.round(threading.Event())

    def paid_long_ago(self, order: dict[str, Any], hours: float = 2) -> None:
        """The order was made and paid so long before, and its station has been heard just now."""
        with self.office.database.write() as connection:
            row = payment_orders.order(connection, str(order["id"]))
            assert row is not None
            ago = timedelta(hours=hours)
            paid_at = row.paid_at - ago if row.paid_at else None
            payment_orders.keep(connection, replace(row, made_at=row.made_at - ago, paid_at=paid_at))

    def is_heard(self, waiting: int) -> None:
        assert self.station.request("POST", "/api/v1/heartbeat", json={"waiting": waiting}).status_code == 200


def until(true: Callable[[], Any], within_s: float = 20.0) -> Any:
    """What it gives once it is true."""
    end = time.monotonic() + within_s
    while not (found := true()):
        assert time.monotonic() < end, "it did not become true"
        time.sleep(0.02)
    return found


@pytest.fixture
def till(
    tmp_path: Path,
    catalogue: LoadedCatalogue,
    hall: Callable[..., Station],
    gateway: GatewayServer,
    backend: str,
    request: pytest.FixtureRequest,
) -> Iterator[Till]:
    url = request.getfixturevalue("postgresql_server").new_centre() if backend == "postgresql" else ""
    with (
        EmbeddedCentre(tmp_path, catalogue, database_url=url, payment_gateway=gateway.url) as centre,
        Administration(tmp_path, url, catalogue) as office,
    ):
        yield Till(centre, office, hall(centre.url, office), gateway)
