"""By the commands people type: a simulated gateway, a centre that asks it, what does not meet, and a refund."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.central.administration import Administration
from app.central.payments.over_http import KEY_VARIABLE
from app.central.storage import payment_orders
from tests.central.conftest import Station, new_id, web
from tests.central.payments.conftest import FEN, ITEM, KEY, until
from tests.central.processes import HOUSE, address, launched


@contextmanager
def running_gateway() -> Iterator[str]:
    command = [sys.executable, "-m", "app", "central", "payment-gateway", "--port", "0", "--notifications", "doubled"]
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield address(process)
        finally:
            process.terminate()


def asked(data_dir: Path, *more: str) -> tuple[int, Any]:
    command = [sys.executable, "-m", "app", "central", "payments", "--data-dir", str(data_dir), "--json", *more]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr


def test_a_fee_without_a_case_is_listed_and_sent_back(
    tmp_path: Path, hall: Callable[..., Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with (
        Administration(tmp_path) as office,
        running_gateway() as gateway,
        launched(tmp_path, 0, "--payment-gateway", gateway) as centre,
    ):
        station = hall(address(centre), office)
        wanted = {"case_id": new_id(), "item": ITEM, "amount_fen": FEN}
        order = station.request("POST", "/api/v1/payments", json=wanted).json()
        web.post(order["code_url"], data={"act": "pay"})

        def state() -> str:
            return str(station.request("GET", f"/api/v1/payments/{order['id']}").json()["status"])

        until(lambda: state() == "paid")
        with office.database.write() as connection:
            connection.exec_driver_sql("UPDATE payments SET made_at = '2026-03-18 09:30:00.000000'")
        code, told = asked(tmp_path)
        assert code == 0
        assert [each["payment"] for each in told["without_case"]] == [order["id"]]
        assert asked(tmp_path, "--refund", order["id"])[0] == 2
        assert asked(tmp_path, "--refund", order["id"], "--reason", "申请人不办了")[0] == 0
        assert state() == "refunded"

        def refunds() -> list[str]:
            with office.database.read() as connection:
                return [each.refund for each in payment_orders.entries(connection, order["id"])]

        until(lambda: refunds() == ["done"])
        assert "退回去了" in web.get(order["code_url"]).text


def test_a_centre_without_the_key_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    command = [sys.executable, "-m", "app", "central", "serve", "--data-dir", str(tmp_path), "--port", "0"]
    done = subprocess.run(
        [*command, "--payment-gateway", "https://pay.example"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert KEY_VARIABLE in done.stderr
