"""The centre as its own process, killed between what the gateway says and what it writes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.central.administration import Administration
from app.central.payments.gateway_server import GatewayServer
from app.central.payments.notifying import Notifications
from app.central.payments.over_http import KEY_VARIABLE
from app.central.storage import payment_orders
from app.domain.ports import PaymentStatus
from tests.central.conftest import Station, new_id
from tests.central.payments.conftest import FEN, ITEM, KEY, until
from tests.central.processes import address, launched


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[GatewayServer]:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with GatewayServer(key=KEY.encode(), notifications=Notifications.LOST) as running:
        yield running


def asked(case_id: str) -> dict[str, object]:
    return {"case_id": case_id, "item": ITEM, "amount_fen": FEN}


def state_of(office: Administration, order_id: str) -> PaymentStatus:
    with office.database.read() as connection:
        return payment_orders.look_up(connection, [order_id])[order_id].state


def test_killed_between_the_gateways_paid_and_the_row_it_is_paid_all_the_same(
    tmp_path: Path, hall: Callable[..., Station], gateway: GatewayServer
) -> None:
    with Administration(tmp_path) as office:
        with launched(tmp_path, 0, "--payment-gateway", gateway.url) as process:
            url = address(process)
            station = hall(url, office)
            case_id = new_id()
            order = station.request("POST", "/api/v1/payments", json=asked(case_id)).json()
            answered = hold_answers(gateway)
            gateway.book.pay(order["id"])
            assert answered.wait(20), "the centre did not ask"
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert state_of(office, order["id"]) is PaymentStatus.WAITING
        gateway.hold.set()
        with launched(tmp_path, int(url.rsplit(":", 1)[1]), "--payment-gateway", gateway.url) as process:
            address(process)
            again = station.request("POST", "/api/v1/payments", json=asked(case_id)).json()
            assert again["id"] == order["id"]
            until(lambda: state_of(office, order["id"]) is PaymentStatus.PAID)
            assert len(gateway.book.find(order["id"]).payments) == 1


def test_killed_before_the_gateway_heard_of_the_order_the_same_one_is_opened(
    tmp_path: Path, hall: Callable[..., Station], gateway: GatewayServer
) -> None:
    """The row is there and the gateway was not reached: the citizen's next try opens that very order."""
    with Administration(tmp_path) as office, launched(tmp_path, 0, "--payment-gateway", gateway.url) as process:
        station = hall(address(process), office)
        case_id = new_id()
        gateway.stop()
        assert station.request("POST", "/api/v1/payments", json=asked(case_id)).status_code == 503
        with office.database.read() as connection:
            (row,) = payment_orders.of_case(connection, case_id)
        gateway.__post_init__()
        gateway.start()

        def opened() -> str:
            answer = station.request("POST", "/api/v1/payments", json=asked(case_id))
            return str(answer.json()["id"]) if answer.status_code == 201 else ""

        assert until(opened) == row.id
        assert len(gateway.book.orders()) == 1


def hold_answers(gateway: GatewayServer) -> threading.Event:
    """From here on no answer leaves the gateway; the event tells that somebody waits for one."""
    gateway.hold.clear()
    gateway.is_asked.clear()
    return gateway.is_asked
