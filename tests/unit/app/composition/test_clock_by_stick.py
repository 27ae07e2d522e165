"""A station without a line whose clock was a year ahead at one start: the stick puts it right, and helps no thief."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.audit import audit_event
from app.catalogue import load_catalogue
from app.central import operators as central_operators
from app.central.administration import Administration
from app.central.medium.importing import import_medium
from app.central.server import EmbeddedCentre
from app.central.settings import CentralSettings
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.freeze import Frozen, Open
from app.domain.operators import ListTooOld, SignedIn
from app.domain.trusted_time import Reading, Sureness
from app.storage.clock_readings import read_clocks
from app.storage.trusted_clock import TrustedClock

YEAR = timedelta(days=365)
PIN = "271828"


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory: None) -> None:
    """Of the station and the centre."""


class Station:
    """`start` is a start of the machine with its wall clock off by so much; `run_on` goes on with both clocks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._off = self._counted = timedelta(0)
        self._starts = 0
        self.centre = CentralSettings(folder / "centre", load_catalogue())
        self.parts = self._open()

    def _open(self) -> Parts:
        return Parts(load_settings(self._folder / "station"), TrustedClock(self._read))

    def _read(self) -> Reading:
        real = read_clocks()
        return Reading(real.wall + self._off, real.counted_s + self._counted.total_seconds(), str(self._starts))

    def start(self, off: timedelta = timedelta(0)) -> None:
        self.parts.close()
        self._starts += 1
        self._off = off
        self.parts = self._open()
        self.parts.freeze()  # opens the store

    def run_on(self, by: timedelta) -> None:
        self._off += by
        self._counted += by
        self.parts.keep_clock()

    def set_wall(self, off: timedelta) -> None:
        self._off = off

    def stick(self, name: str = "stick") -> Path:
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        return folder

    def ask(self, name: str = "stick") -> Path:
        """Out and to the centre, and back as far as the stick; the answer."""
        self.parts.record(audit_event("terminal.stopped"))
        self.run_on(timedelta(days=1))  # a day of the trail is over: there is something to bring
        self._off -= timedelta(days=1)
        package = self.parts.export(self.stick(name)).package
        assert package
        self.let_the_second_pass()
        assert import_medium(self.centre, self.stick(name)).refused == ()
        return self.stick(name) / f"answer-{package}.jws"

    def let_the_second_pass(self) -> None:
        """The line tells whole seconds: its word of this very second counts as later than an answer in it."""
        heard = self.parts.clock.state().centre_at if self.parts.clock else None
        while heard is not None and datetime.now(UTC) <= heard:
            time.sleep(0.02)

    def read_back(self, name: str = "stick") -> None:
        assert self.parts.export(self.stick(name)).answers >= 1

    def ahead(self) -> timedelta:
        return self.parts.now() - datetime.now(UTC)

    def corrections(self) -> int:
        return sum(b"clock.corrected" in each.record for each in self.parts._store().audit.every())


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """It heard the centre once, and has one operator; then the line was gone."""
    made = Station(tmp_path)
    with (
        EmbeddedCentre(tmp_path / "centre", made.centre.catalogue) as centre,
        Administration(tmp_path / "centre") as office,
    ):
        central_operators.add(office.database, "C01", "赵窗口", ["clerk"], PIN)
        made.parts.enroller.enrol(centre.url, office.make_enrolment_code("hall-01"), "self_service")
        made.parts.synchronizer.once()
        yield made
        made.parts.close()


@pytest.fixture
def held(station: Station) -> Station:
    """One start a year ahead, then the wall clock was put right."""
    station.start(YEAR)
    station.start()
    return station


def test_the_answer_to_what_was_asked_since_puts_the_clock_right_and_opens_the_station(held: Station) -> None:
    assert held.ahead() > YEAR - timedelta(minutes=1)
    assert isinstance(held.parts.freeze(), Frozen)
    assert isinstance(held.parts.operators.sign_in("C01", PIN), ListTooOld)
    held.ask()
    assert held.ahead() > YEAR - timedelta(minutes=1), "what was only brought there says nothing yet"
    held.read_back()
    assert abs(held.ahead()) < timedelta(minutes=1)
    assert held.parts.freeze() == Open()
    assert isinstance(held.parts.operators.sign_in("C01", PIN), SignedIn)
    (told,) = [each.record for each in held.parts._store().audit.every() if b"clock.corrected" in each.record]
    assert b'"direction":"back"' in told
    assert held.parts.verify_audit().intact
    held.start()
    assert abs(held.ahead()) < timedelta(minutes=1)
    assert held.parts.clock is not None
    assert held.parts.clock.state().sureness is Sureness.CARRIED


def test_an_answer_kept_back_for_a_year_and_read_with_the_clock_set_back_corrects_nothing(station: Station) -> None:
    station.ask()
    station.run_on(YEAR)
    station.start()  # the thief sets the wall clock to where the answer was given
    station.read_back()
    assert station.ahead() > YEAR - timedelta(minutes=1)
    assert isinstance(station.parts.operators.sign_in("C01", PIN), ListTooOld)
    assert station.corrections() == 0


def test_an_answer_that_was_taken_already_corrects_nothing_a_second_time(held: Station, tmp_path: Path) -> None:
    answer = held.ask()
    kept = shutil.copyfile(answer, tmp_path / answer.name)
    held.read_back()
    held.start(YEAR)
    held.start()
    shutil.copyfile(kept, answer)
    held.read_back()
    assert held.ahead() > YEAR - timedelta(minutes=1)
    assert held.corrections() == 1


def test_only_the_answer_to_the_newest_package_corrects(held: Station) -> None:
    held.ask("first")
    held.parts.record(audit_event("terminal.stopped"))
    assert held.parts.export(held.stick("second")).package
    held.read_back("first")
    assert held.ahead() > YEAR - timedelta(minutes=1)


@pytest.mark.parametrize("off", [timedelta(days=8), -timedelta(hours=1), YEAR])
def test_a_wall_clock_that_does_not_agree_is_not_believed(held: Station, off: timedelta) -> None:
    held.ask()
    held.set_wall(off)
    held.read_back()
    assert held.ahead() > YEAR - timedelta(minutes=1)
    assert held.corrections() == 0


def test_a_clock_that_is_only_some_days_ahead_waits(station: Station) -> None:
    station.start(timedelta(days=20))
    station.start()
    station.ask()
    station.read_back()
    assert station.ahead() > timedelta(days=19)
    assert station.corrections() == 0
