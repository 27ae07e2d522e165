"""The licence behind a card: asked of the traffic platform, over HTTP too, and what happens while that is away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.traffic import simulated
from app.central.traffic.platform_server import PlatformServer
from tests.central.conftest import Station, opened
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
