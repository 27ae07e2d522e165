"""Never a paid fee without its case, nor a case without its fee."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from app.central.office.fee_words import fee_word
from app.central.payments.cashier import Cashier
from app.central.payments.fees import Fees
from app.central.payments.report import order_refund, report, words
from app.central.storage import payment_orders
from app.central.storage.changes import STATUS
from app.central.storage.payment_orders import Order
from app.central.storage.tables import changes
from app.domain.errors import WrongInput
from app.domain.ports import PaymentStatus
from tests.central.conftest import new_id
from tests.central.payments.conftest import FEN, ITEM, Till, until

ON_BOTH = True


@pytest.fixture
def paid(till: Till) -> dict[str, Any]:
    """An order that was paid, of a case that has not come."""
    order = till.open(new_id())
    till.gateway.act(order["id"], "pay")
    assert till.status(order) == "paid"
    return {**order, "case_id": till.row(order).case_id}


def status_of(till: Till, case_id: str) -> str:
    return str(till.office.get_case(case_id)["status"])


def standing(till: Till, case_id: str) -> tuple[str, str]:
    claim = till.claim(case_id)
    assert claim is not None
    return claim.verdict, claim.reason


def told(till: Till, case_id: str) -> list[str]:
    """What the station heard of the case, in order."""
    with till.office.database.read() as connection:
        found = select(changes.c.status).where(changes.c.case_id == case_id, changes.c.kind == STATUS)
        return list(connection.scalars(found.order_by(changes.c.cursor)))


def sent_back_at_the_gateway(till: Till, order: dict[str, Any]) -> None:
    [received] = till.held(order).payments
    by_hand = {"refund": "console", "order": order["id"], "payment": received.id, "amount_fen": FEN}
    till.gateway.book.refund(by_hand)
    assert till.status(order) == "paid"  # a paid order is not looked at again because its station asks
    with till.office.database.write() as connection:
        connection.exec_driver_sql("UPDATE payments SET due_at = made_at")
    till.round()
    assert till.row(order).state is PaymentStatus.REFUNDED


def test_a_case_that_names_its_paid_order_is_accepted_by_itself(till: Till, paid: dict[str, Any]) -> None:
    till.case(case_id=paid["case_id"], status="paid", id=paid["id"])
    claim = till.claim(paid["case_id"])
    assert claim is not None
    assert claim.verdict == "matched"
    assert status_of(till, paid["case_id"]) == "accepted"


def test_a_case_that_says_paid_without_an_order_waits_for_a_person(till: Till) -> None:
    payload = till.case(status="paid")
    till.round()
    claim = till.claim(payload["id"])
    assert claim is not None
    assert (claim.verdict, claim.reason) == ("wrong", "unknown")
    assert status_of(till, payload["id"]) == "received"
    assert [each["case"] for each in report(till.office.database)["in_doubt"]] == [payload["number"]]


@pytest.mark.parametrize("name", ["x" * 64, "付过了", "../../orders", "x" * 200, 7])
def test_whatever_a_case_names_as_its_order_hurts_nobody(till: Till, name: object) -> None:
    payload = till.case(status="paid", id=name)
    till.round()
    claim = till.claim(payload["id"])
    assert claim is not None
    assert (claim.verdict, claim.reason) == ("wrong", "unknown")


def test_a_case_that_names_the_order_of_another_waits_for_a_person(till: Till, paid: dict[str, Any]) -> None:
    payload = till.case(status="paid", id=paid["id"])
    till.round()
    claim = till.claim(payload["id"])
    assert claim is not None
    assert (claim.verdict, claim.reason) == ("wrong", "other_case")
    assert status_of(till, payload["id"]) == "received"


def test_a_case_that_names_an_order_nobody_paid_waits_for_a_person(till: Till) -> None:
    case_id = new_id()
    order = till.open(case_id)
    till.case(case_id=case_id, status="paid", id=order["id"])
    till.round()
    claim = till.claim(case_id)
    assert claim is not None
    assert (claim.verdict, claim.reason) == ("wrong", "not_paid")


def test_a_fee_that_comes_after_its_case_was_doubted_makes_the_case_go_on_once(till: Till) -> None:
    """Two replicas hear of the money at the same time."""
    case_id = new_id()
    order = till.open(case_id)
    till.case(case_id=case_id, status="paid", id=order["id"])
    till.round()
    assert standing(till, case_id) == ("wrong", "not_paid")
    till.gateway.act(order["id"], "pay")
    both = threading.Barrier(2)

    def hear(fees: Fees) -> None:
        both.wait()
        fees.round(threading.Event())

    with ThreadPoolExecutor(2) as replicas:
        list(replicas.map(hear, [till.fees(), till.fees()]))
    until(lambda: standing(till, case_id) == ("matched", ""))
    assert status_of(till, case_id) == "accepted"
    assert told(till, case_id) == ["received", "accepted"]
    assert report(till.office.database)["in_doubt"] == []


def test_money_that_comes_while_its_case_is_doubted_is_not_overlooked(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is paid, and heard by another replica, between the look at the order and the verdict."""
    case_id = new_id()
    order = till.open(case_id)
    fees, look = till.fees(), Cashier.look

    def paid_meanwhile(cashier: Cashier, row: Order) -> Order:
        before = look(cashier, row)
        if not till.held(order).payments:
            till.gateway.act(order["id"], "pay")
            until(lambda: till.row(order).state is PaymentStatus.PAID)
        return before

    monkeypatch.setattr(Cashier, "look", paid_meanwhile)
    till.case(case_id=case_id, status="paid", id=order["id"])
    fees.round(threading.Event())
    until(lambda: standing(till, case_id) == ("matched", ""))
    assert status_of(till, case_id) == "accepted"


