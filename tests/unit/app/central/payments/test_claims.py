"""What a case says of its fee, held against the order it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.central.payments.claims import Fee, claim_of, fee_of, judged
from app.central.payments.fees import HELD_AT_A_DESK, ORPHAN_AFTER, case_will_not_come
from app.central.storage.fee_claims import Orphan
from app.central.storage.payment_orders import Order
from app.domain.ports import PaymentStatus

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
PAID = Order("o", "CODE", "hall", "c", "i", 1_000, AT, AT, PaymentStatus.PAID, paid_at=AT)


@pytest.mark.parametrize(
    ("order", "case_id", "fen", "reason"),
    [
        (PAID, "c", 1_000, ""),
        (None, "c", 1_000, "unknown"),
        (PAID, "another", 1_000, "other_case"),
        (PAID, "c", 999, "other_amount"),
        (replace(PAID, state=PaymentStatus.WAITING), "c", 1_000, "not_paid"),
        (replace(PAID, state=PaymentStatus.EXPIRED), "c", 1_000, "not_paid"),
        (replace(PAID, state=PaymentStatus.REFUNDED), "c", 1_000, "sent_back"),
    ],
)
def test_a_case_is_held_against_its_order(order: Order | None, case_id: str, fen: int, reason: str) -> None:
    assert judged(order, case_id, "o", fen) == reason
    claim = claim_of(case_id, Fee(True, "o", fen), order, AT)
    assert (claim.verdict, claim.reason) == ("open" if reason else "matched", reason)
    assert (claim.due_at is None) is (not reason)


@pytest.mark.parametrize(
    ("told", "fee"),
    [
        ({}, None),
        ({"payment": {}}, None),
        ({"payment": []}, None),
        ({"payment": {"status": "later", "amount_fen": 5}}, Fee(False, "", 5)),
        ({"payment": {"status": "paid", "amount_fen": 5, "id": "o"}}, Fee(True, "o", 5)),
        ({"payment": {"status": "paid"}}, Fee(True, "", 0)),
        ({"payment": {"status": "paid", "amount_fen": True, "id": 7}}, Fee(True, "", 0)),
        ({"payment": {"status": "paid", "amount_fen": 2**40, "id": "x" * 65}}, Fee(True, "", 0)),
        ({"payment": {"status": "paid", "amount_fen": -1, "id": "a\0b"}}, Fee(True, "", 0)),
    ],
)
def test_whatever_stands_in_a_case_is_read(told: dict[str, Any], fee: Fee | None) -> None:
    assert fee_of(told) == fee


@pytest.mark.parametrize(
    ("kind", "heard_after", "waiting", "gone"),
    [
        ("self_service", ORPHAN_AFTER + timedelta(seconds=1), 0, True),
        ("self_service", ORPHAN_AFTER - timedelta(seconds=1), 0, False),
        ("self_service", ORPHAN_AFTER * 9, 1, False),
        ("self_service", ORPHAN_AFTER * 9, None, False),
        ("self_service", None, 0, False),
        ("counter", ORPHAN_AFTER * 9, 0, False),
        ("counter", HELD_AT_A_DESK + timedelta(seconds=1), 0, True),
        ("post", HELD_AT_A_DESK - timedelta(seconds=1), 0, False),
    ],
)
def test_only_a_station_that_was_heard_long_enough_after_it_says_that_a_case_will_not_come(
    kind: str, heard_after: timedelta | None, waiting: int | None, *, gone: bool
) -> None:
    heard_at = None if heard_after is None else AT + heard_after
    assert case_will_not_come(Orphan(PAID, kind, heard_at, waiting)) is gone
