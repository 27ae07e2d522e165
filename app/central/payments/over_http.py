"""A payment gateway behind HTTP: `https://pay.example/bianmin?timeout=3`; docs/integration/payment-gateway.md.

    POST URL/orders              {"order", "case", "amount_fen", "subject", "expires_at", "notify_url"}
    GET  URL/orders/ORDER        POST URL/orders/ORDER/close
    POST URL/refunds             {"refund", "order", "payment", "amount_fen", "reason"}

Every request and every answer is signed with `BIANMIN_PAYMENT_KEY`; what is not signed is no answer.
"""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from app.central.adapters.over_http import NoRedirects
from app.central.payments import signing
from app.central.payments.interface import (
    GatewayAway,
    GatewayOrder,
    NewOrder,
    NewRefund,
    NotGenuine,
    RefundOutcome,
)
from app.central.payments.told import read_order
from app.domain.errors import ConfigInvalid

KEY_VARIABLE = "BIANMIN_PAYMENT_KEY"
ANSWER_TIMEOUT_S = 5.0
LONGEST_TIMEOUT_S = 20.0
ANSWER_LIMIT_BYTES = 64 * 1024
UNKNOWN = "no_such_order"
"""A 404 without this code is a wrong address, not an answer."""
REFUSED = "refund_refused"


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    told: Any

    @property
    def code(self) -> str:
        return str(self.told.get("code", "")) if isinstance(self.told, dict) else ""


class OverHttp:
    """A `Gateway`."""

    def __init__(self, url: str, key: bytes, timeout_s: float = ANSWER_TIMEOUT_S) -> None:
        self._url = url.rstrip("/")
        self._path = urlsplit(self._url).path
        self._key = key
        self._timeout_s = timeout_s
        secure = HTTPSHandler(context=ssl.create_default_context())
        self._opener = build_opener(ProxyHandler({}), secure, NoRedirects())

    def open(self, order: NewOrder) -> GatewayOrder:
        asked = {
            "order": order.id,
            "case": order.case_id,
            "amount_fen": order.amount_fen,
            "subject": order.subject,
            "expires_at": order.expires_at.isoformat(),
            "notify_url": order.notify_url,
        }
        answer = self._ask("POST", "/orders", asked)
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
        answer = self._ask("POST", "/refunds", asked)
        if answer.status in (200, 201):
            return RefundOutcome.DONE
        if answer.status in (404, 409, 422) and answer.code in (REFUSED, UNKNOWN):
            return RefundOutcome.REFUSED
        raise GatewayAway(f"http_{answer.status}")

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        if not signing.is_request(self._key, "POST", path, headers, body):
            raise NotGenuine
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            raise NotGenuine from None
        order = told.get("order") if isinstance(told, dict) else None
        if not isinstance(order, str):
            raise NotGenuine
        return order

    def end(self) -> None:
        self._opener.close()

    def _order(self, order_id: str, method: str, path: str) -> GatewayOrder | None:
        answer = self._ask(method, path, {} if method == "POST" else None)
        if answer.status == 404 and answer.code == UNKNOWN:
            return None
        if answer.status != 200:
            raise GatewayAway(f"http_{answer.status}")
        told = read_order(answer.told)
        if told.id != order_id:
            raise GatewayAway("order")
        return told

    def _ask(self, method: str, path: str, asked: Mapping[str, Any] | None = None) -> _Answer:
        """Raises GatewayAway."""
        body = b"" if asked is None else json.dumps(asked, ensure_ascii=False).encode()
        signed = signing.request_headers(self._key, method, self._path + path, body)
        request = Request(  # noqa: S310 - the scheme was checked when the gateway was opened
            self._url + path,
            data=body if method == "POST" else None,
            headers={"Content-Type": "application/json", "Accept": "application/json", **signed},
            method=method,
        )
        try:
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                return self._signed(answer.status, answer, signed[signing.NONCE])
        except HTTPError as error:
            with error:
                return self._signed(error.code, error, signed[signing.NONCE])
        except (OSError, HTTPException):
            raise GatewayAway("unreachable") from None

    def _signed(self, status: int, answer: Any, nonce: str) -> _Answer:
        try:
            body = answer.read(ANSWER_LIMIT_BYTES)
        except (OSError, HTTPException):
            raise GatewayAway("unreachable") from None
        if not signing.is_answer(self._key, status, nonce, dict(answer.headers.items()), body):
            raise GatewayAway("unsigned")
        try:
            return _Answer(status, json.loads(body))
        except (ValueError, RecursionError):
            raise GatewayAway("json") from None


def open_gateway(url: str) -> OverHttp:
    """Raises ConfigInvalid."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise _wrong()
    if set(asked) - {"timeout"}:
        raise _wrong()
    return OverHttp(urlunsplit(parts._replace(query="")), shared_key(), _seconds(asked.get("timeout", [])))


def shared_key() -> bytes:
    """Raises ConfigInvalid."""
    key = os.environ.get(KEY_VARIABLE, "").encode()
    if len(key) < signing.SHORTEST_KEY:
        raise ConfigInvalid(
            f"没有支付平台的密钥，或太短（至少 {signing.SHORTEST_KEY} 个字符）。", f"放在环境变量 {KEY_VARIABLE} 里。"
        )
    return key


def _seconds(told: list[str]) -> float:
    try:
        seconds = float(told[0]) if told else ANSWER_TIMEOUT_S
    except ValueError:
        raise _wrong() from None
    if len(told) > 1 or not 0 < seconds <= LONGEST_TIMEOUT_S:
        raise _wrong()
    return seconds


def _wrong() -> ConfigInvalid:
    return ConfigInvalid(
        "支付平台的地址写得不对。",
        f"写法如 https://pay.example.gov.cn/bianmin?timeout=3（秒，最多 {LONGEST_TIMEOUT_S:g}），"
        f"密钥放在环境变量 {KEY_VARIABLE} 里。",
    )
