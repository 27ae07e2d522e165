"""A payment gateway behind HTTP: `https://pay.example/bianmin?timeout=3`; docs/integration/payment-gateway.md.

    POST URL/orders              {"order", "case", "amount_fen", "subject", "expires_at", "notify_url"}
    GET  URL/orders/ORDER        POST URL/orders/ORDER/close
    POST URL/refunds             {"refund", "order", "payment", "amount_fen", "reason"}

Every request and every answer is signed with `BIANMIN_PAYMENT_KEY`; what is not signed is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from app.central.payments.interface import (
    GatewayAway,
    GatewayOrder,
    NewOrder,
    NewRefund,
    NotGenuine,
    RefundOutcome,
)
from app.central.payments.told import read_order
from app.central.signed_http import ANSWER_TIMEOUT_S, LONGEST_TIMEOUT_S, SignedHttp, key_from, read_address
from app.domain.errors import ConfigInvalid

KEY_VARIABLE = "BIANMIN_PAYMENT_KEY"
UNKNOWN = "no_such_order"
"""A 404 without this code is a wrong address, not an answer."""
REFUSED = "refund_refused"


class OverHttp:
    """A `Gateway`."""

    def __init__(self, url: str, key: bytes, timeout_s: float = ANSWER_TIMEOUT_S) -> None:
        self._there = SignedHttp(url, key, GatewayAway, timeout_s)

    def open(self, order: NewOrder) -> GatewayOrder:
        asked = {
            "order": order.id,
            "case": order.case_id,
            "amount_fen": order.amount_fen,
            "subject": order.subject,
            "expires_at": order.expires_at.isoformat(),
            "notify_url": order.notify_url,
        }
        answer = self._there.ask("POST", "/orders", asked)
        if answer.status not in (200, 201):
            raise GatewayAway(f"http_{answer.status}")
        opened = read_order(answer.told)
        if opened.id != order.id or not opened.code_url:
            raise GatewayAway("order")
        return opened

    def look(self, order_id: str) -> GatewayOrder | None:
        return self._order(order_id, "GET", f"/orders/{quote(order_id, safe='')}")

    def close(self, order_id: str) -> GatewayOrder | None:
        return self._order(order_id, "POST", f"/orders/{quote(order_id, safe='')}/close")

    def refund(self, refund: NewRefund) -> RefundOutcome:
        asked = {
            "refund": refund.id,
            "order": refund.order_id,
            "payment": refund.received_id,
            "amount_fen": refund.amount_fen,
            "reason": refund.reason,
        }
        answer = self._there.ask("POST", "/refunds", asked)
        if answer.status in (200, 201):
            return RefundOutcome.DONE
        if answer.status in (404, 409, 422) and answer.code in (REFUSED, UNKNOWN):
            return RefundOutcome.REFUSED
        raise GatewayAway(f"http_{answer.status}")

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        told = self._there.told(path, headers, body)
        order = told.get("order") if told is not None else None
        if not isinstance(order, str):
            raise NotGenuine
        return order

    def end(self) -> None:
        self._there.end()

    def _order(self, order_id: str, method: str, path: str) -> GatewayOrder | None:
        answer = self._there.ask(method, path, {} if method == "POST" else None)
        if answer.status == 404 and answer.code == UNKNOWN:
            return None
        if answer.status != 200:
            raise GatewayAway(f"http_{answer.status}")
        told = read_order(answer.told)
        if told.id != order_id:
            raise GatewayAway("order")
        return told


def open_gateway(url: str) -> OverHttp:
    """Raises ConfigInvalid."""
    try:
        address, timeout_s = read_address(url)
    except ValueError:
        raise ConfigInvalid(
            "支付平台的地址写得不对。",
            f"写法如 https://pay.example.gov.cn/bianmin?timeout=3（秒，最多 {LONGEST_TIMEOUT_S:g}），"
            f"密钥放在环境变量 {KEY_VARIABLE} 里。",
        ) from None
    return OverHttp(address, shared_key(), timeout_s)


def shared_key() -> bytes:
    """Raises ConfigInvalid."""
    return key_from(KEY_VARIABLE, "支付平台")
