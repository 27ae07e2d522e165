"""A real station store and a real centre, over HTTP on 127.0.0.1."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from hashlib import sha256

import httpx
import pytest
from uuid_utils import uuid7

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.case import CaseStatus, NewAttachment, Submission
from app.domain.errors import CentreRefused, CentreUnreachable, StorageProblem
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.person import IdentityCard
from app.domain.ports import IssuedDocument, PaymentStatus, SyncReport
from app.storage import open_store
from app.sync.client import CentreClient


def utc_now():
    return datetime.now(UTC)


class Terminal:
    def __init__(self, data_dir, catalogue):
        self.store = open_store(data_dir, utc_now)
        self.client = CentreClient(self.store.settings, self.store.outbox, utc_now)
        self.catalogue = catalogue

    def submit(self, item_code="temporary-id-card", seed=1, large=0):
        """`large` bytes stand in the contract where the item asks for one."""
        item = self.catalogue.item(item_code)
        sample = make_sample(item, seed)
        files = [
            NewAttachment(
                each.name,
                each.media_type,
                each.content + os.urandom(large * (each.name == "tenancy-contract")),
            )
            for each in sample.attachments.values()
        ]
        submission = Submission(str(uuid7()), item.code, item.version, sample.data, tuple(files))
        return self.store.cases.submit(submission), submission

    def sync(self):
        return self.client.synchronizer.once()

    def close(self):
        self.client.close()
        self.store.close()


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def centre(tmp_path, catalogue):
    """One of its own for each test: they count what it holds, stop it and start it."""
    with EmbeddedCentre(tmp_path / "centre", catalogue) as running:
        yield running


@pytest.fixture
def office(tmp_path, centre):
    with Administration(tmp_path / "centre") as administration:
        yield administration


@pytest.fixture
def terminal(tmp_path, catalogue):
    opened = Terminal(tmp_path / "station", catalogue)
    yield opened
    opened.close()


@pytest.fixture
def enrolled(terminal, centre, office):
    terminal.client.enroller.enrol(centre.url, office.make_enrolment_code("hall-01"), "self_service")
    return terminal


def assert_matches(held, submission):
    assert {each["name"]: (each["size"], each["sha256"]) for each in held["attachments"]} == {
        each.name: (len(each.content), sha256(each.content).hexdigest()) for each in submission.attachments
    }
    assert held["data"] == submission.data


@pytest.mark.parametrize("item", ["social-insurance-proof", "temporary-id-card", "residence-permit-endorsement"])
def test_a_case_arrives_once_and_is_accepted_with_all_its_files(enrolled, office, item):
    saved, submission = enrolled.submit(item)

    first, second = enrolled.sync(), enrolled.sync()

    assert first == SyncReport(sent=1, accepted=1)
    assert second == SyncReport()
    assert [each["id"] for each in office.list_cases()] == [saved.id]
    held = office.get_case(saved.id)
    assert (held["status"], held["number"], held["item"]) == ("accepted", saved.number, item)
    assert_matches(held, submission)
    assert enrolled.store.cases.case(saved.id).status is CaseStatus.ACCEPTED
    assert enrolled.store.outbox.taken(saved.id)


def test_cases_taken_while_the_centre_is_away_arrive_when_it_is_back(enrolled, centre, office):
    centre.stop()
    saved, _ = enrolled.submit()
    with pytest.raises(CentreUnreachable):
        enrolled.sync()
    assert not enrolled.client.services.reachable()
    assert enrolled.store.outbox.waiting() > 0
    centre.start()

    assert enrolled.client.services.reachable()
    assert enrolled.sync() == SyncReport(sent=1, accepted=1)
    assert [each["id"] for each in office.list_cases()] == [saved.id]


def test_what_was_taken_before_enrolment_is_sent_after_it(terminal, centre, office):
    saved, _ = terminal.submit()
    enrolment = terminal.client.enroller.enrol(centre.url, office.make_enrolment_code("hall-02"), "self_service")
    later, _ = terminal.submit(seed=2)

    assert terminal.sync().accepted == 2
    assert saved.number.startswith("L")
    assert later.number.startswith(enrolment.number_prefix)
    assert {each["number"] for each in office.list_cases()} == {saved.number, later.number}


def test_an_evaluation_and_a_document_follow_their_case(enrolled, office):
    saved, submission = enrolled.submit("social-insurance-proof")
    enrolled.store.cases.evaluate(Evaluation(saved.id, Grade.BAD, EvaluationChannel.PAD, ("slow",), "等得久"))
    paper = IssuedDocument(
        saved.id, submission.item_code, "330782202603180001", "0123456789ABCDEFGHJK", "ab" * 32, utc_now()
    )
    enrolled.store.prints.issue(paper, b"%PDF-1.7")

    assert enrolled.sync() == SyncReport(sent=3, accepted=3)


def test_a_case_the_centre_cannot_take_waits_for_a_person_and_blocks_nobody(enrolled, office):
    item = enrolled.catalogue.item("temporary-id-card")
    bad = Submission(str(uuid7()), "no-such-item", "1", {"applicant": {}}, (NewAttachment("a", "image/png", b"x"),))
    enrolled.store.cases.submit(bad)
    good, _ = enrolled.submit(item.code)

    report = enrolled.sync()

    assert (report.accepted, report.rejected, report.waiting) == (1, 1, 0)
    assert [each["id"] for each in office.list_cases()] == [good.id]
    assert enrolled.store.outbox.conflicts() == 1
    (parked,) = enrolled.store.outbox.open_events()
    assert (parked.case_id, parked.reason) == (bad.case_id, "item_unknown")


def test_a_reviewers_decision_comes_back_with_its_reason(enrolled, office):
    saved, _ = enrolled.submit()
    enrolled.sync()
    office.decide(saved.id, "return", "照片请重拍")

    enrolled.sync()

    case = enrolled.store.cases.case(saved.id)
    assert (case.status, case.reason) == (CaseStatus.RETURNED, "照片请重拍")


def test_a_wrong_enrolment_code_is_a_no_and_changes_nothing(terminal, centre):
    with pytest.raises(CentreRefused):
        terminal.client.enroller.enrol(centre.url, "WRONGCODE", "self_service")

    assert terminal.client.enroller.enrolment() is None


def test_an_enrolment_whose_answer_was_lost_succeeds_with_the_same_code(terminal, centre, office, cutting_proxy):
    code = office.make_enrolment_code("hall-03")
    proxy = cutting_proxy(centre.url)
    proxy.lose_answer()
    with pytest.raises(CentreUnreachable):
        terminal.client.enroller.enrol(proxy.url, code, "self_service")
    assert terminal.client.enroller.enrolment() is None

    assert terminal.client.enroller.enrol(proxy.url, code, "self_service").station_id == "hall-03"


def test_events_whose_answer_was_lost_are_at_the_centre_once(terminal, centre, office, cutting_proxy):
    proxy = cutting_proxy(centre.url)
    terminal.client.enroller.enrol(proxy.url, office.make_enrolment_code("hall-05"), "self_service")
    saved, submission = terminal.submit()
    proxy.lose_answer()
    with pytest.raises(CentreUnreachable):
        terminal.sync()

    assert terminal.sync() == SyncReport(sent=1, duplicate=1)

    assert [each["id"] for each in office.list_cases()] == [saved.id]
    assert_matches(office.get_case(saved.id), submission)


def test_an_upload_cut_in_the_middle_goes_on_from_there(terminal, centre, office, cutting_proxy):
    proxy = cutting_proxy(centre.url)
    terminal.client.enroller.enrol(proxy.url, office.make_enrolment_code("hall-04"), "self_service")
    saved, submission = terminal.submit("residence-permit-endorsement", large=24_000_000)
    before = proxy.carried
    proxy.cut_after(10_000_000, 6_000_000, 2_800_000)

    report = terminal.sync()

    assert proxy.cuts_made == 3
    assert report == SyncReport(sent=1, accepted=1)
    assert_matches(office.get_case(saved.id), submission)
    whole = sum(len(each.content) for each in submission.attachments)
    # What lay in buffers at a cut goes again, on a busy machine a megabyte or two; never what was told: one beginning
    # anew, behind the first cut at that, would be 1.4 times the whole.
    assert proxy.carried - before < whole * 1.35


def test_an_upload_cut_at_the_end_of_the_day_goes_on_after_a_restart(
    terminal, centre, office, cutting_proxy, tmp_path, catalogue
):
    proxy = cutting_proxy(centre.url)
    terminal.client.enroller.enrol(proxy.url, office.make_enrolment_code("hall-06"), "self_service")
    saved, submission = terminal.submit("residence-permit-endorsement", large=4_000_000)
    proxy.cut_after(3_000_000)
    proxy.cut_for_good_after_next()
    with pytest.raises(CentreUnreachable):
        terminal.sync()
    terminal.close()
    proxy.mend()
    before = proxy.carried

    again = Terminal(tmp_path / "station", catalogue)
    report = again.sync()
    again.close()

    assert report.waiting == 0
    assert_matches(office.get_case(saved.id), submission)
    assert proxy.carried - before < 1_500_000


def test_the_services_answer_while_a_person_stands_here(enrolled, centre):
    applicant = make_sample(enrolled.catalogue.item("social-insurance-proof"), 3).data["applicant"]
    card = IdentityCard(
        kind=applicant.get("kind", "resident"),
        name=applicant["name"],
        id_number=applicant["id_number"],
        sex="1",
        birth_date=None,
        valid_from=date(2020, 1, 1),
        valid_to=None,
    )
    services = enrolled.client.services

    assert services.query("social-insurance-proof", card)
    assert [each.code for each in services.licences(card, ["no-such-licence"])] == []
    with pytest.raises(CentreRefused):
        services.query("no-such-item", card)


def test_paying_and_writing_the_address_on_the_phone(enrolled, centre):
    services, case_id = enrolled.client.services, str(uuid7())
    order = services.open_payment(case_id, "temporary-id-card", 1000)
    assert services.payment_status(order.id) is PaymentStatus.WAITING
    assert httpx.post(order.code_url).status_code == 200
    assert services.payment_status(order.id) is PaymentStatus.PAID

    slip = services.open_mailing_slip(case_id)
    assert not services.mailing_slip(slip.code).filled
    form = {"recipient": "欧阳翠花", "phone": "13812345678", "address": "浙江省义乌市佛堂镇双林路88号"}
    assert httpx.post(slip.url, data=form).status_code == 200
    filled = services.mailing_slip(slip.code)
    assert (filled.filled, filled.recipient, filled.phone, filled.address) == (True, *form.values())


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_file_the_disk_has_lost_holds_back_its_own_case_only(enrolled, office, tmp_path, harm):
    harmed, _ = enrolled.submit()
    for file in (tmp_path / "station" / "attachments").rglob("*.age"):
        if harm == "gone":
            file.unlink()
        else:
            file.write_bytes(file.read_bytes()[:-1])
    whole, _ = enrolled.submit(seed=2)
    with pytest.raises(StorageProblem):
        enrolled.sync()
    assert office.get_case(whole.id)["status"] == "accepted"
    assert enrolled.store.cases.case(whole.id).status is CaseStatus.ACCEPTED
    assert office.get_case(harmed.id)["status"] == "received"
    assert not enrolled.store.outbox.taken(harmed.id)
