"""What a broken or hostile client says is answered as its own fault, never as one of the centre, on both databases."""

from __future__ import annotations

import base64
import json
import time

import pytest

from app.central.server import EmbeddedCentre
from tests.central.conftest import Station, web

ON_BOTH = True
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.mark.parametrize("kid", ["a\0b", "\ud800", "x" * 5_000, "", "hall 01"], ids=ascii)
def test_a_token_of_a_station_that_cannot_be_is_that_of_an_unknown_one(centre: EmbeddedCentre, kid: str) -> None:
    head = base64.urlsafe_b64encode(json.dumps({"alg": "ES256", "kid": kid}).encode()).decode().rstrip("=")
    answer = web.get(f"{centre.url}/api/v1/changes", headers={"Authorization": f"Bearer {head}.e30.eA"})
    assert (answer.status_code, answer.json()["code"]) == (401, "station_unknown")


@pytest.mark.parametrize("claim", ["exp", "iat"])
def test_a_time_that_is_a_text_makes_a_token_that_is_none(station: Station, centre: EmbeddedCentre, claim: str) -> None:
    token = station.token(**{claim: str(int(time.time()) + 30)})
    answer = web.get(f"{centre.url}/api/v1/changes", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/payments/%00"),
        ("GET", "/api/v1/mailing-slips/%00"),
        ("GET", "/api/v1/cases/%00/results/x"),
        ("HEAD", "/api/v1/uploads/%00"),
        ("DELETE", "/api/v1/uploads/a%00"),
        ("GET", "/pay/%00"),
        ("POST", "/pay/%00"),
        ("GET", "/m/%00"),
        ("GET", "/verify/%00"),
    ],
)
def test_a_nul_in_an_address_is_a_bad_address(station: Station, method: str, path: str) -> None:
    assert station.request(method, path, headers=TUS).status_code == 400


@pytest.mark.parametrize("said", ['{"x": NaN}', '{"x": -Infinity}', '{"x": 1e999}', '{"x": "\\u0000\\ud800"}'])
def test_a_heartbeat_with_a_number_that_is_none_is_heard_all_the_same(station: Station, said: str) -> None:
    answer = station.request("POST", "/api/v1/heartbeat", content=said, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200


def test_made_up_methods_are_counted_as_one(centre: EmbeddedCentre) -> None:
    for each in range(3):
        assert web.request(f"MADEUP{each}", f"{centre.url}/healthz").status_code == 405
    told = [line for line in web.get(f"{centre.url}/metrics").text.splitlines() if "MADEUP" in line]
    assert told == []
