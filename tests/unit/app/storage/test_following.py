"""What a station knows of a case by itself: its story from the changes, what is asked for, what may be printed."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta

import pytest

from app.domain.case import ELSEWHERE, CaseStatus, Correction, Kept, NewAttachment
from app.domain.following import FollowedCase, Happening, paper_number
from app.domain.ports import Change, EventVerdict
from app.domain.prints import Failed, PaperKind, Presented
from app.storage import open_store
from tests.unit.app.storage.unpacked import unpacked

SHA = "ab" * 32


@pytest.fixture
def store(data_dir, new_data_dir, clock):
    shutil.copytree(new_data_dir, data_dir)
    with open_store(data_dir, clock) as opened:
        yield opened


class Feed:
    """The centre's changes, in order."""

    def __init__(self, store, clock):
        self._store, self._clock, self._cursor = store, clock, 0

    def says(self, kind, case_id, **fields):
        self._cursor += 1
        self._clock.forward(minutes=1)
        body = {"at": self._clock().isoformat(), **fields}
        if kind == "case.status":
            body |= {"case_id": case_id}
        else:
            body = {"at": body["at"], "body": {"case_id": case_id, **fields}}
        self._store.outbox.apply_changes([Change(str(self._cursor), kind, body)], str(self._cursor))

    def status(self, case_id, status, reason=""):
        self.says("case.status", case_id, status=status, reason=reason)


@pytest.fixture
def feed(store, clock):
    return Feed(store, clock)


@pytest.fixture
def known(store, samples):
    """The one case, as the book tells it now."""
    store.cases.submit(samples.submission())

    def look():
        [case] = store.book.known_of(samples.applicant["id_number"])
        return case

    return look


def settle(store, clock):
    store.outbox.settle_events([(each.id, EventVerdict.ACCEPTED, "") for each in store.outbox.due_events(clock(), 50)])


def test_a_case_that_waits_says_so(known):
    case = known()
    assert (case.status, case.unsent, case.here, case.told) == (CaseStatus.SAVED, True, True, False)
    assert [each.what for each in case.story] == [Happening.SUBMITTED]


def test_the_story_is_what_the_centre_said_and_when(known, store, feed, samples, clock):
    settle(store, clock)
    feed.status(samples.case_id(), "received")
    feed.status(samples.case_id(), "returned", "看不清")
    feed.says("case.correction", samples.case_id(), parts=["photo"], reason="看不清")
    case = known()
    assert [(each.what, each.text) for each in case.story] == [
        (Happening.SUBMITTED, ""),
        (Happening.RECEIVED, ""),
        (Happening.RETURNED, "看不清"),
    ]
    assert [(each.parts, each.reason) for each in case.asked] == [(("photo",), "看不清")]


def test_what_was_asked_for_before_the_last_correction_is_not_asked_again(known, store, feed, samples, clock):
    settle(store, clock)
    feed.status(samples.case_id(), "returned", "看不清")
    feed.says("case.correction", samples.case_id(), parts=["photo"], reason="看不清")
    clock.forward(minutes=1)
    photo = NewAttachment("photo", "image/jpeg", b"\xff\xd8\xff\xe0 new")
    store.cases.correct(Correction(samples.case_id(8), samples.case_id(), "photo", attachments=(photo,)))
    waits = known()
    assert (waits.unsent, waits.asked) == (True, ())
    assert waits.story[-1].what is Happening.CORRECTED
    settle(store, clock)
    feed.status(samples.case_id(), "received")
    feed.status(samples.case_id(), "returned", "电话打不通")
    feed.says("case.correction", samples.case_id(), parts=["phone"], reason="电话打不通")
    assert known().asked_parts == ("phone",)


def test_received_once_more_is_no_second_receipt(known, store, feed, samples, clock):
    settle(store, clock)
    for status in ("received", "returned", "received"):
        feed.status(samples.case_id(), status)
    assert [each.what for each in known().story].count(Happening.RECEIVED) == 1


def test_nobody_else_sees_it(known, store):
    assert known()
    assert store.book.known_of("110101199003074477") == []


# ---------------------------------------------------------------- results


def result_is_ready(feed, samples):
    document = {"name": "a.pdf", "media_type": "application/pdf", "size": 3, "sha256": SHA}
    feed.says("result.ready", samples.case_id(), document=document)


def test_a_result_is_printed_once_by_itself(known, store, feed, samples, clock):
    settle(store, clock)
    result_is_ready(feed, samples)
    assert known().paper is not None
    job = store.prints.queue(samples.case_id(), PaperKind.RESULT, paper_number(known().number, SHA))
    store.prints.sent(job.id)
    store.prints.end(job.id, Presented())
    assert (known().paper, known().printed_at) == (None, clock())
    told = [each.kind for each in store.outbox.due_events(clock(), 50)]
    assert "document.printed" in told  # so that every station of the town knows


