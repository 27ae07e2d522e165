"""The audit trail's seals at a real centre: a cut tail, an old image and two copies show up there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.audit import audit_event
from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.audit.report import settle, station_trail
from app.central.server import EmbeddedCentre
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.errors import WrongInput
from app.domain.standing import ROLLED_BACK
from app.storage import open_store
from app.storage.tables import audit_records
from app.sync.audit_seals import DaySealer
from app.sync.names import STATION_KEY

STATION = "hall-01"


@dataclass
class Bench:
    """Stations on data directories that can be copied, and one centre. Days pass for the stores alone."""

    home: Path
    url: str
    office: Administration
    _open: dict[str, Parts] = field(default_factory=dict)

    def now(self) -> datetime:
        """The centre takes tokens of its own time only."""
        return datetime.now(UTC)

    def station(self, name: str = STATION) -> Parts:
        if name not in self._open:
            self._open[name] = Parts(load_settings(self.home / name), self.now)
        return self._open[name]

    def enrol(self, name: str = STATION) -> None:
        self.station(name).enroller.enrol(self.url, self.office.make_enrolment_code(STATION), "self_service")

    def switch_off(self, name: str = STATION) -> None:
        if name in self._open:
            self._open.pop(name).close()

    def copy(self, name: str, to: str) -> None:
        self.switch_off(name)
        self.switch_off(to)
        shutil.rmtree(self.home / to, ignore_errors=True)
        shutil.copytree(self.home / name, self.home / to)

    def lives(self, name: str, *days: int) -> None:
        """Something happens on each of these days to come; then all of them are sealed."""
        self.switch_off(name)
        for day in days:
            with open_store(self.home / name, lambda day=day: self.now() + timedelta(days=day)) as store:
                store.audit.append(audit_event("terminal.stopped"))
        later = max(days) + 1
        with open_store(self.home / name, lambda: self.now() + timedelta(days=later)) as store:
            key = store.settings.get(STATION_KEY)
            assert key
            DaySealer(store.seals, STATION, key, lambda: self.now() + timedelta(days=later)).seal_due()

    def sync(self, name: str = STATION) -> None:
        self.station(name).synchronizer.once()

    @property
    def trail(self) -> dict[str, object]:
        return station_trail(self.office.database, STATION)

    @property
    def found(self) -> list[str]:
        return [each["kind"] for each in self.trail["findings"]]  # type: ignore[index,union-attr]

    def close(self) -> None:
        for each in self._open.values():
            each.close()


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@pytest.fixture
def bench(tmp_path: Path, catalogue: LoadedCatalogue) -> Iterator[Bench]:
    with EmbeddedCentre(tmp_path / "centre", catalogue) as centre, Administration(tmp_path / "centre") as office:
        made = Bench(tmp_path, centre.url, office)
        yield made
        made.close()


def test_the_days_of_a_station_are_sealed_brought_and_accepted(bench: Bench) -> None:
    bench.enrol()
    bench.lives(STATION, 0, 1, 4)
    bench.sync()
    assert [each["verdict"] for each in bench.trail["seals"]] == ["accepted"] * 3
    assert bench.trail["state"] == "ok"
    bench.sync()
    assert len(bench.trail["seals"]) == 3
    assert bench.station().verify_audit().intact
    with open_store(bench.home / STATION, bench.now) as store:
        assert [each.verdict for each in store.seals.all()] == ["accepted"] * 3


def goes_on_after_an_image(bench: Bench) -> None:
    bench.enrol()
    bench.sync()
    bench.copy(STATION, to="image")
    bench.station().record(audit_event("terminal.stopped"))
    bench.switch_off()
    bench.sync()


def test_an_old_image_shows_at_the_first_contact_and_stays_until_somebody_settles_it(bench: Bench) -> None:
    goes_on_after_an_image(bench)
    assert bench.found == []
    bench.copy("image", to=STATION)
    bench.sync()
    assert bench.found == ["rollback"]
    bench.switch_off()
    bench.sync()
    assert bench.found == ["rollback"]
    with pytest.raises(WrongInput):
        settle(bench.office.database, STATION, "  ")
    assert settle(bench.office.database, STATION, "换了硬盘，用的是备份") == 1
    assert bench.trail["state"] == "ok"


def test_an_old_image_that_grew_past_what_the_centre_knew_is_told_by_the_station_once(bench: Bench) -> None:
    goes_on_after_an_image(bench)
    bench.copy("image", to=STATION)
    for _ in range(6):
        bench.station().record(audit_event("terminal.stopped"))
    bench.switch_off()
    bench.sync()
    assert bench.trail["state"] == "rollback"
    told = _rolled_back(bench)
    assert bench.station().accounts.standing().rolled_back == "", "the centre has said that it knows"
    assert settle(bench.office.database, STATION, "换了硬盘，用的是备份") == 1
    bench.switch_off()
    with open_store(bench.home / STATION, bench.now) as store:
        store.settings.put({ROLLED_BACK: told})  # as if that word had been lost
    bench.sync()
    assert bench.station().accounts.standing().rolled_back == ""
    assert bench.found == ["rollback"]
    assert bench.trail["state"] == "ok"


def test_two_copies_that_both_seal_days_show_as_a_fork(bench: Bench) -> None:
    bench.enrol()
    bench.lives(STATION, 0)
    bench.sync()
    bench.copy(STATION, to="twin")
    bench.lives(STATION, 1, 2)
    bench.sync()
    bench.lives("twin", 1, 2, 3)
    bench.sync("twin")
    seals = {each["verdict"] for each in bench.trail["seals"]}
    assert "fork" in seals | set(bench.found)
    assert bench.trail["state"] != "ok"
    assert "audit.seal_refused" in _events(bench, "twin")


def test_a_trail_whose_tail_was_cut_shows_although_its_hashes_are_right(bench: Bench) -> None:
    bench.enrol()
    bench.lives(STATION, 0, 1)
    bench.sync()
    bench.switch_off()
    with open_store(bench.home / STATION, bench.now) as store, store.database.writing() as connection:
        connection.execute(delete(audit_records).where(audit_records.c.sequence > 2))
    report = bench.station().verify_audit()
    assert (report.intact, report.broken_at) == (False, None)
    bench.sync()
    assert "rollback" in bench.found


def _rolled_back(bench: Bench) -> str:
    """The hash of the record by which the station's own trail tells of it."""
    bench.switch_off()
    with open_store(bench.home / STATION, bench.now) as store:
        return next(each.hash.hex() for each in store.audit.every() if b"store.rolled_back" in each.record)


def _events(bench: Bench, name: str) -> str:
    with open_store(bench.home / name, bench.now) as store:
        return " ".join(each.record.decode() for each in store.audit.every())
