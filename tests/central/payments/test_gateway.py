"""A fee through a gateway: every outcome, and every cut between the gateway's word and the centre's row."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.central.payments import signing
from app.central.payments.cashier import NOTIFICATIONS
from app.central.payments.gateway_server import GatewayServer
from app.central.payments.notifying import Notifications
from app.central.storage import payment_orders
from app.domain.ports import PaymentStatus
from tests.central.conftest import new_id, web
from tests.central.payments.conftest import FEN, KEY, Till, until


def test_the_code_on_the_glass_is_the_gateways_and_paid_is_heard_by_notification(till: Till) -> None:
    order = till.open(new_id())
    assert order["code_url"].startswith(till.gateway.url)
    assert till.status(order) == "waiting"
    assert "模拟支付 10 元" in web.get(order["code_url"]).text
    assert "付好了" in web.post(order["code_url"], data={"act": "pay"}).text
    until(lambda: (order["id"], 204) in till.gateway.notifier.heard)
    assert till.row(order).state is PaymentStatus.PAID
    assert till.status(order) == "paid"
    assert [(each.amount_fen, each.refund) for each in till.entries(order)] == [(FEN, "")]


def test_a_lost_notification_is_made_good_by_the_stations_next_question(till: Till) -> None:
    till.gateway.notifier.manner = Notifications.LOST
    order = till.open(new_id())
    till.gateway.act(order["id"], "pay")
    assert till.gateway.notifier.heard == []
    assert till.status(order) == "paid"


def test_a_lost_notification_is_made_good_by_the_centre_alone(till: Till) -> None:
    till.gateway.notifier.manner = Notifications.LOST
    order = till.open(new_id())
    till.gateway.act(order["id"], "pay")
    till.round()
    assert till.row(order).state is PaymentStatus.PAID


def test_a_doubled_notification_counts_once(till: Till) -> None:
    till.gateway.notifier.manner = Notifications.DOUBLED
    order = till.open(new_id())
    till.gateway.act(order["id"], "pay")
    until(lambda: till.gateway.notifier.heard.count((order["id"], 204)) == 2)
    assert till.refunds(order) == [""]


def test_what_was_refused_is_told_and_another_try_gets_another_code(till: Till) -> None:
    case_id = new_id()
    first = till.open(case_id)
    web.post(first["code_url"], data={"act": "refuse"})
    assert till.status(first) == "refused"
    second = till.open(case_id)
    assert second["id"] != first["id"]
    assert till.status(second) == "waiting"
    till.gateway.act(second["id"], "pay")
    assert till.status(second) == "paid"


def test_what_has_run_out_is_told_and_can_be_paid_no_more(till: Till) -> None:
    order = till.open(new_id())
    with till.office.database.write() as connection:
        row = payment_orders.order(connection, order["id"])
        assert row is not None
        payment_orders.keep(connection, replace(row, expires_at=row.made_at))
    assert till.status(order) == "expired"
    assert till.held(order).closed
    assert till.row(order).state is PaymentStatus.EXPIRED


def test_what_came_after_its_end_is_found_and_nobody_pays_again(till: Till) -> None:
    case_id = new_id()
    order = till.open(case_id)
    till.gateway.book.expire(order["id"])
    assert till.status(order) == "expired"
    till.gateway.book.pay(order["id"])
    assert till.open(case_id)["id"] == order["id"]
    assert till.status(order) == "paid"


def test_what_came_after_the_station_gave_up_is_found_by_the_centre(till: Till) -> None:
    till.gateway.notifier.manner = Notifications.LOST
    payload = till.case(status="later")
    order = till.open(payload["id"])
    till.gateway.act(order["id"], "late")
    till.round()
    claim = till.claim(payload["id"])
    assert claim is not None
    assert (claim.verdict, claim.order_id) == ("matched", order["id"])


def test_who_pays_twice_gets_one_back(till: Till) -> None:
    order = till.open(new_id())
    till.gateway.act(order["id"], "twice")
    assert till.status(order) == "paid"
    till.round()
    assert sorted(till.refunds(order)) == ["", "done"]
    assert [each.refunded_fen for each in till.held(order).payments].count(FEN) == 1
    till.round()
    assert till.gateway.book.refunds() == 1
    assert till.row(order).state is PaymentStatus.PAID


def test_another_amount_than_was_asked_for_is_no_payment_and_goes_back(till: Till) -> None:
    order = till.open(new_id())
    till.gateway.book.pay(order["id"], 1)
    assert till.status(order) == "waiting"
    till.round()
    assert till.refunds(order) == ["done"]


def test_a_gateway_that_is_gone_is_told_and_nothing_is_lost(till: Till) -> None:
    case_id = new_id()
    order = till.open(case_id)
    till.gateway.act(order["id"], "pay")
    until(lambda: till.gateway.notifier.heard)
    another = till.open(new_id())
    till.gateway.stop()
    assert till.status(another) == "waiting"
    asked = {"case_id": new_id(), "item": "temporary-id-card", "amount_fen": FEN}
    answer = till.station.request("POST", "/api/v1/payments", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (503, "gateway_away")
    assert till.open(case_id)["id"] == order["id"]
    assert till.status(order) == "paid"
    till.gateway.__post_init__()
    till.gateway.start()
    assert till.open(asked["case_id"])["code_url"].startswith(till.gateway.url)


@pytest.mark.parametrize("wrong", ["signature", "body", "path", "old", "unsigned"])
def test_a_notification_that_is_not_the_gateways_is_refused(
    till: Till, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = json.dumps({"order": till.open(new_id())["id"], "state": "paid"}).encode()
    if wrong == "old":
        monkeypatch.setattr(signing, "CLOCKS_DIFFER_S", -1)
    key = b"another key" * 4 if wrong == "signature" else KEY.encode()
    headers = signing.request_headers(key, "POST", "/elsewhere" if wrong == "path" else NOTIFICATIONS, body)
    sent = body.replace(b"paid", b"part") if wrong == "body" else body
    answer = web.post(till.centre.url + NOTIFICATIONS, content=sent, headers={} if wrong == "unsigned" else headers)
    assert answer.status_code == 401


def test_a_notification_that_lies_changes_nothing(till: Till) -> None:
    """It is genuine and says paid; the gateway, asked, says that nobody has."""
    order = till.open(new_id())
    body = json.dumps({"order": order["id"], "state": "paid"}).encode()
    headers = signing.request_headers(KEY.encode(), "POST", NOTIFICATIONS, body)
    assert web.post(till.centre.url + NOTIFICATIONS, content=body, headers=headers).status_code == 204
    assert till.row(order).state is PaymentStatus.WAITING


def test_a_notification_of_an_order_nobody_knows_is_heard_and_forgotten(till: Till) -> None:
    body = json.dumps({"order": new_id(), "state": "paid"}).encode()
    headers = signing.request_headers(KEY.encode(), "POST", NOTIFICATIONS, body)
    assert web.post(till.centre.url + NOTIFICATIONS, content=body, headers=headers).status_code == 204


def test_an_answer_that_is_not_signed_is_no_answer(till: Till, gateway: GatewayServer) -> None:
    order = till.open(new_id())
    gateway.book.pay(order["id"])
    gateway.key = b"somebody else stands at its address now"
    assert till.status(order) == "waiting"
    gateway.key = KEY.encode()
    assert till.status(order) == "paid"
