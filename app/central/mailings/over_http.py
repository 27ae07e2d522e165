"""A carrier behind HTTP: `https://post.example/bianmin?timeout=3`; docs/integration/mailing-carrier.md.

    POST URL/pick-ups            {"order", "case", "recipient", "phone", "address", "notify_url"}
    GET  URL/pick-ups/ORDER      POST URL/pick-ups/ORDER/cancel

Every request and every answer is signed with `BIANMIN_CARRIER_KEY`; what is not signed is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.central.in_the_clear import leaves_in_the_clear
from app.central.mailings.interface import CarrierAway, CarrierRefuses, NewPickUp, NotGenuine, PickUp
from app.central.signed_http import ANSWER_TIMEOUT_S, LONGEST_TIMEOUT_S, SignedHttp, key_from, read_address
from app.domain.errors import ConfigInvalid
from app.domain.mailing import MailingState

KEY_VARIABLE = "BIANMIN_CARRIER_KEY"
UNKNOWN = "no_such_pick_up"
"""A 404 without this code is a wrong address, not an answer."""
REFUSED = "pick_up_refused"
REASON_MAX_CHARS = 200
WAYBILL = re.compile(r"[A-Za-z0-9-]{6,40}", re.ASCII)
_STATES = {each.value: each for each in MailingState} | {
    "unseen": None,
    "waiting": None,
    "refused": None,
    "ended": None,
}


class OverHttp:
    """A `Carrier`."""

    def __init__(self, url: str, key: bytes, timeout_s: float = ANSWER_TIMEOUT_S) -> None:
        self._there = SignedHttp(url, key, CarrierAway, timeout_s)

    def order(self, pick_up: NewPickUp) -> PickUp:
        asked = {
            "order": pick_up.id,
            "case": pick_up.number,
            "recipient": pick_up.recipient,
            "phone": pick_up.phone,
            "address": pick_up.address,
            "notify_url": pick_up.notify_url,
        }
        answer = self._there.ask("POST", "/pick-ups", asked)
        if answer.status == 422 and answer.code == REFUSED:
            raise CarrierRefuses(_reason(answer.word("reason")))
        if answer.status not in (200, 201):
            raise CarrierAway(f"http_{answer.status}")
        return _read(answer.told, pick_up.id)

    def look(self, pick_up_id: str) -> PickUp | None:
        answer = self._there.ask("GET", f"/pick-ups/{quote(pick_up_id, safe='')}")
        if answer.status == 404 and answer.code == UNKNOWN:
            return None
        if answer.status != 200:
            raise CarrierAway(f"http_{answer.status}")
        return _read(answer.told, pick_up_id)

    def cancel(self, pick_up_id: str) -> PickUp:
        answer = self._there.ask("POST", f"/pick-ups/{quote(pick_up_id, safe='')}/cancel", {})
        if answer.status != 200:
            raise CarrierAway(f"http_{answer.status}")
        return _read(answer.told, pick_up_id)

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        told = self._there.told(path, headers, body)
        order = told.get("order") if told is not None else None
        if not isinstance(order, str):
            raise NotGenuine
        return order

    def end(self) -> None:
        self._there.end()


def _read(told: Any, pick_up_id: str) -> PickUp:
    """Raises CarrierAway."""
    if not isinstance(told, dict) or told.get("order") != pick_up_id:
        raise CarrierAway("pick_up")
    state, waybill = _STATES.get(str(told.get("state"))), told.get("waybill", "")
    if state is None:
        raise CarrierAway("state")
    if not isinstance(waybill, str) or not (WAYBILL.fullmatch(waybill) or state is MailingState.CANCELLED):
        raise CarrierAway("waybill")
    return PickUp(pick_up_id, state, waybill if WAYBILL.fullmatch(waybill) else "", _reason(told.get("reason")))


def _reason(told: object) -> str:
    if not isinstance(told, str):
        return ""
    return "".join(each for each in told if each.isprintable())[:REASON_MAX_CHARS]


def open_carrier(url: str) -> OverHttp:
    """Names and addresses leave in the clear to this machine only. Raises ConfigInvalid."""
    try:
        address, timeout_s = read_address(url)
    except ValueError:
        raise _wrong() from None
    if leaves_in_the_clear(address):
        raise _wrong()
    return OverHttp(address, shared_key(), timeout_s)


def shared_key() -> bytes:
    """Raises ConfigInvalid."""
    return key_from(KEY_VARIABLE, "快递平台")


def _wrong() -> ConfigInvalid:
    return ConfigInvalid(
        "快递平台的地址写得不对。",
        f"写法如 https://post.example.cn/bianmin?timeout=3（秒，最多 {LONGEST_TIMEOUT_S:g}），不在本机的要 https，"
        f"密钥放在环境变量 {KEY_VARIABLE} 里。",
    )
