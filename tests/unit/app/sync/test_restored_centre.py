"""A centre restored from an older back-up: the station finds it out and sends again what the centre lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.backup import back_up
from app.central.medium.importing import import_medium
from app.central.restoring import restore
from app.central.server import EmbeddedCentre
from app.central.settings import CentralSettings
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.case import NewAttachment, Submission
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import SyncReport
from app.sync.limits import LARGE_UPLOAD_BYTES

SMALL, WITH_CONTRACT = "temporary-id-card", "residence-permit-endorsement"
CONTRACT = "tenancy-contract"
LARGE = LARGE_UPLOAD_BYTES + 100_000


class Town:
    """One centre that can be put back to a back-up, and one station that knows it by one address."""

    def __init__(self, home: Path, catalogue: LoadedCatalogue) -> None:
        self.home, self._catalogue = home, catalogue
        self._run_centre(home / "centre")
        self.submitted: list[Submission] = []
        self._parts: Parts | None = None

    def _run_centre(self, centre_dir: Path, port: int = 0) -> None:
        self._centre_dir, self._running = centre_dir, ExitStack()
        self.centre = self._running.enter_context(EmbeddedCentre(centre_dir, self._catalogue, port=port))
        self.office = self._running.enter_context(Administration(centre_dir))

    @property
    def station(self) -> Parts:
        if self._parts is None:
            self._parts = Parts(load_settings(self.home / "station"))
        return self._parts

    def settle_in(self, kind: str, **storage: int) -> None:
        (self.home / "station").mkdir()
        lines = [f'[station]\nkind = "{kind}"\n[storage]', *(f"{name} = {value}" for name, value in storage.items())]
        (self.home / "station" / "station.toml").write_text("\n".join(lines), encoding="utf-8")
        self.station.enroller.enrol(self.centre.url, self.office.make_enrolment_code("hall-01"), kind)

    def enrol_anew(self) -> None:
        """From now on the centre never has a sequence without a hole of this station."""
        self.station.enroller.enrol(self.centre.url, self.office.make_enrolment_code("hall-01"), "self_service")

    def restart(self) -> None:
        """As `kiosk sync once` does: another program, with nothing of the one before in mind."""
        if self._parts is not None:
            self._parts.close()
            self._parts = None

    def submit(self, code: str = SMALL, large: int = 0) -> str:
        item = self._catalogue.item(code)
        sample = make_sample(item, len(self.submitted) + 1)
        files = tuple(
            NewAttachment(each.name, each.media_type, each.content + os.urandom(large * (each.name == CONTRACT)))
            for each in sample.attachments.values()
        )
        self.submitted.append(Submission(self.station.new_id(), item.code, item.version, sample.data, files))
        case_id = self.station.store.submit(self.submitted[-1]).id
        evaluation = Evaluation(case_id, Grade.VERY_GOOD, EvaluationChannel.COMMAND)
        assert self.station.store.evaluate(evaluation)
        return case_id

    def sync(self) -> SyncReport:
        return self.station.synchronizer.once()

    def beat(self) -> bool:
        return self.station.services.heartbeat({})

    def put_back(self) -> None:
        """The centre as it was at its back-up, at the same address."""
        self._running.close()
        restored = self._centre_dir.with_name(f"{self._centre_dir.name}-restored")
        shutil.copytree(self._centre_dir / "central" / "keys", restored / "central" / "keys")
        restore(restored, self.home / "backup")
        self._run_centre(restored, urlsplit(self.centre.url).port or 0)

    def back_up(self) -> None:
        back_up(self._centre_dir, self.home / "backup")

    @property
    def stick(self) -> Path:
        folder = self.home / "stick"
        folder.mkdir(exist_ok=True)
        return folder

    def import_stick(self) -> None:
        done = import_medium(CentralSettings(self._centre_dir, self._catalogue), self.stick)
        assert (done.refused, done.damaged) == ((), ())

    def happened(self, event: str) -> list[dict[str, Any]]:
        records = [json.loads(each) for each in self.station.newest_records(1_000)]
        return [each["fields"] for each in records if each["event"] == event]

    def assert_whole(self) -> None:
        """Every case is at the centre once, with all its files; no hole in the sequence, nor in the audit trail."""
        self.assert_all_there()
        assert self.station.accounts.told_sequence() == 2 * len(self.submitted)

    def assert_all_there(self) -> None:
        held = {each["id"]: self.office.get_case(each["id"]) for each in self.office.list_cases()}
        assert sorted(held) == sorted(each.case_id for each in self.submitted)
        for each in self.submitted:
            case = held[each.case_id]
            assert case["status"] == "accepted"
            assert case["evaluation"]["grade"] == 5
            assert {file["name"]: (file["size"], file["sha256"]) for file in case["attachments"]} == {
                file.name: (len(file.content), sha256(file.content).hexdigest()) for file in each.attachments
            }
        assert self.station.verify_audit().intact
        assert self.station.outbox.waiting() == 0

    def close(self) -> None:
        self.restart()
        self._running.close()


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@pytest.fixture
def town(tmp_path: Path, catalogue: LoadedCatalogue) -> Iterator[Town]:
    made = Town(tmp_path, catalogue)
    yield made
    made.close()


def submitted_around_a_backup(town: Town) -> None:
    town.submit()
    town.submit(WITH_CONTRACT)
    assert town.sync().waiting == 0
    town.back_up()
    town.submit()
    town.submit(WITH_CONTRACT, large=LARGE)
    assert town.sync().waiting == 0
    town.assert_whole()


@pytest.mark.parametrize("kind", ["self_service", "counter"])
def test_what_the_centre_took_after_its_backup_is_sent_again(town: Town, kind: str) -> None:
    town.settle_in(kind)
    submitted_around_a_backup(town)
    town.put_back()
    town.restart()

    report = town.sync()

    assert (report.accepted, report.conflict, report.rejected, report.waiting) == (4, 0, 0, 0)
    town.assert_whole()
    (told,) = town.happened("outbox.centre_went_back")
    assert (told["was"], told["now"], told["events"]) == (8, 4, 4)
    assert town.happened("store.rolled_back") == []
    assert town.sync() == SyncReport()


def test_a_running_terminal_hears_of_it_by_its_heartbeat(town: Town) -> None:
    town.settle_in("self_service")
    submitted_around_a_backup(town)
    town.put_back()

    assert town.beat(), "there is something to sync"
    town.submit()
    assert town.sync().accepted == 6

    town.sync()
    assert not town.beat()
    town.assert_whole()
    assert len(town.happened("outbox.centre_went_back")) == 1


def test_a_case_that_goes_before_anybody_asked_hides_nothing(town: Town) -> None:
    town.settle_in("self_service")
    submitted_around_a_backup(town)
    town.put_back()

    town.submit()
    town.sync()
    town.sync()

    town.assert_whole()
    assert [each["now"] for each in town.happened("outbox.centre_went_back")] == [4]


def test_what_is_erased_here_is_told_by_its_number_and_asked_for_no_more(town: Town) -> None:
    town.settle_in("self_service", keep_sent_days=0)
    submitted_around_a_backup(town)
    lost = town.submitted[2:]
    town.put_back()
    town.restart()

    for _ in range(3):
        report = town.sync()
        assert (report.sent, report.waiting) == (0, 0)
        town.restart()

    missing = town.station.outbox_desk.backlog(town.station.now()).missing
    assert {each.case_id: (each.events, each.attachments) for each in missing} == {
        each.case_id: (2, len(each.attachments)) for each in lost
    }
    assert {each["case_id"] for each in town.happened("outbox.missing_at_centre")} == {each.case_id for each in lost}
    assert [each["events"] for each in town.happened("outbox.centre_went_back")] == [0]
    town.submitted = town.submitted[:2]
    town.submit()
    assert town.sync().accepted == 2
    assert {each["id"] for each in town.office.list_cases()} == {each.case_id for each in town.submitted}


def test_a_centre_put_back_twice_is_sent_everything_twice(town: Town) -> None:
    town.settle_in("self_service")
    submitted_around_a_backup(town)
    for _ in range(2):
        town.put_back()
        town.restart()
        assert town.sync().accepted == 4
        town.assert_whole()
    assert len(town.happened("outbox.centre_went_back")) == 2


def test_sending_again_what_is_there_is_harmless(town: Town) -> None:
    town.settle_in("self_service")
    submitted_around_a_backup(town)

    assert town.station.accounts.hear_told(0, 8)
    report = town.sync()

    assert (report.duplicate, report.accepted, report.conflict, report.rejected) == (8, 0, 0, 0)
    town.assert_whole()


def test_a_restoring_is_noticed_where_a_hole_in_the_sequence_lasts(town: Town) -> None:
    town.settle_in("self_service")
    town.submit()
    town.sync()
    town.enrol_anew()
    town.submit()
    town.sync()
    town.back_up()
    town.submit()
    assert town.sync().accepted == 2
    town.put_back()
    assert town.beat(), "there is something to sync"

    report = town.sync()

    assert (report.accepted, report.conflict, report.rejected, report.waiting) == (2, 0, 0, 0)
    town.assert_all_there()
    assert [(each["was"], each["now"]) for each in town.happened("outbox.centre_went_back")] == [(0, 0)]
    assert town.sync() == SyncReport()
    assert not town.beat()


def test_a_restoring_is_noticed_where_only_attachments_came_after_the_backup(town: Town) -> None:
    town.settle_in("self_service")
    town.submit(WITH_CONTRACT, large=LARGE)
    town.station.synchronizer.once(large=False)
    town.back_up()
    assert town.sync().waiting == 0
    town.assert_whole()
    town.put_back()
    town.restart()

    assert town.sync().waiting == 0

    town.assert_whole()
    assert [each["uploads"] > 0 for each in town.happened("outbox.centre_went_back")] == [True]


def test_what_was_lost_with_a_later_enrolment_goes_again_under_the_next(town: Town) -> None:
    town.settle_in("self_service")
    town.sync()
    town.back_up()
    town.enrol_anew()
    town.submit()
    assert town.sync().accepted == 2
    town.put_back()
    town.enrol_anew()

    assert town.sync().accepted == 2

    town.assert_all_there()


def test_an_answer_on_a_stick_from_before_the_restoring_settles_nothing_that_went_with_it(town: Town) -> None:
    town.settle_in("self_service")
    town.sync()
    town.back_up()
    town.submit()
    town.submit(WITH_CONTRACT)
    package = town.station.export(town.stick).package
    town.import_stick()
    town.put_back()
    assert not town.office.list_cases()
    town.beat()
    waiting = town.station.outbox.waiting()

    done = town.station.export(town.stick)

    assert (done.answers, done.outdated, done.events) == (0, 1, 4)
    assert town.station.outbox.waiting() == waiting
    assert (town.stick / package).is_dir(), "what it holds is needed once more"
    town.import_stick()
    done = town.station.export(town.stick)
    assert (done.answers, done.outdated, done.package) == (2, 0, "")
    assert list(town.stick.iterdir()) == []
    town.assert_all_there()


def test_what_goes_by_the_line_meanwhile_is_whole_though_the_answer_of_before_says_it_is_settled(town: Town) -> None:
    town.settle_in("self_service")
    town.sync()
    town.back_up()
    town.submit(WITH_CONTRACT, large=LARGE)
    town.station.export(town.stick)
    town.import_stick()
    town.put_back()
    town.restart()
    town.station.synchronizer.once(large=False)
    assert town.station.outbox.waiting() > 0

    assert town.station.export(town.stick).outdated == 1

    assert town.sync().waiting == 0
    town.assert_whole()


def test_a_restoring_that_is_heard_by_the_answer_itself_settles_and_sends_again(town: Town) -> None:
    town.settle_in("self_service")
    town.sync()
    town.back_up()
    town.submit()
    assert town.sync().waiting == 0
    town.submit()
    town.station.export(town.stick)
    town.put_back()
    town.import_stick()

    done = town.station.export(town.stick)

    assert (done.answers, done.outdated, done.events) == (1, 0, 2), "those of the first case, which the centre lost"
    assert len(town.happened("outbox.centre_went_back")) == 1
    town.import_stick()
    town.station.export(town.stick)
    town.assert_all_there()
