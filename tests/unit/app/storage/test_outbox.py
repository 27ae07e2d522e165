from datetime import timedelta

import pytest
from sqlalchemy import text

from app.domain.case import CaseStatus
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import Change, EventVerdict
from app.domain.prints import OperatorAct
from app.storage.backoff import LONGEST_REST_S, REST_LIMIT, rest

LONG = timedelta(seconds=LONGEST_REST_S * 2)


def due(store, clock):
    return [each.sequence for each in store.outbox.due_events(clock(), 100)]


def first(store, clock):
    return store.outbox.due_events(clock(), 1)[0]


def test_a_later_event_of_a_case_waits_for_the_earlier_one(store, clock, samples):
    for index in (1, 2):
        store.cases.submit(samples.submission(index))
        store.cases.evaluate(Evaluation(samples.case_id(index), Grade.GOOD, EvaluationChannel.PAD))

    assert due(store, clock) == [1, 3]
    store.outbox.settle_event(first(store, clock).id, EventVerdict.ACCEPTED)
    assert due(store, clock) == [2, 3]


@pytest.mark.parametrize("verdict", [EventVerdict.CONFLICT, EventVerdict.REJECTED])
def test_a_bad_event_is_parked_with_its_reason_and_blocks_its_own_case_only(store, clock, samples, verdict):
    store.cases.submit(samples.submission(1))
    store.cases.evaluate(Evaluation(samples.case_id(1), Grade.GOOD, EvaluationChannel.PAD))
    store.cases.submit(samples.submission(2, attachments=()))
    bad = first(store, clock)

    store.outbox.settle_event(bad.id, verdict, "item_unknown")

    assert due(store, clock) == [3]
    assert (store.outbox.conflicts(), store.outbox.waiting()) == (1, 1)
    parked, *held = store.outbox.open_events()
    assert (parked.id, parked.parked, parked.reason) == (bad.id, True, "item_unknown")
    assert [each.parked for each in held] == [False, False]
    assert store.cases.case(samples.case_id(1)).status is CaseStatus.SAVED
    assert not store.outbox.taken(samples.case_id(1))


def test_a_person_can_send_a_parked_event_again(store, clock, samples):
    store.cases.submit(samples.submission())
    event = first(store, clock)
    store.outbox.settle_event(event.id, EventVerdict.REJECTED, "why")

    act = OperatorAct("0007", "资料已补齐")
    assert store.outbox.release(event.id, act)
    assert not store.outbox.release(event.id, act)
    assert first(store, clock).payload == event.payload
    assert store.outbox.conflicts() == 0


@pytest.mark.parametrize("verdict", [EventVerdict.ACCEPTED, EventVerdict.DUPLICATE])
def test_a_settled_case_is_received_and_its_files_become_due(store, clock, samples, verdict):
    store.cases.submit(samples.submission())
    assert store.outbox.due_uploads(clock(), 10) == []

    store.outbox.settle_event(first(store, clock).id, verdict)

    assert store.cases.case(samples.case_id()).status is CaseStatus.RECEIVED
    assert [each.attachment.name for each in store.outbox.due_uploads(clock(), 10)] == ["signature", "photo"]
    assert not store.outbox.taken(samples.case_id())
    for each in store.outbox.due_uploads(clock(), 10):
        store.outbox.settle_upload(each.id)
    assert store.outbox.taken(samples.case_id())
    assert store.outbox.waiting() == 0


def test_no_case_is_taken_that_is_not_known(store, samples):
    assert not store.outbox.taken(samples.case_id())


def test_a_verdict_that_comes_late_changes_nothing(store, clock, samples):
    store.cases.submit(samples.submission())
    event = first(store, clock)
    store.outbox.settle_event(event.id, EventVerdict.ACCEPTED)

    store.outbox.settle_event(event.id, EventVerdict.CONFLICT, "late")
    store.outbox.settle_event(samples.case_id(99), EventVerdict.ACCEPTED)

    assert store.outbox.conflicts() == 0


