"""A station that lives by sticks: the real centre's signed answer, read back, ends the freeze of a long silence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jwt
import pytest

from app.audit import audit_event
from app.catalogue import load_catalogue
from app.central import operators as central_operators
from app.central.administration import Administration
from app.central.medium.importing import import_medium
from app.central.server import EmbeddedCentre
from app.central.settings import CentralSettings
from app.central.storage import moment
from app.central.storage import operators as kept_operators
from app.central.storage.database import Database
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.freeze import Frozen, Open, Warned
from app.domain.operators import ListTooOld, Role, SignedIn
from app.domain.ports import Change
from app.domain.trusted_time import Reading
from app.storage.clock_readings import read_clocks
from app.storage.trusted_clock import TrustedClock

SILENCE = timedelta(days=16)
PIN = "271828"


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory: None) -> None:
    """Of the station and the centre."""


class Station:
    """Its clocks start so long ago that the centre's real time is the end of the silence."""

    def __init__(self, folder: Path) -> None:
        self._off = -SILENCE
        self.clock = TrustedClock(self._read)
        self.parts = Parts(load_settings(folder / "station"), self.clock)
        self.centre = CentralSettings(folder / "centre", load_catalogue())
        self.stick = folder / "stick"
        self.stick.mkdir()

    def _read(self) -> Reading:
        real = read_clocks()
        return Reading(real.wall + self._off, real.counted_s + (self._off + SILENCE).total_seconds(), real.run)

    def pass_time(self, by: timedelta) -> None:
        self._off += by

    def round_trip(self) -> Path:
        """Out, to the centre, and back as far as the stick; its answer."""
        assert self.parts.export(self.stick).package
        assert import_medium(self.centre, self.stick).refused == ()
        (answer,) = self.stick.glob("answer-*.jws")
        return answer


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Enrolled, the centre heard once, and then no line any more."""
    made = Station(tmp_path)
    with (
        closing(made.parts),
        EmbeddedCentre(tmp_path / "centre", made.centre.catalogue) as centre,
        Administration(tmp_path / "centre") as office,
    ):
        # Without the first numbers: with them the centre's time would be heard, and there would be no silence.
        made.parts._client().enroller.enrol(centre.url, office.make_enrolment_code("hall-01"), "self_service")
        made.clock.hear(made.parts.now(), timedelta(seconds=1))
        yield made


def test_the_answer_of_the_centre_that_is_read_back_ends_the_freeze(station: Station) -> None:
    station.parts.record(audit_event("terminal.stopped"))
    station.pass_time(SILENCE)
    frozen = station.parts.freeze()
    assert isinstance(frozen, Frozen)
    assert "读回" in frozen.reasons[0].what_to_do
    station.round_trip()
    assert isinstance(station.parts.freeze(), Frozen), "what was only brought there is not heard yet"
    before = station.clock.state()
    assert station.parts.export(station.stick).answers == 1
    assert station.parts.freeze() == Open()
    after = station.clock.state()
    assert (after.sureness, after.centre_at) == (before.sureness, before.centre_at), "it says nothing of the clock"


def test_the_days_are_counted_from_the_answer_and_an_old_one_read_again_moves_nothing(
    station: Station, tmp_path: Path
) -> None:
    station.pass_time(SILENCE)
    first = station.round_trip()
    kept = shutil.copyfile(first, tmp_path / first.name)
    station.parts.export(station.stick)
    station.pass_time(timedelta(days=8))
    assert isinstance(station.parts.freeze(), Warned)
    shutil.copyfile(kept, first)
    assert station.parts.export(station.stick).answers == 1
    warned = station.parts.freeze()
    assert isinstance(warned, Warned)
    assert warned.reasons[0].words.startswith("8 ")
    station.pass_time(timedelta(days=7))
    assert isinstance(station.parts.freeze(), Frozen)


def staffed(station: Station) -> Database:
    """Three work there, and the list was heard before the silence. The centre's database."""
    database = Database(station.centre.url)
    for number in ("C01", "C02", "C03"):
        central_operators.add(database, number, "赵窗口", ["clerk"], PIN)
    with database.read() as connection:
        listed = central_operators.notice(connection)
    assert listed is not None
    station.parts.outbox.apply_changes([Change("1", listed.kind, {"body": listed.body})], "1")
    return database


def test_the_answer_of_the_centre_renews_who_may_sign_in(station: Station) -> None:
    with closing(staffed(station)):
        assert isinstance(station.parts.operators.sign_in("C01", PIN), SignedIn)
        station.pass_time(SILENCE)
        assert station.parts.operators.sign_in("C01", PIN) == ListTooOld(14)
        answer = station.round_trip()
        body = jwt.decode(answer.read_bytes(), options={"verify_signature": False})
        assert "赵" not in str(body), "no name stands on the stick"
        assert "argon2" not in str(body)
        station.parts.export(station.stick)
        assert isinstance(station.parts.operators.sign_in("C01", PIN), SignedIn)
        station.pass_time(timedelta(days=15))
        assert station.parts.operators.sign_in("C01", PIN) == ListTooOld(14)


def test_who_left_or_has_another_pin_may_not_sign_in_by_an_answer_and_roles_are_as_it_says(station: Station) -> None:
    with closing(staffed(station)) as database:
        station.pass_time(SILENCE)
        central_operators.remove(database, "C01")
        central_operators.add(database, "C02", "赵窗口", ["clerk"], "314159")
        central_operators.add(database, "C04", "钱窗口", ["clerk"], PIN)
        with database.write() as connection:
            third = next(each for each in kept_operators.everyone(connection) if each.number == "C03")
            kept_operators.keep(connection, replace(third, roles=["clerk", "decider"]), moment.now())
        station.round_trip()
        station.parts.export(station.stick)
        outcomes = [station.parts.operators.sign_in(number, PIN) for number in ("C01", "C02", "C03", "C04")]
        assert [type(each).__name__ for each in outcomes] == ["WrongPin", "WrongPin", "SignedIn", "WrongPin"]
        assert isinstance(outcomes[2], SignedIn)
        assert outcomes[2].roles == (Role.CLERK, Role.DECIDER)
        (told,) = [each.record.decode() for each in station.parts._store().audit.every() if b"stood_by" in each.record]
        assert '"ended":2' in told


def test_an_answer_of_before_takes_nobody_off_a_list_that_was_heard_later(station: Station) -> None:
    with closing(staffed(station)) as database:
        station.pass_time(SILENCE)
        central_operators.remove(database, "C01")
        station.round_trip()
        station.pass_time(timedelta(minutes=5))
        central_operators.add(database, "C01", "赵窗口", ["clerk"], PIN)
        with database.read() as connection:
            listed = central_operators.notice(connection)
        assert listed is not None
        station.parts.outbox.apply_changes([Change("2", listed.kind, {"body": listed.body})], "2")
        station.parts.export(station.stick)
        assert isinstance(station.parts.operators.sign_in("C01", PIN), SignedIn)