def test_a_result_of_which_nothing_came_out_may_be_printed_again(known, store, feed, samples):
    result_is_ready(feed, samples)
    number = paper_number(known().number, SHA)
    job = store.prints.queue(samples.case_id(), PaperKind.RESULT, number)
    store.prints.end(job.id, Failed("media_empty", begun=False))
    assert known().paper is not None
    assert store.prints.queue(samples.case_id(), PaperKind.RESULT, number).attempt == 2


def test_nothing_of_a_result_is_kept_here(known, store, feed, samples, data_dir):
    result_is_ready(feed, samples)
    store.prints.queue(samples.case_id(), PaperKind.RESULT, paper_number(known().number, SHA))
    assert store.prints.pdf(paper_number(known().number, SHA)) is None


# ---------------------------------------------------------------- cases of other stations


def told(samples, clock, **changed):
    whole = {
        "id": samples.case_id(5),
        "number": "BM0720260318-00000009",
        "item_code": "temporary-id-card",
        "item_version": "2026.1",
        "status": CaseStatus.RETURNED,
        "submitted_at": clock() - timedelta(days=2),
        "reason": "看不清",
        "told": True,
    }
    return FollowedCase(**(whole | changed))


def test_a_case_of_another_station_gets_a_row_with_nothing_in_it(store, samples, clock):
    store.book.adopt(told(samples, clock), samples.applicant["id_number"])
    store.book.adopt(told(samples, clock), samples.applicant["id_number"])
    case = store.cases.case(samples.case_id(5))
    assert (case.channel, case.kept, case.data, case.attachments) == (ELSEWHERE, Kept.SEALED, {}, ())
    assert store.outbox.waiting() == 0
    [known] = store.book.known_of(samples.applicant["id_number"])
    assert (known.status, known.here) == (CaseStatus.RETURNED, True)


def test_its_correction_travels_with_the_card_that_was_read(store, samples, clock):
    number = samples.applicant["id_number"]
    store.book.adopt(told(samples, clock), number)
    photo = NewAttachment("photo", "image/jpeg", b"\xff\xd8\xff\xe0 new")
    correction = Correction(samples.case_id(8), samples.case_id(5), "photo", attachments=(photo,), present=number)
    store.cases.correct(correction)
    [event] = store.outbox.due_events(clock(), 10)
    payload = json.loads(unpacked(event.payload))
    assert (payload["item"], payload["part"]) == ("temporary-id-card", "photo")
    assert payload["present"] == {"id_number": number, "read_at": clock().isoformat()}


def test_of_a_case_of_its_own_no_card_number_travels_beside_the_correction(known, store, feed, samples, clock):
    settle(store, clock)
    feed.status(samples.case_id(), "returned")
    number = samples.applicant["id_number"]
    store.cases.correct(
        Correction(samples.case_id(8), samples.case_id(), "form", {"fields": {"phone": "1"}}, present=number)
    )
    [event] = [each for each in store.outbox.due_events(clock(), 10) if each.kind == "case.corrected"]
    payload = unpacked(event.payload)
    assert b"present" not in payload
    assert number.encode() not in payload
    assert b'"fields":["phone"]' in payload
    assert store.cases.case(samples.case_id()).data["form"] == {"phone": "1", "reason": "遗失"}


def test_the_centres_word_sets_a_case_of_its_own_unless_something_waits(known, store, samples, clock):
    ahead = told(samples, clock, id=samples.case_id(), status=CaseStatus.ACCEPTED)
    store.book.adopt(ahead, samples.applicant["id_number"])
    assert known().status is CaseStatus.SAVED
    settle(store, clock)
    store.book.adopt(ahead, samples.applicant["id_number"])
    assert known().status is CaseStatus.ACCEPTED


def test_what_was_sent_back_to_this_station_is_told_with_name_and_reason_until_it_is_made_anew(
    known, store, feed, samples, clock
):
    settle(store, clock)
    assert store.book.returned() == []
    feed.status(samples.case_id(), "returned", "看不清")
    [told] = store.book.returned()
    case = known()
    assert (told.id, told.number, told.item_code, told.reason) == (case.id, case.number, case.item_code, "看不清")
    assert told.name == samples.applicant["name"]
    photo = NewAttachment("photo", "image/jpeg", b"\xff\xd8\xff\xe0 new")
    store.cases.correct(Correction(samples.case_id(8), samples.case_id(), "photo", attachments=(photo,)))
    assert store.book.returned() == []


def test_what_another_station_took_is_not_this_ones_to_tell(store, samples, clock):
    store.book.adopt(told(samples, clock), samples.applicant["id_number"])
    assert store.book.returned() == []
