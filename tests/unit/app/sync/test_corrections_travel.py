"""A returned part goes from a real station to a real centre, also over a lost answer, and its change comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.catalogue.correction import check_correction
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.case import CaseStatus, Correction, NewAttachment, Submission
from app.storage import open_store
from app.storage.choices import StoreChoices
from app.sync.client import CentreClient
from tests.central.renewals import agreeing, applicant, medical, renewal_data

ITEM = "driving-licence-renewal"
PHOTO = b"\xff\xd8\xff\xe0" + b"a better picture" * 500


def utc_now():
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def centre(tmp_path, catalogue):
    with EmbeddedCentre(tmp_path / "centre", catalogue) as running:
        yield running


@pytest.fixture
def office(tmp_path, centre, catalogue):
    with Administration(tmp_path / "centre", "", catalogue) as administration:
        yield administration


@pytest.fixture(params=["readable", "sealed"])
def branch(request, tmp_path, centre, office):
    store = open_store(tmp_path / "station", utc_now, StoreChoices(keeps_readable=request.param == "readable"))
    client = CentreClient(store.settings, store.outbox, utc_now)
    client.enroller.enrol(centre.url, office.make_enrolment_code("branch-01", "post"), "post")
    yield store, client.synchronizer
    client.close()
    store.close()


@pytest.fixture
def returned(branch, office, catalogue):
    """Its photo, by the hospital; the licensing office has not looked."""
    store, synchronizer = branch
    item = catalogue.item(ITEM)
    sample = make_sample(item, 3)
    files = tuple(NewAttachment(each.name, each.media_type, each.content) for each in sample.attachments.values())
    data = agreeing({**sample.data, "applicant": applicant(), **renewal_data()})
    saved = store.cases.submit(Submission(str(uuid7()), item.code, item.version, data, files, "post", "0417"))
    synchronizer.once()
    office.decide(saved.id, "return", "照片反光。", ["photo"], "hospital")
    synchronizer.once()
    case = store.cases.case(saved.id)
    assert (case.status, case.reason) == (CaseStatus.RETURNED, "照片反光。")
    return case


def new_photo(case_id):
    return Correction(str(uuid7()), case_id, "photo", {}, (NewAttachment("photo", "image/jpeg", PHOTO),), "0417")


def test_a_photo_taken_again_arrives_and_is_looked_at_again(branch, office, returned, catalogue):
    store, synchronizer = branch
    correction = new_photo(returned.id)
    check_correction(catalogue.item(ITEM), correction.part, correction.data, correction.attachments)
    store.cases.correct(correction)
    assert store.cases.case(returned.id).status is CaseStatus.SAVED

    report = synchronizer.once()

    assert (report.accepted, report.conflict, report.rejected) == (1, 0, 0)
    held = office.get_case(returned.id)
    photo = next(each for each in held["attachments"] if each["name"] == "photo")
    assert (photo["sha256"], photo["arrived"]) == (sha256(PHOTO).hexdigest(), True)
    assert held["status"] == "received"
    assert store.cases.case(returned.id).status is CaseStatus.RECEIVED
    assert store.outbox.taken(returned.id)
    for each in ("hospital", "licensing"):
        office.decide(returned.id, "accept", office=each)
    synchronizer.once()
    assert store.cases.case(returned.id).status is CaseStatus.ACCEPTED


def test_taken_while_the_centre_is_away_it_goes_when_it_is_back(branch, office, returned, centre):
    store, synchronizer = branch
    centre.stop()
    store.cases.correct(new_photo(returned.id))
    assert store.outbox.waiting() == 2
    centre.start()
    synchronizer.once()
    assert [each["part"] for each in office.get_case(returned.id)["corrections"]] == ["photo"]


def test_a_part_nobody_asked_for_waits_for_a_person(branch, office, returned):
    store, synchronizer = branch
    store.cases.correct(Correction(str(uuid7()), returned.id, "medical", {"medical": medical()}))
    synchronizer.once()
    assert store.outbox.conflicts() == 1
    assert store.cases.case(returned.id).status is CaseStatus.RETURNED
    assert office.get_case(returned.id)["corrections"] == []
