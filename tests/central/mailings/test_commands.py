"""By the commands people type: a simulated carrier, a centre that asks it, what is open; and what is told wrongly."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.central.administration import Administration
from app.central.mailings.opening import open_carrier
from app.central.mailings.over_http import KEY_VARIABLE
from app.domain.errors import ConfigInvalid
from tests.central.conftest import Station
from tests.central.mailings.conftest import KEY, WHERE, complete, sent
from tests.central.payments.conftest import until
from tests.central.processes import HOUSE, address, launched

KIOSK = [sys.executable, "-m", "app", "central"]


def listed(data_dir: Path) -> list[dict[str, Any]]:
    command = [*KIOSK, "mailings", "--data-dir", str(data_dir), "--json"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert not [each for each in WHERE.values() if each in done.stdout]
    return list(json.loads(done.stdout))


def test_what_is_mailed_is_listed_without_where_to(
    tmp_path: Path, hall: Callable[..., Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    serving = [*KIOSK, "mailing-carrier", "--port", "0"]
    with subprocess.Popen(serving, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as carrier:
        try:
            with (
                Administration(tmp_path) as office,
                launched(tmp_path, 0, "--mailing-carrier", address(carrier)) as centre,
            ):
                case_id = sent(hall(address(centre), office), {"kind": "mail", **WHERE})
                complete(office, case_id)
                (told,) = until(lambda: [each for each in listed(tmp_path) if each["state"] == "ordered"], 40)
                assert (told["id"], told["waybill"].startswith("MN"), told["by_carrier"]) == (
                    f"{case_id}.1",
                    True,
                    True,
                )
        finally:
            carrier.terminate()


@pytest.mark.parametrize(
    "told",
    [
        "http://post.example/bianmin",
        "https://post.example/x?timeout=99",
        "https://post.example/?wrong=1",
        "https://me@post.example/",
        "pigeon:coop",
    ],
)
def test_a_carrier_that_cannot_be_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with pytest.raises(ConfigInvalid):
        open_carrier(told)


def test_without_the_key_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with pytest.raises(ConfigInvalid) as told:
        open_carrier("https://post.example/bianmin")
    assert KEY_VARIABLE in told.value.what_to_do
    assert open_carrier("") is None
