"""A station that the centre knows no more takes nobody new, however well the centre itself can be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.audit import audit_event
from app.catalogue import load_catalogue
from app.central import station_office
from app.central.administration import Administration
from app.central.medium.importing import import_medium
from app.central.server import EmbeddedCentre
from app.central.settings import CentralSettings
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.errors import CentreRefused, StationFrozen
from app.domain.freeze import Frozen, Ground, Open
from app.domain.trusted_time import Reading
from app.storage.clock_readings import read_clocks
from app.storage.trusted_clock import TrustedClock


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory: None) -> None:
    """Of the station and the centre."""


class Hall:
    """A station whose clocks may be put on together, its centre, and the centre's office."""

    def __init__(self, folder: Path, centre: EmbeddedCentre, office: Administration) -> None:
        self._off = timedelta(0)
        self.folder, self.centre, self.office = folder, centre, office
        self.clock = TrustedClock(self._read)
        self.parts = Parts(load_settings(folder / "station"), self.clock)

    def _read(self) -> Reading:
        real = read_clocks()
        return Reading(real.wall + self._off, real.counted_s + self._off.total_seconds(), real.run)

    def pass_time(self, by: timedelta) -> None:
        self._off += by

    def enrol(self) -> None:
        self.parts.enroller.enrol(self.centre.url, self.office.make_enrolment_code("hall-01"), "self_service")

    def revoke(self) -> None:
        station_office.revoke(self.office.database, "hall-01", "被偷了")

    def rename(self, station: str, to: str) -> None:
        """What hangs on its row stays: as if the centre had never heard of it, and had again later."""
        with closing(sqlite3.connect(self.folder / "centre" / "central" / "central.db")) as database, database:
            database.execute("UPDATE stations SET id = ? WHERE id = ?", (to, station))

    def is_refused(self) -> None:
        with pytest.raises(CentreRefused):
            self.parts.synchronizer.once()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with (
        EmbeddedCentre(tmp_path / "centre", load_catalogue()) as centre,
        Administration(tmp_path / "centre") as office,
    ):
        made = Hall(tmp_path, centre, office)
        with closing(made.parts):
            made.enrol()
            made.parts.synchronizer.once()
            yield made


def test_a_revoked_station_is_frozen_with_the_first_refusal_and_open_with_the_next_enrolment(hall: Hall) -> None:
    assert hall.parts.freeze() == Open()
    hall.revoke()
    hall.is_refused()
    frozen = hall.parts.freeze()
    assert isinstance(frozen, Frozen)
    assert (frozen.ground, frozen.reasons[0].words) == (Ground.REFUSED, "中心平台停用了本机")
    assert hall.parts.services.reachable(), "anybody may ask that, and it ends nothing"
    with pytest.raises(StationFrozen, match="先不收新的办件：中心平台停用了本机"):
        hall.parts.require_open()
    hall.enrol()
    assert hall.parts.freeze() == Open()
    hall.parts.require_open()


def test_a_station_the_centre_does_not_know_is_frozen_until_a_request_is_taken_again(hall: Hall) -> None:
    """As after a back-up from before its enrolment, until a newer one was put back."""
    hall.rename("hall-01", "hall-02")
    hall.is_refused()
    frozen = hall.parts.freeze()
    assert isinstance(frozen, Frozen)
    assert frozen.reasons[0].words == "中心平台没有登记本机"
    hall.rename("hall-02", "hall-01")
    assert isinstance(hall.parts.freeze(), Frozen)
    hall.parts.ask_if_taken()
    assert hall.parts.freeze() == Open()


def test_an_answer_on_a_stick_that_came_later_ends_it_as_well(hall: Hall) -> None:
    hall.rename("hall-01", "hall-02")
    hall.is_refused()
    hall.rename("hall-02", "hall-01")
    hall.parts.record(audit_event("terminal.stopped"))
    hall.pass_time(timedelta(days=2))  # a day of the trail is over, and its seal goes along
    stick = hall.folder / "stick"
    stick.mkdir()
    assert hall.parts.export(stick).package
    assert import_medium(CentralSettings(hall.folder / "centre", load_catalogue()), stick).refused == ()
    assert hall.parts.export(stick).answers == 1
    assert hall.parts.freeze() == Open()


def test_days_are_counted_from_what_the_centre_took_and_not_from_what_it_said_to_anybody(hall: Hall) -> None:
    hall.pass_time(timedelta(days=15, hours=1))
    hall.clock.hear(hall.parts.now(), timedelta(seconds=1))  # as every 401 and the public page put the clock right
    frozen = hall.parts.freeze()
    assert isinstance(frozen, Frozen)
    assert frozen.ground is Ground.OFFLINE


def test_what_was_counted_by_a_word_of_the_centre_that_lay_ahead_is_over_with_its_next_one(hall: Hall) -> None:
    hall.clock.hear(hall.parts.now() + timedelta(days=20), timedelta(seconds=1))
    hall.parts.keep_clock()
    assert isinstance(hall.parts.freeze(), Frozen)
    hall.parts.synchronizer.once()
    hall.parts.close()
    with closing(Parts(load_settings(hall.folder / "station"), TrustedClock(hall._read))) as next_program:
        assert next_program.freeze() == Open()
        next_program.require_open()
        assert next_program.now() - hall._read().wall < timedelta(minutes=1)
        told = [each.record for each in next_program._store().audit.every() if b"clock.corrected" in each.record]
        assert [b'"direction":"back"' in each for each in told] == [False, True]
        assert next_program.verify_audit().intact