def test_a_postponed_event_rests_longer_each_time_and_others_go_on(store, clock, samples):
    store.cases.submit(samples.submission(1))
    store.cases.submit(samples.submission(2))
    event = first(store, clock)
    rests = []
    for _ in range(12):
        store.outbox.postpone_events([event.id], clock(), "HTTP 500")
        assert due(store, clock) == [2]
        open_event = next(each for each in store.outbox.open_events() if each.id == event.id)
        rests.append((open_event.due_at - clock()).total_seconds())
        clock.now = open_event.due_at

    assert due(store, clock) == [1, 2]
    assert first(store, clock).attempts == 12
    assert 3 < rests[0] < 7
    assert rests[3] > 4 * rests[0]
    assert max(rests) <= LONGEST_REST_S * 1.25


def test_rests_are_capped_and_differ():
    rests = {rest(attempts) for attempts in range(1, 60)}

    assert max(rests) <= REST_LIMIT
    assert len(rests) > 50


def test_a_clock_set_back_does_not_freeze_the_outbox(store, clock, samples):
    store.cases.submit(samples.submission())
    clock.forward(days=300)
    store.outbox.postpone_events([first(store, clock).id], clock(), "x")
    clock.forward(days=-300)

    assert due(store, clock) == [1]


def test_hastening_wakes_what_rests_but_not_what_is_parked(store, clock, samples):
    for index in (1, 2, 3):
        store.cases.submit(samples.submission(index))
    one, two, three = store.outbox.due_events(clock(), 3)
    store.outbox.settle_events([(three.id, EventVerdict.ACCEPTED, "")])
    store.outbox.postpone_events([one.id], clock(), "x")
    store.outbox.settle_event(two.id, EventVerdict.CONFLICT, "x")
    upload = store.outbox.due_uploads(clock(), 1)[0]
    store.outbox.postpone_upload(upload.id, clock(), "x")
    assert due(store, clock) == []
    assert upload.id not in {each.id for each in store.outbox.due_uploads(clock(), 10)}

    store.outbox.hasten(clock())

    assert due(store, clock) == [1]
    assert upload.id in {each.id for each in store.outbox.due_uploads(clock(), 10)}


def sealed_by(mark):
    return lambda plain, sealed: sealed.write(mark + plain.read()[::-1])


def settled_case(store, clock, samples, name):
    store.cases.submit(samples.submission())
    store.outbox.settle_event(first(store, clock).id, EventVerdict.ACCEPTED)
    return next(each for each in store.outbox.due_uploads(clock(), 10) if each.attachment.name == name)


def test_sealed_bytes_stay_the_same_until_the_upload_is_settled(store, data_dir, clock, samples):
    upload = settled_case(store, clock, samples, "photo")

    sealed = store.outbox.sealed_upload(upload.id, sealed_by(b"1"))
    store.outbox.begin_upload(upload.id, "http://centre/uploads/7")

    assert sealed.path.read_bytes() == b"1" + samples.photo[::-1]
    assert store.outbox.sealed_upload(upload.id, sealed_by(b"2")) == sealed
    assert sealed.path.read_bytes() == b"1" + samples.photo[::-1]
    assert store.outbox.upload_url(upload.id) == "http://centre/uploads/7"
    assert len(list((data_dir / "spool").iterdir())) == 1
    store.outbox.settle_upload(upload.id)
    assert list((data_dir / "spool").iterdir()) == []


@pytest.mark.parametrize("harm", ["gone", "torn"])
def test_lost_or_torn_spool_bytes_are_sealed_anew_and_the_upload_begins_again(store, data_dir, clock, samples, harm):
    upload = settled_case(store, clock, samples, "photo")
    store.outbox.sealed_upload(upload.id, sealed_by(b"1"))
    store.outbox.begin_upload(upload.id, "http://centre/uploads/7")
    (file,) = (data_dir / "spool").iterdir()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])

    anew = store.outbox.sealed_upload(upload.id, sealed_by(b"2"))
    assert anew.path.read_bytes() == b"2" + samples.photo[::-1]
    assert anew.size == len(samples.photo) + 1
    assert store.outbox.upload_url(upload.id) == ""


