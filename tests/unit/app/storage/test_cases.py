import json
import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from app.domain.case import CaseStatus, NewAttachment, SubmittedCase
from app.domain.errors import OurFault, WrongInput
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.storage import open_store
from tests.unit.app.storage.unpacked import unpacked


def files_of(data_dir):
    return [each for each in (data_dir / "attachments").rglob("*") if each.is_file()]


def events(store, clock):
    return store.outbox.due_events(clock(), 100)


def test_a_submission_is_saved_with_number_event_uploads_and_audit_record(store, clock, samples):
    saved = store.cases.submit(samples.submission())

    case = store.cases.case(samples.case_id())
    code = case.evaluation_code
    assert saved == SubmittedCase(samples.case_id(), "L20260318-0001", CaseStatus.SAVED, code)
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{20}", code)
    assert (case.data["applicant"], case.submitted_at, case.status) == (samples.applicant, clock(), CaseStatus.SAVED)
    assert [(each.name, each.size) for each in case.attachments] == [
        ("photo", len(samples.photo)),
        ("signature", len(samples.signature)),
    ]
    assert store.outbox.waiting() == 3
    assert store.audit.verify().intact
    assert b'"case.submitted"' in store.audit.records()[-1].record


def test_the_event_tells_the_centre_everything_about_the_case(store, clock, samples):
    saved = store.cases.submit(samples.submission(operator="clerk-7"))

    (event,) = events(store, clock)
    told = json.loads(unpacked(event.payload))
    assert sha256(unpacked(event.payload)).hexdigest() == event.payload_sha256
    assert (event.kind, event.sequence, event.catalogue_version) == ("case.submitted", 1, "2026.1")
    assert told == {
        "id": samples.case_id(),
        "number": "L20260318-0001",
        "item": "temporary-id-card",
        "item_version": "2026.1",
        "submitted_at": "2026-03-18T02:30:00+00:00",
        "channel": "self_service",
        "operator": "clerk-7",
        "data": samples.submission().data,
        "attachments": [
            {
                "name": "photo",
                "media_type": "image/jpeg",
                "size": len(samples.photo),
                "sha256": sha256(samples.photo).hexdigest(),
            },
            {
                "name": "signature",
                "media_type": "image/png",
                "size": len(samples.signature),
                "sha256": sha256(samples.signature).hexdigest(),
            },
        ],
        "evaluation_code": saved.evaluation_code,
    }


def test_attachments_come_back_as_they_were(store, samples):
    store.cases.submit(samples.submission())

    assert store.cases.attachment(samples.case_id(), "photo") == samples.photo
    with pytest.raises(WrongInput):
        store.cases.attachment(samples.case_id(), "fingerprint")


def test_the_same_case_again_is_saved_once(store, data_dir, samples):
    first = store.cases.submit(samples.submission())

    again = store.cases.submit(samples.submission())

    assert again == first
    assert len(store.cases.cases()) == 1
    assert store.outbox.waiting() == 3
    assert len(files_of(data_dir)) == 2


def test_a_saved_case_is_there_after_a_restart(data_dir, clock, samples):
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())

    with open_store(data_dir, clock) as store:
        assert store.cases.attachment(samples.case_id(), "signature") == samples.signature
        assert store.cases.submit(samples.submission(2)).number == "L20260318-0002"


def test_numbers_run_by_the_day_in_china_and_take_the_prefix_of_the_enrolment(store, clock, samples):
    clock.now = datetime(2026, 3, 18, 15, 59, tzinfo=UTC)
    assert store.cases.submit(samples.submission(1)).number == "L20260318-0001"
    clock.forward(minutes=2)
    assert store.cases.submit(samples.submission(2)).number == "L20260319-0001"
    store.settings.put({"number_prefix": "BM01"})
    assert store.cases.submit(samples.submission(3)).number == "BM01E20260319-0001"


@pytest.mark.parametrize(
    "changes",
    [
        {"case_id": "not-a-uuid"},
        {"case_id": "01900000-0000-7000-8000-00000000000A"},
        {"attachments": (NewAttachment("a", "image/png", b"1"), NewAttachment("a", "image/png", b"2"))},
        {"attachments": (NewAttachment("", "image/png", b"1"),)},
        {"attachments": (NewAttachment("../a", "image/png", b"1"),)},
        {"attachments": (NewAttachment("a\n", "image/png", b"1"),)},
        {"data": {"applicant": {"name": "\ud800"}}},
        {"data": {"when": datetime(2026, 1, 1, tzinfo=UTC)}},
        {"data": {"much": float("nan")}},
    ],
)
def test_what_can_never_be_saved_is_refused_and_leaves_nothing(store, data_dir, samples, changes):
    with pytest.raises(WrongInput) as caught:
        store.cases.submit(samples.submission(**changes))

    assert caught.value.__cause__ is None
    assert store.cases.cases() == []
    assert store.outbox.waiting() == 0
    assert files_of(data_dir) == []


def test_a_failed_submission_takes_no_number_and_leaves_no_gap(store, clock, data_dir, samples):
    store.cases.submit(samples.submission(1))
    with pytest.raises(OurFault):
        # The audit refuses what is no code, in the very last step of the transaction.
        store.cases.submit(samples.submission(2, item_code="不是代码"))

    assert store.cases.submit(samples.submission(3)).number == "L20260318-0002"
    assert [each.sequence for each in events(store, clock)] == [1, 2]
    assert len(files_of(data_dir)) == 4


def test_cases_of_a_person_are_found_newest_first(store, samples):
    for index in (1, 2, 3):
        store.cases.submit(samples.submission(index))
    stranger = {"applicant": {"name": "张三", "id_number": "330782199001011234"}}
    store.cases.submit(samples.submission(4, data=stranger))
    store.cases.submit(samples.submission(5, data={"form": {}}))

    found = store.cases.cases_of("11010519491231002x", limit=2)

    assert [each.id for each in found] == [samples.case_id(3), samples.case_id(2)]
    assert [each.id for each in store.cases.cases(limit=2)] == [samples.case_id(5), samples.case_id(4)]
    assert store.cases.cases_of("330782199001019999") == []
    assert store.cases.case(samples.case_id(9)) is None


def test_an_evaluation_is_taken_once(store, clock, samples):
    store.cases.submit(samples.submission())

    assert store.cases.evaluate(Evaluation(samples.case_id(), Grade.BAD, EvaluationChannel.PAD, ("slow",), "等得久"))
    assert not store.cases.evaluate(Evaluation(samples.case_id(), Grade.GOOD, EvaluationChannel.SCREEN))
    store.outbox.settle_event(events(store, clock)[0].id, "accepted")
    (event,) = events(store, clock)
    assert json.loads(unpacked(event.payload)) == {
        "case_id": samples.case_id(),
        "grade": 2,
        "reasons": ["slow"],
        "text": "等得久",
        "channel": "pad",
    }


def test_an_evaluation_of_no_case_is_refused(store, samples):
    with pytest.raises(WrongInput):
        store.cases.evaluate(Evaluation(samples.case_id(), Grade.GOOD, EvaluationChannel.PAD))
