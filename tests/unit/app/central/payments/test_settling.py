"""What a look at the gateway makes of an order, whatever it finds there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.central.payments import settling
from app.central.payments.interface import GatewayOrder, Received
from app.central.payments.settling import LATE_WATCHED, next_look, refunded, settled
from app.central.storage.payment_orders import Entry, Order
from app.domain.ports import PaymentStatus

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
END = AT + timedelta(minutes=30)
ORDER = Order("o", "CODE", "hall", "c", "i", 1_000, AT, END, by_gateway=True, due_at=AT)
WAITING, PAID, REFUSED, EXPIRED, REFUNDED = (PaymentStatus(each) for each in (
    "waiting", "paid", "refused", "expired", "refunded",
))  # fmt: skip


def told(state: PaymentStatus, *fen: int) -> GatewayOrder:
    received = tuple(Received(f"t{place}", each, AT) for place, each in enumerate(fen))
    return GatewayOrder("o", "c", 1_000, state, "https://pay.example/o", received)


@pytest.mark.parametrize(
    ("said", "state", "refunds"),
    [
        (told(WAITING), WAITING, []),
        (told(REFUSED), REFUSED, []),
        (told(EXPIRED), EXPIRED, []),
        (told(PAID, 1_000), PAID, [""]),
        (told(PAID, 1_000, 1_000), PAID, ["", "twice"]),
        (told(PAID, 1_000, 1_000, 1_000), PAID, ["", "twice", "twice"]),
        (told(PAID, 999), WAITING, ["other_amount"]),
        (told(PAID, 999, 1_000), PAID, ["other_amount", ""]),
        (told(EXPIRED, 1_000), PAID, [""]),
        (told(REFUSED, 1_000), PAID, [""]),
        (told(REFUNDED, 1_000), REFUNDED, ["at_the_gateway"]),
        (told(PAID), WAITING, []),
    ],
)
def test_money_counts_whatever_state_is_told(said: GatewayOrder, state: PaymentStatus, refunds: list[str]) -> None:
    order, entries = settled(ORDER, [], said, AT)
    assert order.state is state
    assert [each.refund_because for each in entries] == refunds
    again, same = settled(order, entries, said, AT)
    assert (again, same) == (order, entries)


def test_the_payment_that_was_kept_first_stays_the_one_that_counts() -> None:
    """An earlier one that is told later goes back: the case stands on the first that was seen."""
    seen = Entry("o", "t9", 1_000, AT + timedelta(minutes=5), AT + timedelta(minutes=5))
    order = replace(ORDER, state=PAID, paid_at=seen.paid_at)
    after, entries = settled(order, [seen], told(PAID, 1_000), AT + timedelta(minutes=9))
    assert [(each.id, each.refund) for each in entries] == [("t9", ""), ("t0", "wanted")]
    assert after.paid_at == seen.paid_at


def test_what_goes_back_counts_as_paid_no_more_and_later_money_follows_it() -> None:
    paid, entries = settled(ORDER, [], told(PAID, 1_000), AT)
    order, back = refunded(paid, entries, "no_case", AT)
    assert (order.state, back[0].refund) == (REFUNDED, "wanted")
    after, more = settled(order, back, told(PAID, 1_000, 1_000), AT)
    assert after.state is REFUNDED
    assert [each.refund_because for each in more] == ["no_case", "after_refund"]


def test_looks_grow_rarer_and_end() -> None:
    gaps = []
    at: datetime | None = AT
    order = replace(ORDER, state=EXPIRED)
    while at is not None:
        after = next_look(order, at)
        if after is not None:
            gaps.append(after - at)
        at = after
    assert gaps == sorted(gaps)
    assert gaps[0] == settling.SETTLED_LOOK
    assert len(gaps) < 20
    assert next_look(order, END + LATE_WATCHED + timedelta(seconds=1)) is None
    assert next_look(replace(order, by_gateway=False), AT) is None


def test_an_order_that_ran_out_is_told_so_before_the_gateway_has_said_it() -> None:
    assert ORDER.told(AT) is WAITING
    assert ORDER.told(END) is EXPIRED
    assert replace(ORDER, state=PAID).told(END) is PAID