def test_what_a_replica_of_before_did_not_hear_is_put_right_in_the_comparison(till: Till) -> None:
    case_id = new_id()
    order = till.open(case_id)
    till.case(case_id=case_id, status="paid", id=order["id"])
    till.round()
    till.gateway.act(order["id"], "pay")
    till.round()
    until(lambda: standing(till, case_id) == ("matched", ""))
    with till.office.database.write() as connection:
        connection.exec_driver_sql("UPDATE fee_claims SET verdict = 'wrong', reason = 'not_paid'")
    till.compare()
    assert standing(till, case_id) == ("matched", "")


def test_a_fee_sent_back_at_the_gateway_leaves_its_case_in_doubt(till: Till, paid: dict[str, Any]) -> None:
    """By the gateway's own console: no word of it went through the centre."""
    payload = till.case(case_id=paid["case_id"], status="paid", id=paid["id"])
    assert standing(till, paid["case_id"]) == ("matched", "")
    sent_back_at_the_gateway(till, paid)
    assert standing(till, paid["case_id"]) == ("wrong", "sent_back")
    listed = [(each["case"], each["reason"]) for each in report(till.office.database)["in_doubt"]]
    assert listed == [(payload["number"], "sent_back")]
    claim = till.claim(paid["case_id"])
    assert claim is not None
    assert fee_word(claim).words == "费用 10 元 说付了，没对上：那笔钱退回去了"


def test_a_refused_case_whose_fee_was_not_sent_back_is_told_and_keeps_it(till: Till, paid: dict[str, Any]) -> None:
    payload = till.case(case_id=paid["case_id"], status="paid", id=paid["id"])
    assert report(till.office.database)["refused"] == []
    till.office.decide(paid["case_id"], "refuse", "照片不符合要求，不能办。")
    till.compare()
    found = report(till.office.database)
    assert [(each["case"], each["payment"]) for each in found["refused"]] == [(payload["number"], paid["id"])]
    assert words(found) == [f"不予受理，费用没退　{payload['number']}　10 元　{paid['id']}"]
    assert till.row(paid).state is PaymentStatus.PAID
    order_refund(till.office.database, paid["id"], "没有办成")
    till.round()
    until(lambda: till.refunds(paid) == ["done"])
    assert words(report(till.office.database)) == ["都对得上"]


def test_a_smaller_order_pays_for_no_case(till: Till) -> None:
    case_id = new_id()
    order = till.open(case_id, 1)
    till.gateway.act(order["id"], "pay")
    assert till.status(order) == "paid"
    till.case(case_id=case_id, status="paid", id=order["id"])
    till.round()
    claim = till.claim(case_id)
    assert claim is not None
    assert (claim.verdict, claim.reason) == ("wrong", "other_amount")


def test_a_centre_from_a_back_up_asks_the_gateway_for_the_order_it_lost(till: Till, paid: dict[str, Any]) -> None:
    with till.office.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM payments_received")
        connection.exec_driver_sql("DELETE FROM payments")
    till.case(case_id=paid["case_id"], status="paid", id=paid["id"])
    till.round()
    claim = till.claim(paid["case_id"])
    assert claim is not None
    assert claim.verdict == "matched"
    assert status_of(till, paid["case_id"]) == "accepted"
    assert till.row(paid).state is PaymentStatus.PAID


def test_a_fee_whose_case_will_not_come_goes_back_by_itself(till: Till, paid: dict[str, Any]) -> None:
    """The power went between the payment and the saving: the station is back, and has nothing for the centre."""
    till.compare()
    assert till.row(paid).state is PaymentStatus.PAID
    till.paid_long_ago(paid)
    till.is_heard(waiting=0)
    till.compare()
    assert till.row(paid).state is PaymentStatus.REFUNDED
    assert till.refunds(paid) == ["done"]
    assert till.gateway.book.refunds() == 1
    assert till.status(paid) == "refunded"


@pytest.mark.parametrize("waiting", [None, 3])
def test_a_fee_whose_case_may_still_come_is_kept_and_shown(
    till: Till, paid: dict[str, Any], waiting: int | None
) -> None:
    """The station has not been heard since, or has more to send: it may be a week offline."""
    till.paid_long_ago(paid, hours=150)
    if waiting is not None:
        till.is_heard(waiting)
    till.compare()
    assert till.row(paid).state is PaymentStatus.PAID
    assert [each["payment"] for each in report(till.office.database)["without_case"]] == [paid["id"]]
    till.case(case_id=paid["case_id"], status="paid", id=paid["id"])
    till.is_heard(waiting=0)
    till.compare()
    assert report(till.office.database)["without_case"] == []
    assert till.row(paid).state is PaymentStatus.PAID


