"""The licence behind a card: asked of the traffic platform, over HTTP too, and what happens while that is away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.storage.moment import now
from app.central.traffic import simulated
from app.central.traffic.platform_server import PlatformServer
from app.domain.errors import CentreUnreachable
from app.domain.person import IdentityCard
from app.storage import open_store
from app.sync.client import CentreClient
from tests.central.conftest import Station, StationKeys, enrol, opened
from tests.central.processes import HOUSE, address, launched
from tests.central.test_registers import ask

ITEM = "driving-licence-renewal"


@pytest.fixture
def reply() -> Any:
    return pyrage.x25519.Identity.generate()


def test_a_licence_comes_sealed_with_exactly_the_names_of_the_rules(station: Station, reply: Any) -> None:
    answer = ask(station, reply, ITEM, id_number=simulated.MAY)
    assert answer.status_code == 200, answer.text
    assert set(opened(reply, answer.json()["sealed"])) == {
        "classes",
        "valid_from",
        "valid_to",
        "points_by_year",
        "unsettled_violations",
        "unsettled_accidents",
        "file_number",
        "issuer",
        "as_of",
    }


def test_whoever_has_no_licence_is_told_so(station: Station, reply: Any) -> None:
    answer = ask(station, reply, ITEM, id_number=simulated.NO_LICENCE)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_record")


def test_a_platform_over_http_is_asked_and_while_it_is_away_the_station_hears_so(
    tmp_path: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station], reply: Any
) -> None:
    with PlatformServer() as running:
        centre = EmbeddedCentre(tmp_path, catalogue, traffic_platform=running.url)
        centre.start()
        with Administration(tmp_path) as office:
            station = hall(centre.url, office)
        there = ask(station, reply, ITEM, id_number=simulated.HEAVY)
        assert opened(reply, there.json()["sealed"])["classes"] == ["B2"]
        assert ask(station, reply, ITEM, id_number=simulated.NO_LICENCE).status_code == 404
    away = ask(station, reply, ITEM, id_number=simulated.HEAVY)
    assert (away.status_code, away.json()["code"]) == (503, "register_away")
    assert simulated.HEAVY not in away.text
    assert ask(station, reply).status_code == 200  # other registers answer as ever
    centre.stop()


def test_by_the_commands_people_type_a_centre_asks_a_platform_of_its_own(tmp_path: Path, reply: Any) -> None:
    secret = {"BIANMIN_TRAFFIC_TOKEN": "secret 1"}
    with (
        platform_process(secret) as url,
        launched(tmp_path, 0, "--traffic-platform", url, environment=secret) as process,
    ):
        centre_url = address(process)
        with Administration(tmp_path) as office:
            keys = StationKeys()
            told = enrol(centre_url, office.make_enrolment_code("branch-1", "post"), keys, "post").json()
        station = Station(centre_url, keys, told, load_catalogue())
        answer = ask(station, reply, ITEM, id_number=simulated.FULL_POINTS)
        assert opened(reply, answer.json()["sealed"])["points_by_year"] == [0, 0, 12, 0, 3, 0]
        station.close()


@contextmanager
def platform_process(environment: dict[str, str]) -> Iterator[str]:
    """`kiosk central traffic-platform`; ended as a person would."""
    command = [sys.executable, "-m", "app", "central", "traffic-platform", "--port", "0"]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
    try:
        yield address(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_a_station_takes_a_platform_that_is_away_for_a_centre_that_did_not_answer(
    tmp_path: Path, catalogue: LoadedCatalogue
) -> None:
    with PlatformServer() as gone:
        url = gone.url
    with EmbeddedCentre(tmp_path / "centre", catalogue, traffic_platform=url) as centre:
        with Administration(tmp_path / "centre") as office:
            code = office.make_enrolment_code("branch-1", "post")
        with open_store(tmp_path / "station", now) as store:
            client = CentreClient(store.settings, store.outbox, now)
            client.enroller.enrol(centre.url, code, "post")
            card = IdentityCard(
                kind="resident",
                name="张小满",
                id_number=simulated.MAY,
                sex="1",
                birth_date=date(1981, 3, 12),
                valid_from=date(2020, 1, 1),
                valid_to=None,
            )
            with pytest.raises(CentreUnreachable):
                client.services.query(ITEM, card)
            client.close()
