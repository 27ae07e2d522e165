"""A lock is a state the centre holds: a disk that was put back or replaced does not open a station."""

from __future__ import annotations

import shutil

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central import station_office
from tests.unit.app.sync.test_trail_at_centre import STATION, Bench, bench

__all__ = ["bench"]


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


def command(bench: Bench, name: str) -> None:
    station_office.command(bench.office.database, STATION, name)
    bench.sync()


def is_locked(bench: Bench) -> bool:
    return bench.station().outbox.locked()


def seen(bench: Bench) -> list[tuple[str, str]]:
    (row,) = station_office.list_stations(bench.office.database)
    return [(each["name"], each["outcome"]) for each in row["commands"]]


def test_an_image_from_before_the_lock_is_locked_once_it_has_met_the_centre(bench: Bench) -> None:
    bench.enrol()
    bench.sync()
    bench.copy(STATION, to="image")
    command(bench, "lock")
    bench.copy("image", to=STATION)
    assert not is_locked(bench)

    bench.sync()
    assert is_locked(bench)
    bench.sync()

    assert is_locked(bench)
    assert seen(bench) == [("lock", "done")]
    command(bench, "unlock")
    assert not is_locked(bench)


def test_an_image_from_the_locked_time_is_unlocked_where_the_centre_has_unlocked_it_since(bench: Bench) -> None:
    bench.enrol()
    command(bench, "lock")
    bench.copy(STATION, to="image")
    command(bench, "unlock")
    bench.copy("image", to=STATION)
    assert is_locked(bench)

    bench.sync()

    assert not is_locked(bench)


def test_an_image_from_before_both_stays_unlocked(bench: Bench) -> None:
    bench.enrol()
    bench.sync()
    bench.copy(STATION, to="image")
    command(bench, "lock")
    command(bench, "unlock")
    bench.copy("image", to=STATION)

    bench.sync()

    assert not is_locked(bench)


@pytest.mark.parametrize("heard", [True, False])
def test_a_new_disk_is_locked_as_the_one_before_it(bench: Bench, heard: bool) -> None:
    bench.enrol()
    bench.sync()
    station_office.command(bench.office.database, STATION, "lock")
    if heard:
        bench.sync()
    bench.switch_off()
    shutil.rmtree(bench.home / STATION)

    bench.enrol()
    bench.sync()

    assert is_locked(bench)
    assert seen(bench) == [("lock", "done")]
