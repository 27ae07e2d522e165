"""A station hears from its centre that it went back, and is killed at every step of putting things back to waiting."""

import json
import shutil

import pyrage
import pytest

from app.domain.audit_seals import SealedDay
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import EventVerdict, UploadVerdict
from app.domain.standing import CentreKnows
from app.storage import StoreChoices, open_store

SELF_SERVICE = StoreChoices(keeps_readable=False)
REACHED = 6


@pytest.fixture
def template(new_data_dir, tmp_path, clock, samples):
    """Three cases, each with two papers and an evaluation, all taken by the centre."""
    folder = tmp_path / "template"
    shutil.copytree(new_data_dir, folder)
    with open_store(folder, clock, SELF_SERVICE) as store:
        store.settings.put({"centre.seal_recipient": str(pyrage.x25519.Identity.generate().to_public())})
    with open_store(folder, clock, SELF_SERVICE) as store:
        for index in (1, 2, 3):
            saved = store.cases.submit(samples.submission(index))
            assert store.cases.evaluate(Evaluation(saved.id, Grade.BAD, EvaluationChannel.PAD, (), "等得太久"))
            settle_all(store, clock)
            clock.forward(minutes=1)
    return folder


def settle_all(store, clock):
    while events := store.outbox.due_events(clock(), 50):
        uploads = store.outbox.small_uploads([each.case_id for each in events], 1 << 20)
        taken = [UploadVerdict(each.id, EventVerdict.ACCEPTED, "") for each in uploads]
        told = [(each.id, EventVerdict.ACCEPTED, "") for each in events]
        store.outbox.settle_events(told, taken, events[-1].sequence)


@pytest.fixture
def store(template, clock):
    with open_store(template, clock, SELF_SERVICE) as opened:
        yield opened


def happened(store, event):
    records = [json.loads(each.record) for each in store.audit.every()]
    return [each["fields"] for each in records if each["event"] == event]


def resent(store, clock):
    """(sequence of the event, attachments with it), as they go."""
    sent = []
    while events := store.outbox.due_events(clock(), 1):
        (event,) = events
        uploads = store.outbox.small_uploads([event.case_id], 1 << 20)
        sent.append((event.sequence, len(uploads)))
        assert event.payload
        assert event.sealed_to
        taken = [UploadVerdict(each.id, EventVerdict.ACCEPTED, "") for each in uploads]
        store.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")], taken)
    return sent


def test_what_is_above_goes_again_in_order_with_its_papers(store, clock):
    assert store.accounts.told_sequence() == REACHED
    assert store.accounts.hear_told(2, REACHED)

    assert resent(store, clock) == [(3, 2), (4, 0), (5, 2), (6, 0)]
    assert store.outbox.waiting() == 0
    assert happened(store, "outbox.centre_went_back") == [{"was": 6, "now": 2, "events": 4, "uploads": 4}]


def test_a_hole_that_lasts_is_answered_once(store, clock):
    assert store.accounts.hear_told(2, store.accounts.told_sequence())
    resent(store, clock)
    for _ in range(3):
        assert not store.accounts.hear_told(2, store.accounts.told_sequence())
    assert store.outbox.waiting() == 0


def test_an_answer_that_was_long_under_way_is_no_going_back(store):
    before = 4  # as it was when the question went out; since then a batch was taken
    assert not store.accounts.hear_told(5, before)
    assert store.accounts.told_sequence() == REACHED
    assert not store.accounts.hear_told(2, None)
    assert store.outbox.waiting() == 0


def test_two_programs_that_hear_it_at_once_act_once(store):
    before = store.accounts.told_sequence()
    assert store.accounts.hear_told(2, before)
    assert not store.accounts.hear_told(2, before)
    assert len(happened(store, "outbox.centre_went_back")) == 1


def test_papers_that_came_after_the_backup_go_again_though_their_case_is_there(store, clock, samples):
    saved = store.cases.submit(samples.submission(4))
    (event,) = store.outbox.due_events(clock(), 5)
    store.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")], (), 7)
    clock.forward(minutes=5)  # here the centre was backed up
    for each in store.outbox.due_uploads(clock(), 9):
        store.outbox.settle_upload(each.id)
    store.cases.evaluate(Evaluation(saved.id, Grade.BAD, EvaluationChannel.PAD))
    settle_all(store, clock)

    assert store.accounts.hear_told(7, 8)

    assert {each.case_id for each in store.outbox.due_uploads(clock(), 9)} == {saved.id}
    assert resent(store, clock) == [(8, 2)]


def test_what_was_refused_is_asked_about_again(store, clock, samples):
    store.cases.submit(samples.submission(4))
    (event,) = store.outbox.due_events(clock(), 5)
    store.outbox.settle_events([(event.id, EventVerdict.REJECTED, "item_unknown")], (), 7)
    assert store.accounts.hear_told(6, 7)
    assert [each.id for each in store.outbox.due_events(clock(), 5)] == [event.id]


def test_an_old_image_of_the_station_is_not_taken_for_a_centre_that_went_back(store):
    assert store.accounts.compare(CentreKnows(sequence=40, audit=None, contiguous=40))
    assert not store.accounts.hear_told(40, REACHED)
    assert store.outbox.waiting() == 0
    assert happened(store, "outbox.centre_went_back") == []


def test_daily_seals_of_the_audit_trail_are_shown_again(store, clock):
    clock.forward(days=2)
    days = [SealedDay(each, clock(), "public key", "seal") for each in store.seals.unsealed(clock())]
    store.seals.keep(days)
    for each in days:
        store.seals.answered(each, "accepted")
    assert not store.seals.waiting(9)

    store.accounts.hear_told(2, REACHED)

    assert [each.covers for each in store.seals.waiting(9)] == [each.covers for each in days]
    assert days


def test_what_was_erased_on_request_is_written_down_once(store, clock, samples):
    store.personal.erase(samples.applicant["id_number"], "T01")
    for _ in range(2):
        store.accounts.hear_told(2, REACHED)
        store.settings.put({"centre.told_sequence": str(REACHED)})

    assert store.outbox.waiting() == 0
    assert [(each["events"], each["attachments"]) for each in happened(store, "outbox.missing_at_centre")] == [
        (2, 2), (2, 2)
    ]  # fmt: skip
    missing = store.outbox.backlog(clock(), 10).missing
    assert [each.case_number for each in missing] == ["L20260318-0002", "L20260318-0003"]


def go_back(folder, template, clock):
    shutil.copytree(template, folder)
    store = open_store(folder, clock, SELF_SERVICE)
    return lambda: store.accounts.hear_told(2, REACHED)


def test_killed_at_any_step_it_is_all_as_before_or_all_waiting(mortal, template, tmp_path, clock):
    outcomes = []
    deaths = mortal.deaths(go_back, tmp_path / "cuts", 20, template, clock)
    for folder in (*deaths.folders, deaths.whole):
        with open_store(folder, clock, SELF_SERVICE) as store:
            assert store.audit.verify().intact
            outcomes.append((store.accounts.told_sequence(), store.outbox.waiting()))
            store.accounts.hear_told(2, store.accounts.told_sequence())
            assert resent(store, clock) == [(3, 2), (4, 0), (5, 2), (6, 0)]
    assert outcomes[0] == (REACHED, 0)
    assert outcomes[-1] == (2, 8)
    assert set(outcomes) == {(REACHED, 0), (2, 8)}
    assert len(outcomes) > 5
