"""An order as a gateway tells it, believed only where it is well formed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.central.payments.interface import GatewayAway, GatewayOrder, Received
from app.domain.ports import PaymentStatus

_ID = re.compile(r"[\x21-\x7e]{1,64}")
MOST_FEN = 2**31 - 1
MOST_RECEIVED = 20


def read_order(told: Any) -> GatewayOrder:
    """Other keys are left out. Raises GatewayAway for what cannot be an order."""
    if not isinstance(told, Mapping):
        raise GatewayAway("order")
    received = told.get("payments", [])
    if not isinstance(received, list) or len(received) > MOST_RECEIVED:
        raise GatewayAway("payments")
    return GatewayOrder(
        id=_id(told, "order"),
        case_id=_id(told, "case"),
        amount_fen=_fen(told),
        state=_state(told.get("state")),
        code_url=_url(told.get("code_url", "")),
        received=tuple(_received(each) for each in received),
    )


def _received(told: Any) -> Received:
    if not isinstance(told, Mapping):
        raise GatewayAway("payments")
    return Received(_id(told, "id"), _fen(told), _moment(told.get("paid_at")))


def _id(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise GatewayAway(name)
    return value


def _fen(told: Mapping[str, Any]) -> int:
    value = told.get("amount_fen")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST_FEN:
        raise GatewayAway("amount_fen")
    return value


def _state(value: Any) -> PaymentStatus:
    try:
        return PaymentStatus(value)
    except ValueError:
        raise GatewayAway("state") from None


def _url(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 500 or (value and not value.startswith(("https://", "http://"))):
        raise GatewayAway("code_url")
    return value


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        raise GatewayAway("paid_at") from None
