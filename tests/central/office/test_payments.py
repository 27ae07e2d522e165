"""Fees that do not meet their case, as whoever is in charge sees them, and money that is sent back from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx

from app.central.administration import Administration
from app.central.storage import payment_orders
from app.central.storage.database import Database
from app.domain.ports import PaymentStatus
from tests.central.conftest import Station, new_id, web
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent
from tests.central.payments.conftest import until

ON_BOTH = True


def paid_two_hours_ago(station: Station, database: Database, case_id: str) -> str:
    asked = {"case_id": case_id, "item": WHOLE_ITEM, "amount_fen": 1_500}
    order = station.request("POST", "/api/v1/payments", json=asked).json()
    assert "付好了" in web.post(order["code_url"]).text
    with database.write() as connection:
        row = payment_orders.order(connection, order["id"])
        assert row is not None
        payment_orders.keep(connection, replace(row, made_at=row.made_at - timedelta(hours=2)))
    return str(order["id"])


def refund(manager: Browser, payment: str, reason: str) -> httpx.Response:
    return manager.post(f"/office/payments/{payment}/refund", reason=reason)


def test_money_without_a_case_is_shown_and_goes_back_with_a_reason(
    somebody: Callable[..., Browser],
    station: Station,
    database: Database,
    acts: Callable[[str], list[tuple[str, str, str]]],
) -> None:
    case_id, manager = new_id(), somebody("manager")
    payment = paid_two_hours_ago(station, database, case_id)
    page = manager.get("/office/payments").text
    row = next(each for each in page.split("<tr>") if payment in each)
    for words in ("付了，没有办件", "15 元", "临时摊位登记", station.id):
        assert words in row
    without = refund(manager, payment, "  ")
    assert (without.status_code, "退款要写原因" in without.text) == (409, True)
    assert refund(manager, payment, "申请人不办了").status_code == 303
    assert f"/office/payments/{payment}/" not in manager.get("/office/payments").text
    with database.read() as connection:
        assert payment_orders.look_up(connection, [payment])[payment].state is PaymentStatus.REFUNDED
    assert acts(case_id) == [(manager.number, "sent_back", payment)]
    assert "没有这笔已付的缴费" in refund(manager, payment, "再退一次").text


def test_a_case_that_says_paid_and_is_not_stands_there_and_on_its_own_page(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    case = sent(WHOLE_ITEM, payment={"status": "paid", "amount_fen": 1_500, "id": new_id()})
    manager = somebody("manager")
    until(lambda: "说付了，没对上：没有这笔缴费" in manager.get(f"/office/cases/{case.id}").text)
    page = manager.get("/office/payments").text
    row = next(each for each in page.split("<tr>") if case.number in each)
    assert "没有这笔缴费" in row


def test_a_case_whose_fee_is_right_says_so(
    somebody: Callable[..., Browser], station: Station, sent: Callable[..., Sent], database: Database
) -> None:
    case = sent(WHOLE_ITEM, payment={"status": "later", "amount_fen": 1_500})
    assert "领取时再付" in somebody("manager").get(f"/office/cases/{case.id}").text
    paid_two_hours_ago(case.station, database, case.id)
    assert "15 元 已付，和缴费记录对上了" in somebody("manager").get(f"/office/cases/{case.id}").text


def test_a_refused_case_whose_fee_was_not_sent_back_stands_there_until_it_is(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration, database: Database
) -> None:
    case = sent(WHOLE_ITEM, payment={"status": "later", "amount_fen": 1_500})
    payment = paid_two_hours_ago(case.station, database, case.id)
    manager = somebody("manager")
    assert case.number not in manager.get("/office/payments").text
    office.decide(case.id, "refuse", "不归这里办。")
    row = next(each for each in manager.get("/office/payments").text.split("<tr>") if case.number in each)
    for words in ("不予受理，费用没退", "15 元", payment):
        assert words in row
    assert refund(manager, payment, "没有办成").status_code == 303
    assert case.number not in manager.get("/office/payments").text


def test_nobody_else_sees_or_sends_back(somebody: Callable[..., Browser], station: Station, database: Database) -> None:
    payment = paid_two_hours_ago(station, database, new_id())
    hospital = somebody("hospital")
    assert hospital.get("/office/payments").status_code == 403
    assert refund(hospital, payment, "随便").status_code == 403
    manager = somebody("manager")
    manager.csrf = "0" * 64
    assert refund(manager, payment, "随便").status_code == 403
    with database.read() as connection:
        assert payment_orders.look_up(connection, [payment])[payment].state is PaymentStatus.PAID
