"""The hall, a fresh station in it for each test, its terminal, and a person before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.samples import make_sample
from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.config import Settings
from app.runtime import hands
from tests.journeys.hall import Hall, open_hall, open_terminal
from tests.journeys.person import PHONE, Person
from tests.journeys.traces import Secrets


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory: None) -> None:
    """Of every new station."""


@pytest.fixture(autouse=True)
def pages_that_go_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """读到了 and 认出来了: nobody has to read them here."""
    monkeypatch.setattr(hands, "LINGER_MS", 300)


@pytest.fixture(scope="session")
def _hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with open_hall(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture
def hall(_hall: Hall) -> Hall:
    """As at the beginning of a day."""
    _hall.tidy()
    return _hall


@pytest.fixture
def station(hall: Hall, tmp_path: Path) -> Settings:
    return hall.enrolled(tmp_path / "station")


@pytest.fixture
def terminal(station: Settings, qtbot: QtBot) -> Iterator[Terminal]:
    with open_terminal(station) as opened:
        yield opened


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Somebody else before each test, the same one in every run: what a closed terminal still holds is not theirs."""
    return crc32(f"{request.path.name} {request.node.name}".encode())


@pytest.fixture
def person(terminal: Terminal, hall: Hall, seed: int) -> Person:
    return Person(terminal, hall, sample_card(terminal.parts, "temporary-id-card", seed))


@pytest.fixture
def secrets(terminal: Terminal, seed: int) -> Secrets:
    applicant = make_sample(terminal.parts.catalogue.item("temporary-id-card"), seed).data["applicant"]
    return Secrets(applicant["name"], applicant["id_number"], applicant["address"], PHONE)