def test_changes_are_applied_once_with_their_cursor(store, clock, samples):
    store.cases.submit(samples.submission())
    returned = Change(
        "7", "case.status", {"case_id": samples.case_id(), "status": "returned", "reason": "照片请重拍", "at": "…"}
    )

    store.outbox.apply_changes([returned], "7")
    store.outbox.apply_changes([returned], "7")

    case = store.cases.case(samples.case_id())
    assert (case.status, case.reason) == (CaseStatus.RETURNED, "照片请重拍")
    assert store.outbox.cursor() == "7"
    told = [each for each in store.audit.records() if b"case.status_changed" in each.record]
    assert len(told) == 1


def test_several_changes_of_one_case_in_a_page_end_in_the_last(store, samples):
    store.cases.submit(samples.submission())
    page = [
        Change(str(number), "case.status", {"case_id": samples.case_id(), "status": status, "reason": ""})
        for number, status in enumerate(["received", "returned", "accepted"], start=1)
    ]

    store.outbox.apply_changes(page, "3")

    assert store.cases.case(samples.case_id()).status is CaseStatus.ACCEPTED
    assert store.audit.verify().intact
    assert len([each for each in store.audit.records() if b"case.status_changed" in each.record]) == 3


def test_another_centres_feed_is_counted_from_its_beginning(store, samples):
    store.cases.submit(samples.submission())
    told = {"case_id": samples.case_id(), "status": "received", "reason": ""}
    store.settings.put({"changes.feed": "one"})
    store.outbox.apply_changes([Change("1", "case.status", told)], "1")

    store.settings.put({"changes.feed": "other"})

    assert store.outbox.cursor() == ""
    store.outbox.apply_changes([Change("1", "case.status", told | {"status": "accepted"})], "1")
    assert store.cases.case(samples.case_id()).status is CaseStatus.ACCEPTED


@pytest.mark.parametrize(
    "change",
    [
        Change("8", "catalogue.version", {"version": "2027.1"}),
        Change("8", "case.status", {"case_id": "01900000-0000-7000-8000-0000000000ff", "status": "accepted"}),
        Change("8", "case.status", {"case_id": "01900000-0000-7000-8000-000000000001", "status": "lost"}),
        Change("8", "case.status", {"case_id": "01900000-0000-7000-8000-000000000001", "status": "saved"}),
        Change("8", "case.status", {"case_id": ["x"], "status": {"y": 1}}),
    ],
)
def test_a_change_that_is_not_understood_is_kept_and_not_fatal(store, samples, change):
    store.cases.submit(samples.submission())

    store.outbox.apply_changes([change], "8")

    assert store.outbox.cursor() == "8"
    assert store.cases.case(samples.case_id()).status is CaseStatus.SAVED
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT kind, applied FROM changes")).all() == [(change.kind, 0)]


def test_looking_for_due_rows_uses_the_indexes_of_open_rows(store, clock):
    plans = []
    with store.database.reading() as connection:
        raw = connection.connection.driver_connection
        statements = []
        raw.set_trace_callback(statements.append)
        from app.storage import outbox_events, outbox_uploads

        outbox_events.due_events(connection, clock(), 10)
        outbox_uploads.due_uploads(connection, clock(), 10)
        raw.set_trace_callback(None)
        for statement in statements:
            plans += [row[3] for row in raw.execute("EXPLAIN QUERY PLAN " + statement)]

    told = "\n".join(plans)
    assert "outbox_events_waiting" in told
    assert "outbox_events_open" in told
    assert "outbox_uploads_waiting" in told
    assert "SCAN outbox_events\n" not in told
