"""A batch that was under way while its station was revoked or enrolled anew is not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyrage import x25519

from app.catalogue import load_catalogue
from app.central.identity import NotIdentified
from app.central.intake.intake import Intake
from app.central.objects import ObjectStore
from app.central.storage import stations
from app.central.storage.database import Database
from app.central.storage.stations import Station

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'central.db'}")
    opened.prepare()
    yield opened
    opened.close()


def station(enrolment: int = 1) -> Station:
    return Station("hall-01", "counter", enrolment, f"BM0{enrolment}", "", "", "")


def revoked(database: Database) -> None:
    with database.write() as connection:
        stations.revoke(connection, "hall-01", "stolen", AT)


def enrolled_anew(database: Database) -> None:
    with database.write() as connection:
        stations.save(connection, station(2), AT)


@pytest.mark.parametrize(("meanwhile", "reason"), [(revoked, "station_revoked"), (enrolled_anew, "token_invalid")])
def test_nothing_of_it_counts(
    database: Database, tmp_path: Path, meanwhile: Callable[[Database], None], reason: str
) -> None:
    identified = station()
    with database.write() as connection:
        stations.save(connection, identified, AT)
        stations.advance_sequence(connection, "hall-01", 57)
    intake = Intake(
        database,
        x25519.Identity.generate(),
        load_catalogue(),
        ObjectStore(tmp_path / "objects"),
        bytes(32),
    )
    assert intake.take(identified, []).verdicts == ()
    meanwhile(database)
    with pytest.raises(NotIdentified) as refusal:
        intake.take(identified, [])
    assert refusal.value.reason == reason
