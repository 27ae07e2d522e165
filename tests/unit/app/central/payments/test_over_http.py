"""What is told over the wire is believed only where it is signed and well formed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.central.payments import signing
from app.central.payments.gateway_server import GatewayServer
from app.central.payments.interface import GatewayAway, NewOrder, NewRefund, RefundOutcome
from app.central.payments.opening import open_gateway
from app.central.payments.over_http import KEY_VARIABLE, OverHttp
from app.central.payments.told import read_order
from app.domain.errors import ConfigInvalid
from app.domain.ports import PaymentStatus

KEY = b"a key that both sides have, 32 and more"
GOOD: dict[str, Any] = {"order": "o", "case": "c", "amount_fen": 1_000, "state": "paid", "code_url": "https://p/o"}
GOOD["payments"] = [{"id": "t", "amount_fen": 1_000, "paid_at": "2026-03-18T09:30:00+08:00"}]


@pytest.mark.parametrize(
    "changed",
    [
        {"order": ""},
        {"order": 5},
        {"case": "x" * 65},
        {"amount_fen": 0},
        {"amount_fen": True},
        {"amount_fen": 10.5},
        {"state": "happy"},
        {"code_url": "javascript:alert(1)"},
        {"payments": {}},
        {"payments": [5]},
        {"payments": [{"id": "t", "amount_fen": 1_000, "paid_at": "yesterday"}]},
        {"payments": [{"id": "t", "amount_fen": -1, "paid_at": "2026-03-18T09:30:00Z"}]},
        {"payments": [GOOD["payments"][0]] * 21},
    ],
)
def test_what_cannot_be_an_order_is_no_answer(changed: dict[str, Any]) -> None:
    assert read_order(GOOD).received[0].paid_at == datetime(2026, 3, 18, 1, 30, tzinfo=UTC)
    with pytest.raises(GatewayAway):
        read_order(GOOD | changed)


def new_order(name: str = "o", fen: int = 1_000) -> NewOrder:
    end = datetime.now(UTC) + timedelta(minutes=5)
    return NewOrder(name, "c", fen, "事项", end, "http://127.0.0.1:9/none")


def test_an_order_goes_its_whole_way() -> None:
    with GatewayServer(key=KEY) as running:
        gateway = OverHttp(running.url, KEY)
        opened = gateway.open(new_order())
        assert (opened.state, opened.case_id) == (PaymentStatus.WAITING, "c")
        assert gateway.open(new_order()).code_url == opened.code_url
        assert gateway.look("none") is None
        running.book.pay("o")
        closed = gateway.close("o")
        assert closed is not None
        assert closed.state is PaymentStatus.PAID
        back = NewRefund("r", "o", closed.received[0].id, 1_000, "twice")
        assert gateway.refund(back) is RefundOutcome.DONE
        assert gateway.refund(back) is RefundOutcome.DONE
        assert gateway.refund(NewRefund("r2", "o", closed.received[0].id, 1, "more")) is RefundOutcome.REFUSED
        assert running.book.refunds() == 1
        gateway.end()


def test_one_id_is_one_order() -> None:
    with GatewayServer(key=KEY) as running:
        gateway = OverHttp(running.url, KEY)
        gateway.open(new_order())
        with pytest.raises(GatewayAway, match="http_409"):
            gateway.open(new_order(fen=2))
        gateway.end()


def test_whoever_has_not_the_key_gets_nothing() -> None:
    with GatewayServer(key=KEY) as running:
        stranger = OverHttp(running.url, b"another key that is long enough too!")
        with pytest.raises(GatewayAway, match="unsigned"):
            stranger.open(new_order())
        assert running.book.orders() == []
        stranger.end()


def test_a_signature_holds_for_its_words_its_path_and_its_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = signing.request_headers(KEY, "POST", "/orders", b"{}")
    assert signing.is_request(KEY, "POST", "/orders", headers, b"{}")
    assert not signing.is_request(KEY, "POST", "/refunds", headers, b"{}")
    assert not signing.is_request(KEY, "GET", "/orders", headers, b"{}")
    assert not signing.is_request(KEY, "POST", "/orders", headers, b"{ }")
    assert not signing.is_request(KEY, "POST", "/orders", {}, b"{}")
    answer = signing.answer_headers(KEY, 200, "mine", b"{}")
    assert signing.is_answer(KEY, 200, "mine", answer, b"{}")
    assert not signing.is_answer(KEY, 200, "another", answer, b"{}")
    assert not signing.is_answer(KEY, 404, "mine", answer, b"{}")
    later = signing.time.time() + signing.CLOCKS_DIFFER_S + 2
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert not signing.is_request(KEY, "POST", "/orders", headers, b"{}")


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "https://user@pay.example",
        "https://pay.example/#x",
        "https://pay.example?who=me",
        "https://pay.example?timeout=0",
        "https://pay.example?timeout=soon",
        "https://pay.example?timeout=1&timeout=2",
        "gold:bars",
    ],
)
def test_a_wrong_address_is_told_in_words(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY.decode())
    with pytest.raises(ConfigInvalid, match="支付平台"):
        open_gateway(url)


def test_a_short_key_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "short")
    with pytest.raises(ConfigInvalid, match="密钥"):
        open_gateway("https://pay.example")


def test_without_a_gateway_there_is_none() -> None:
    assert open_gateway("") is None
