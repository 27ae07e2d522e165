"""A token is taken once when it says so, for five minutes, by its own station only."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.storage import tokens
from app.central.storage.database import Database
from tests.central.conftest import Running, Station, web

ON_BOTH = True


def ask(url: str, token: str) -> httpx.Response:
    return web.get(f"{url}/api/v1/changes", headers={"Authorization": f"Bearer {token}"})


def refused(station: Station, **claims: Any) -> str:
    answer = ask(station.url, station.token(**claims))
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    return str(answer.json()["code"])


def test_a_token_for_once_is_taken_once(station: Station) -> None:
    token = station.token(once=True)
    assert [ask(station.url, token).status_code for _ in range(3)] == [200, 401, 401]
    assert ask(station.url, token).json()["code"] == "token_replayed"


def test_of_many_at_the_same_time_one_is_taken(station: Station) -> None:
    token = station.token(once=True)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(station.url, token).status_code, range(16)))
    assert sorted(answers) == [200] + [401] * 15


def test_a_second_centre_on_the_same_database_knows_it_too(
    station: Station, running: Running, tmp_path: Path, catalogue: Any
) -> None:
    url = running.database_url or f"sqlite:///{running.data_dir / 'central' / 'central.db'}"
    shutil.copytree(running.data_dir / "central" / "keys", tmp_path / "central" / "keys")
    with EmbeddedCentre(tmp_path, catalogue, database_url=url, public_url=station.url) as twin:
        token = station.token(once=True)
        assert ask(station.url, token).status_code == 200
        assert ask(twin.url, token).json()["code"] == "token_replayed"


def test_a_token_without_once_may_be_used_again_for_its_five_minutes(station: Station) -> None:
    token = station.token()
    assert [ask(station.url, token).status_code for _ in range(2)] == [200, 200]


@dataclass(frozen=True)
class In:
    """So many seconds from the moment of the test."""

    seconds: int


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"exp": In(-120)}, "token_expired"),
        ({"iat": In(600), "exp": In(700)}, "token_early"),
        ({"nbf": In(600)}, "token_early"),
        ({"exp": In(4_000)}, "token_too_long"),
        ({"aud": "https://elsewhere.example"}, "token_audience"),
        ({"sub": "hall-99"}, "token_subject"),
        ({"once": True, "jti": ""}, "token_invalid"),
        ({"once": True, "jti": 7}, "token_invalid"),
        ({"once": True, "jti": "x" * 65}, "token_invalid"),
        ({"exp": 2**70}, "token_too_long"),
        ({"exp": "soon"}, "token_invalid"),
    ],
)
def test_what_is_wrong_with_a_token_is_named(station: Station, claims: dict[str, Any], code: str) -> None:
    now = int(time.time())  # the cases were made when the tests were collected, some time ago
    told = {name: now + value.seconds if isinstance(value, In) else value for name, value in claims.items()}
    assert refused(station, **told) == code


def test_used_tokens_are_forgotten_when_they_have_run_out(running: Running) -> None:
    database = Database(running.url)
    at, gone, late = datetime.now(UTC), secrets.token_hex(8), secrets.token_hex(8)
    assert tokens.use(database, "hall-01", gone, at - timedelta(seconds=1))
    assert tokens.use(database, "hall-01", late, at + timedelta(minutes=1))
    assert tokens.use(database, "hall-02", late, at + timedelta(minutes=1)), "each station has its own"
    with database.write() as connection:
        tokens.forget_expired(connection, at)
    assert tokens.use(database, "hall-01", gone, at)
    assert not tokens.use(database, "hall-01", late, at)
    database.close()


def test_a_stolen_station_is_refused_in_plain_words_and_its_numbers_are_closed(
    centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    from app.central import station_office

    stolen, other = hall(centre.url, office), hall(centre.url, office)
    stolen.request("POST", "/api/v1/number-blocks", json={"size": 10})
    done = station_office.revoke(office.database, stolen.id, "被偷了")
    assert done["closed_blocks"] == 1
    answer = stolen.request("GET", "/api/v1/changes")
    assert (answer.status_code, answer.json()["code"]) == (401, "station_revoked")
    assert "停用" in answer.json()["detail"]
    assert other.request("GET", "/api/v1/changes").status_code == 200
    told = {each["id"]: each for each in station_office.list_stations(office.database)}
    assert told[stolen.id]["revoked_because"] == "被偷了"
    assert [each["state"] for each in told[stolen.id]["number_blocks"]] == ["closed"]
    again = hall(centre.url, office, stolen.id)
    assert again.request("GET", "/api/v1/changes").status_code == 200
    assert stolen.request("GET", "/api/v1/changes").json()["code"] == "token_invalid"
