"""A self-service station and a real centre: sealed at submit, sent as it lies, gone when the centre has it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central import operators
from app.central.administration import Administration
from app.central.key_rotation import rotate_key
from app.central.server import EmbeddedCentre
from app.domain.case import CaseStatus, Kept, NewAttachment, Submission
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.operators import Role, SignedIn
from app.storage import StoreChoices, open_store
from app.sync.client import CentreClient

LARGE = 2 << 20


def utc_now():
    return datetime.now(UTC)


class Terminal:
    def __init__(self, data_dir, catalogue):
        self.data_dir = data_dir
        self.store = open_store(data_dir, utc_now, StoreChoices(keeps_readable=False, keep_sent=timedelta(0)))
        self.client = CentreClient(self.store.settings, self.store.outbox, utc_now)
        self.catalogue = catalogue

    def submit(self, item_code="temporary-id-card", seed=1, large=0):
        item = self.catalogue.item(item_code)
        sample = make_sample(item, seed)
        files = [
            NewAttachment(
                each.name, each.media_type, each.content + os.urandom(large * (each.name == "tenancy-contract"))
            )
            for each in sample.attachments.values()
        ]
        submission = Submission(str(uuid7()), item.code, item.version, sample.data, tuple(files))
        return self.store.cases.submit(submission), submission

    def files(self):
        return list((self.data_dir / "attachments").rglob("*.age")) + list((self.data_dir / "spool").iterdir())

    def sync(self):
        return self.client.synchronizer.once()

    def close(self):
        self.client.close()
        self.store.close()


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("centre")


@pytest.fixture(scope="module")
def centre(home, catalogue):
    with EmbeddedCentre(home, catalogue) as running:
        yield running


@pytest.fixture(scope="module")
def office(home, centre):
    with Administration(home) as administration:
        yield administration


@pytest.fixture
def terminal(tmp_path, catalogue):
    opened = Terminal(tmp_path / "station", catalogue)
    yield opened
    opened.close()


@pytest.fixture
def enrolled(terminal, centre, office):
    terminal.client.enroller.enrol(centre.url, office.make_enrolment_code(f"hall-{uuid7()}"), "self_service")
    return terminal


def assert_arrived(office, saved, submission):
    held = office.get_case(saved.id)
    assert held["status"] == "accepted"
    assert held["data"] == submission.data
    assert {each["name"]: each["sha256"] for each in held["attachments"]} == {
        each.name: sha256(each.content).hexdigest() for each in submission.attachments
    }
    assert all(each["arrived"] for each in held["attachments"])


def test_cases_arrive_whole_and_leave_only_their_number_behind(enrolled, office):
    cases = [enrolled.submit(seed=seed) for seed in (1, 2)]
    enrolled.store.cases.evaluate(
        Evaluation(cases[0][0].id, Grade.BAD, EvaluationChannel.SCREEN, ("等得太久",), "排队")
    )
    assert all(enrolled.store.cases.case(saved.id).kept is Kept.SEALED for saved, _ in cases)
    enrolled.sync()
    enrolled.sync()

    for saved, submission in cases:
        assert_arrived(office, saved, submission)
        here = enrolled.store.cases.case(saved.id)
        assert (here.kept, here.status, here.data) == (Kept.SEALED, CaseStatus.ACCEPTED, {})
    assert office.get_case(cases[0][0].id)["evaluation"]["reasons"] == ["等得太久"]
    assert enrolled.files() == []


def test_a_large_attachment_goes_by_upload_from_the_very_file_it_was_sealed_into(enrolled, office):
    saved, submission = enrolled.submit("residence-permit-endorsement", large=LARGE)
    assert any(each.stat().st_size > LARGE for each in enrolled.files())
    enrolled.sync()
    enrolled.sync()

    assert_arrived(office, saved, submission)
    assert enrolled.files() == []


def test_what_was_submitted_before_enrolment_is_sealed_up_and_arrives(terminal, centre, office):
    saved, submission = terminal.submit()
    assert terminal.store.cases.case(saved.id).kept is Kept.READABLE
    terminal.client.enroller.enrol(centre.url, office.make_enrolment_code(f"hall-{uuid7()}"), "self_service")
    terminal.store.life.seal_up()
    assert terminal.store.cases.case(saved.id).kept is Kept.SEALED
    terminal.sync()
    terminal.sync()

    assert_arrived(office, saved, submission)
    assert terminal.files() == []


def test_a_new_key_of_the_centre_is_heard_and_what_waits_under_the_old_one_still_opens(enrolled, office):
    enrolled.sync()
    waiting, first = enrolled.submit(seed=3)
    done = rotate_key(office.database, office.keys)
    enrolled.sync()
    fresh, second = enrolled.submit(seed=4)
    events = enrolled.store.outbox.due_events(utc_now(), 10)
    assert [each.sealed_to for each in events if each.case_id == fresh.id] == [done["recipient"]]
    enrolled.sync()
    enrolled.sync()

    assert_arrived(office, waiting, first)
    assert_arrived(office, fresh, second)


def test_an_operator_whom_the_centre_names_signs_in_here(enrolled, office):
    operators.add(office.database, "T01", "赵师傅", ["technician"], "271828")
    enrolled.sync()

    assert enrolled.store.operators.sign_in("T01", "271828") == SignedIn("T01", "赵师傅", (Role.TECHNICIAN,))
    operators.remove(office.database, "T01")
    enrolled.sync()
    assert not isinstance(enrolled.store.operators.sign_in("T01", "271828"), SignedIn)
