"""One part of a returned case is made anew: saved once, whole or not at all, and only while it is asked for."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256

import pyrage
import pytest
from sqlalchemy import text

from app.domain.case import CaseStatus, Correction, Kept, NewAttachment
from app.domain.errors import WrongInput
from app.domain.ports import Change, EventVerdict
from app.storage import open_store
from app.storage.choices import StoreChoices
from tests.unit.app.storage.unpacked import unpacked

NEW_PHOTO = b"\xff\xd8\xff\xe0JPEG of somebody who looks up" * 300
IDENTITY = pyrage.x25519.Identity.generate()
TO_CENTRE = StoreChoices(keeps_readable=False)


@pytest.fixture
def open_here(data_dir, new_data_dir, clock):
    """Opens the store; it may be opened again."""
    shutil.copytree(new_data_dir, data_dir)
    opened = []

    def open_it(choices=None):
        store = open_store(data_dir, clock, choices) if choices else open_store(data_dir, clock)
        opened.append(store)
        return store

    yield open_it
    for each in opened:
        each.close()


def settled(store):
    """The centre has everything that waits."""
    now = store.outbox
    events = now.due_events(store.cases._clock(), 50)
    now.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in events])
    for each in now.due_uploads(store.cases._clock(), 50):
        now.settle_upload(each.id)
    return events


def told(store, case_id, status, reason="", cursor="1"):
    body = {"case_id": case_id, "status": status, "reason": reason}
    store.outbox.apply_changes([Change(cursor, "case.status", body)], cursor)


@pytest.fixture
def returned(open_here, samples):
    store = open_here()
    store.cases.submit(samples.submission())
    settled(store)
    told(store, samples.case_id(), "returned", "照片反光。")
    return store


def new_photo(samples, index=9, **changed):
    whole = {
        "id": samples.case_id(index),
        "case_id": samples.case_id(),
        "part": "photo",
        "attachments": (NewAttachment("photo", "image/jpeg", NEW_PHOTO),),
        "operator": "0417",
    }
    return Correction(**(whole | changed))


def test_a_new_file_takes_the_place_of_the_old_one(returned, samples, data_dir):
    returned.cases.correct(new_photo(samples))

    case = returned.cases.case(samples.case_id())
    assert (case.status, case.reason) == (CaseStatus.SAVED, "")
    assert [each.name for each in case.attachments] == ["photo", "signature"]
    assert returned.cases.attachment(case.id, "photo") == NEW_PHOTO
    assert len([each for each in (data_dir / "attachments").rglob("*") if each.is_file()]) == 2
    assert returned.outbox.waiting() == 2


def test_the_event_carries_the_one_part_and_goes_before_its_file(returned, samples, clock):
    returned.cases.correct(new_photo(samples))

    [event] = returned.outbox.due_events(clock(), 10)
    assert (event.kind, event.id, event.case_id) == ("case.corrected", samples.case_id(9), samples.case_id())
    body = json.loads(unpacked(event.payload))
    assert (body["part"], body["data"], body["operator"], body["item"]) == ("photo", {}, "0417", "temporary-id-card")
    assert [(each["name"], each["sha256"]) for each in body["attachments"]] == [
        ("photo", sha256(NEW_PHOTO).hexdigest())
    ]
    assert list(returned.outbox.due_uploads(clock(), 10)) == []
    returned.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")])
    assert [each.attachment.name for each in returned.outbox.due_uploads(clock(), 10)] == ["photo"]
    assert returned.cases.case(samples.case_id()).status is CaseStatus.RECEIVED


def test_a_part_of_the_data_takes_its_place(returned, samples):
    form = {"phone": "13900000000", "reason": "损坏"}
    returned.cases.correct(new_photo(samples, part="form", data={"form": form}, attachments=()))

    case = returned.cases.case(samples.case_id())
    assert case.data == {"applicant": samples.applicant, "form": form}
    assert [each.name for each in case.attachments] == ["photo", "signature"]


def test_the_list_of_a_new_film_goes_beside_those_of_others(open_here, samples):
    store = open_here()
    store.cases.submit(samples.submission(data={"applicant": samples.applicant, "recordings": {"a": 1, "b": 2}}))
    settled(store)
    told(store, samples.case_id(), "returned")
    store.cases.correct(new_photo(samples, part="b", data={"recordings": {"b": 3}}, attachments=()))
    assert store.cases.case(samples.case_id()).data["recordings"] == {"a": 1, "b": 3}


def test_the_same_again_changes_nothing(returned, samples):
    returned.cases.correct(new_photo(samples))
    returned.cases.correct(new_photo(samples))
    assert returned.outbox.waiting() == 2


@pytest.mark.parametrize("status", ["received", "accepted", "refused", "completed"])
def test_a_case_that_is_not_returned_takes_none(returned, samples, status, data_dir):
    told(returned, samples.case_id(), status, cursor="2")
    with pytest.raises(WrongInput, match="不用补正"):
        returned.cases.correct(new_photo(samples))
    assert len([each for each in (data_dir / "attachments").rglob("*") if each.is_file()]) == 2
    assert returned.cases.attachment(samples.case_id(), "photo") == samples.photo


def test_a_case_that_is_not_here_takes_none(returned, samples):
    with pytest.raises(WrongInput, match="没有这个办件"):
        returned.cases.correct(new_photo(samples, case_id=samples.case_id(77)))


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "no uuid"},
        {"data": {"form": {1, 2}}},
        {"attachments": (NewAttachment("../photo", "image/jpeg", b"x"),)},
        {"attachments": (NewAttachment("photo", "image/jpeg", b"x"), NewAttachment("photo", "image/jpeg", b"y"))},
    ],
)
def test_what_can_never_be_saved_is_said_so(returned, samples, changed):
    with pytest.raises(WrongInput):
        returned.cases.correct(new_photo(samples, **changed))
    assert returned.cases.case(samples.case_id()).status is CaseStatus.RETURNED


def test_at_a_self_service_terminal_only_the_centre_can_read_it(open_here, samples, clock, data_dir):
    store = open_here(TO_CENTRE)
    store.settings.put({"centre.seal_recipient": str(IDENTITY.to_public())})
    store.cases.submit(samples.submission())
    settled(store)
    told(store, samples.case_id(), "returned")
    store.cases.correct(new_photo(samples, data={"form": {"phone": "13900000000"}}))

    case = store.cases.case(samples.case_id())
    assert (case.kept, case.data) == (Kept.SEALED, {})
    with pytest.raises(WrongInput, match="打不开"):
        store.cases.attachment(case.id, "photo")
    [event] = store.outbox.due_events(clock(), 10)
    assert event.sealed_to == str(IDENTITY.to_public())
    assert pyrage.decrypt(event.payload, [IDENTITY])
    everything = b"".join(each.read_bytes() for each in data_dir.rglob("*") if each.is_file())
    assert b"13900000000" not in everything
    assert NEW_PHOTO[:40] not in everything


def test_one_that_the_centre_refuses_waits_for_a_person_and_the_case_is_returned_again(returned, samples, clock):
    returned.cases.correct(new_photo(samples))
    [event] = returned.outbox.due_events(clock(), 10)
    returned.outbox.settle_events([(event.id, EventVerdict.REJECTED, "part_not_asked")])
    assert returned.cases.case(samples.case_id()).status is CaseStatus.RETURNED
    assert returned.outbox.conflicts() == 1
    again = new_photo(samples, 10, part="signature", attachments=(NewAttachment("signature", "image/png", b"\x89PNG"),))
    returned.cases.correct(again)
    assert returned.cases.case(samples.case_id()).status is CaseStatus.SAVED


def test_a_file_that_was_still_on_its_way_is_sent_no_more(open_here, samples, clock):
    store = open_here()
    store.cases.submit(samples.submission())
    [event] = store.outbox.due_events(clock(), 10)
    store.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")])
    old = {each.attachment.name: each.id for each in store.outbox.due_uploads(clock(), 10)}
    told(store, samples.case_id(), "returned")
    store.cases.correct(new_photo(samples))
    [event] = store.outbox.due_events(clock(), 10)
    store.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")])
    left = {each.attachment.name: each.id for each in store.outbox.due_uploads(clock(), 10)}
    assert left["signature"] == old["signature"]
    assert left["photo"] != old["photo"]
    store.outbox.settle_upload(old["photo"])  # an answer that was under way
    store.outbox.postpone_upload(old["photo"], clock(), "late")
    assert len(store.outbox.due_uploads(clock(), 10)) == 2


def test_the_same_paper_case_again_is_still_known(returned, samples):
    assert returned.cases.holds(samples.submission())
    returned.cases.correct(new_photo(samples))
    assert returned.cases.holds(samples.submission())
    assert not returned.cases.holds(samples.submission(item_code="another-item"))


def test_an_erased_case_takes_none(returned, samples, data_dir):
    with returned.database.writing() as connection:
        connection.execute(text("DELETE FROM case_contents"))
        connection.execute(text("UPDATE cases SET kept = 'erased'"))
    with pytest.raises(WrongInput, match="不用补正"):
        returned.cases.correct(new_photo(samples))


def correct(folder, template, clock, correction):
    shutil.copytree(template, folder)
    store = open_store(folder, clock)
    return lambda: store.cases.correct(correction)


def test_it_is_whole_or_absent_wherever_the_power_goes(mortal, returned, samples, tmp_path, clock, data_dir):
    returned.close()

    deaths = mortal.deaths(correct, tmp_path, 40, data_dir, clock, new_photo(samples, data={"form": {"phone": "1"}}))

    assert len(deaths.folders) >= 30
    seen = [looked_at(each, clock, samples) for each in (*deaths.folders, deaths.whole)]
    assert seen[-1] == "whole"
    assert set(seen) == {"absent", "whole"}


def looked_at(folder, clock, samples):
    clock.forward(days=2)
    with open_store(folder, clock) as store:
        case = store.cases.case(samples.case_id())
        files = [each for each in (folder / "attachments").rglob("*") if each.is_file()]
        assert store.audit.verify().intact
        assert len(files) == 2
        photo = store.cases.attachment(case.id, "photo")
        if case.status is CaseStatus.RETURNED:
            assert (photo, store.outbox.waiting()) == (samples.photo, 0)
            assert case.data["form"]["phone"] == samples.phone
            return "absent"
        assert (photo, store.outbox.waiting(), case.data["form"]) == (NEW_PHOTO, 2, {"phone": "1"})
        return "whole"