def test_a_case_that_comes_after_its_fee_went_back_is_shown(till: Till, paid: dict[str, Any]) -> None:
    order_refund(till.office.database, paid["id"], "申请人说不办了")
    till.round()
    till.case(case_id=paid["case_id"], status="paid", id=paid["id"])
    till.round()
    claim = till.claim(paid["case_id"])
    assert claim is not None
    assert (claim.verdict, claim.reason) == ("wrong", "sent_back")
    assert status_of(till, paid["case_id"]) == "received"


def test_a_refund_is_asked_for_with_a_reason_and_once(till: Till, paid: dict[str, Any]) -> None:
    with pytest.raises(WrongInput, match="原因"):
        order_refund(till.office.database, paid["id"], " ")
    order_refund(till.office.database, paid["id"], "重复缴费")
    with pytest.raises(WrongInput, match="没有这笔"):
        order_refund(till.office.database, paid["id"], "再退一次")
    with pytest.raises(WrongInput, match="没有这笔"):
        order_refund(till.office.database, new_id(), "随便")


def test_a_refund_waits_for_a_gateway_that_is_gone_and_is_done_once(till: Till, paid: dict[str, Any]) -> None:
    till.gateway.stop()
    order_refund(till.office.database, paid["id"], "重复缴费")
    till.round()
    assert till.refunds(paid) == ["wanted"]
    assert [each["refund"] for each in report(till.office.database)["going_back"]] == ["wanted"]
    till.gateway.__post_init__()
    till.gateway.start()
    due_now(till, paid)
    till.round()
    assert till.refunds(paid) == ["done"]
    assert till.gateway.book.refunds() == 1


def test_a_refund_that_the_gateway_will_not_make_is_shown(till: Till, paid: dict[str, Any]) -> None:
    money = till.held(paid).payments[0]
    by_hand = {"refund": "by hand", "order": paid["id"], "payment": money.id, "amount_fen": 1}
    till.gateway.book.refund(by_hand)
    order_refund(till.office.database, paid["id"], "重复缴费")
    till.round()
    assert [each["refund"] for each in report(till.office.database)["going_back"]] == ["refused"]


def test_two_orders_paid_for_one_case_leave_the_one_it_names(till: Till) -> None:
    """The first came after its end, when the second was on the glass already."""
    case_id = new_id()
    first = till.open(case_id)
    till.gateway.book.refuse(first["id"])
    assert till.status(first) == "refused"
    second = till.open(case_id)
    till.gateway.act(second["id"], "pay")
    assert till.status(second) == "paid"
    till.gateway.act(first["id"], "pay")
    assert till.status(first) == "paid"
    till.case(case_id=case_id, status="paid", id=second["id"])
    till.compare()
    assert till.row(second).state is PaymentStatus.PAID
    assert till.row(first).state is PaymentStatus.REFUNDED
    assert till.refunds(first) == ["done"]


def test_a_case_to_be_paid_later_that_was_paid_before_it_came_is_matched(till: Till, paid: dict[str, Any]) -> None:
    """The gateway's notification may be on its way still, and be heard before the comparison."""
    till.case(case_id=paid["case_id"], status="later")
    claim = till.claim(paid["case_id"])
    assert claim is not None
    assert claim.verdict in ("later", "matched")
    till.compare()
    claim = till.claim(paid["case_id"])
    assert claim is not None
    assert (claim.verdict, claim.order_id) == ("matched", paid["id"])


def test_a_paid_order_of_a_desk_is_kept_as_long_as_a_held_draft(till: Till, paid: dict[str, Any]) -> None:
    with till.office.database.write() as connection:
        connection.exec_driver_sql("UPDATE stations SET kind = 'counter'")
    till.paid_long_ago(paid, hours=24 * 20)
    till.is_heard(waiting=0)
    till.compare()
    assert till.row(paid).state is PaymentStatus.PAID
    till.paid_long_ago(paid, hours=24 * 12)
    till.compare()
    assert till.row(paid).state is PaymentStatus.REFUNDED


def test_what_is_owed_to_nobody_is_forgotten_and_money_never(till: Till, paid: dict[str, Any]) -> None:
    unpaid = till.open(new_id())
    with till.office.database.write() as connection:
        for each in (paid, unpaid):
            row = payment_orders.order(connection, each["id"])
            assert row is not None
            payment_orders.forget_expired(connection, row.expires_at.replace(year=row.expires_at.year + 1))
    assert isinstance(till.row(unpaid), Order)  # the gateway has not said yet that nobody can pay it
    till.gateway.book.expire(unpaid["id"])
    assert (till.row(paid).amount_fen, till.row(paid).item) == (FEN, ITEM)


def due_now(till: Till, order: dict[str, Any]) -> None:
    with till.office.database.write() as connection:
        connection.exec_driver_sql("UPDATE payments_received SET refund_due_at = seen_at")
    assert till.entries(order)[0].refund == "wanted"
