"""What somebody must look at: fees without a case, cases without their fee, refused cases that keep theirs, money that
does not go back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.central.payments.fees import ORPHAN_AFTER
from app.central.payments.sending_back import by_a_person
from app.central.storage import fee_claims, payment_orders
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.payment_orders import Entry, Order
from app.domain.formats import CHINA, money

ROWS = 200
WHY = {
    "unknown": "没有这笔缴费",
    "other_case": "那笔钱是别的办件的",
    "other_amount": "付的钱数不一样",
    "not_paid": "那笔没有付",
    "sent_back": "那笔钱退回去了",
    "no_case": "没有办件",
    "twice": "付了两次",
    "after_refund": "退款以后又付",
    "at_the_gateway": "支付平台退的",
}
REFUSED_KEPT = "不予受理，费用没退"
order_refund = by_a_person


def report(database: Database) -> dict[str, Any]:
    """Lists: `without_case`, the oldest first; `in_doubt`, `refused`, `going_back`, the newest first."""
    with database.read() as connection:
        orphans = fee_claims.orphans(connection, now() - ORPHAN_AFTER, ROWS)
        doubted = fee_claims.doubted(connection, ROWS)
        refused = fee_claims.kept_of_refused(connection, ROWS)
        back = payment_orders.going_back(connection, ROWS)
    return {
        "without_case": [
            _order(each.order) | {"heard_at": _moment(each.heard_at), "waiting": each.waiting} for each in orphans
        ],
        "in_doubt": [
            {
                "case": each.number,
                "item": each.item,
                "station": each.station_id,
                "payment": each.claim.order_id,
                "amount_fen": each.claim.amount_fen,
                "reason": each.claim.reason,
                "checked": each.claim.verdict == fee_claims.WRONG,
            }
            for each in doubted
        ],
        "refused": [_order(each.order) | {"case": each.number} for each in refused],
        "going_back": [_order(order) | _back(entry) for order, entry in back],
    }


def words(told: dict[str, Any]) -> list[str]:
    """For a terminal."""
    lines = [
        f"付了钱没有办件　{each['payment']}　{money(each['amount_fen'])}　{each['station']}　{each['paid_at']}"
        for each in told["without_case"]
    ]
    lines += [
        f"说付了没对上　{each['case']}　{money(each['amount_fen'])}　{WHY.get(each['reason'], each['reason'])}"
        for each in told["in_doubt"]
    ]
    lines += [
        f"{REFUSED_KEPT}　{each['case']}　{money(each['amount_fen'])}　{each['payment']}" for each in told["refused"]
    ]
    lines += [
        f"{'退不回去' if each['refund'] == 'refused' else '正在退'}　{each['payment']}　"
        f"{money(each['amount_fen'])}　{WHY.get(each['because'], each['because'])}"
        for each in told["going_back"]
    ]
    return lines or ["都对得上"]


def _order(order: Order) -> dict[str, Any]:
    return {
        "payment": order.id,
        "case_id": order.case_id,
        "item": order.item,
        "station": order.station_id,
        "amount_fen": order.amount_fen,
        "paid_at": _moment(order.paid_at),
    }


def _back(entry: Entry) -> dict[str, Any]:
    return {"amount_fen": entry.amount_fen, "refund": entry.refund, "because": entry.refund_because}


def _moment(at: datetime | None) -> str:
    return at.astimezone(CHINA).isoformat(timespec="seconds") if at else ""
