"""What waits, counted and listed for a person, at any number of rows."""

from datetime import timedelta

from sqlalchemy import select, update

from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.outbox import WaitState
from app.domain.ports import EventVerdict, UploadVerdict
from app.storage.backlog import read_backlog
from app.storage.backoff import REST_LIMIT
from app.storage.outbox_events import is_due
from app.storage.tables import outbox_events


def states(backlog):
    return {(kind, state.value): count for kind, state, count in backlog.counts}


def test_every_row_is_counted_by_what_holds_it(store, clock, samples):
    for index in (1, 2, 3):
        store.cases.submit(samples.submission(index))
        store.cases.evaluate(Evaluation(samples.case_id(index), Grade.GOOD, EvaluationChannel.PAD))
    one, two, _ = store.outbox.due_events(clock(), 3)
    store.outbox.settle_event(one.id, EventVerdict.REJECTED, "item_unknown")
    store.outbox.postpone_events([two.id], clock(), "HTTP 503")

    backlog = store.outbox.backlog(clock())

    assert states(backlog) == {
        ("case.submitted", "parked"): 1,
        ("case.submitted", "resting"): 1,
        ("case.submitted", "due"): 1,
        ("case.evaluated", "held"): 3,
        ("attachment", "held"): 6,
    }
    assert backlog.items[0].state is WaitState.PARKED
    assert (backlog.waiting, backlog.conflicts) == (store.outbox.waiting(), 1)
    assert (backlog.answer, backlog.answered_at) == ("HTTP 503", clock())
    assert clock() < backlog.next_at <= clock() + timedelta(seconds=10)
    assert backlog.oldest == clock()


def test_a_settled_row_keeps_what_the_centre_said_but_waits_no_more(store, clock, samples):
    store.cases.submit(samples.submission())
    (event,) = store.outbox.due_events(clock(), 1)
    uploads = store.outbox.small_uploads([samples.case_id()], 1 << 20)
    verdicts = [UploadVerdict(each.id, EventVerdict.ACCEPTED) for each in uploads]

    store.outbox.settle_events([(event.id, EventVerdict.DUPLICATE, "")], verdicts)

    assert store.outbox.backlog(clock()).counts == ()
    assert store.outbox.taken(samples.case_id())
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT answer FROM outbox_events UNION ALL SELECT answer FROM outbox_uploads"
        )
        assert sorted(row.answer for row in rows) == ["accepted", "accepted", "duplicate"]


def test_a_small_paper_that_failed_or_was_begun_does_not_travel_with_its_case(store, clock, samples):
    store.cases.submit(samples.submission())
    first, second = store.outbox.small_uploads([samples.case_id()], 1 << 20)
    store.outbox.begin_upload(first.id, "http://centre/uploads/1")
    store.outbox.postpone_upload(second.id, clock(), "x")

    assert store.outbox.small_uploads([samples.case_id()], 1 << 20) == []
    assert store.outbox.small_uploads([samples.case_id(7)], 1 << 20) == []


def test_looking_takes_open_rows_only(store, clock, samples):
    """However many were settled: the indexes of open rows are used."""
    plans = []
    with store.database.reading() as connection:
        raw = connection.connection.driver_connection
        statements = []
        raw.set_trace_callback(statements.append)
        read_backlog(connection, clock(), 10, 0, 0)
        raw.set_trace_callback(None)
        for statement in statements:
            plans += [row[3] for row in raw.execute("EXPLAIN QUERY PLAN " + statement)]

    told = "\n".join(plans)
    assert "outbox_events_open" in told
    assert "outbox_uploads_open" in told
    assert "SCAN outbox_events\n" not in told
    assert "SCAN outbox_uploads\n" not in told


def test_every_way_of_asking_draws_the_line_between_due_and_resting_at_the_same_moments(store, clock, samples):
    """A microsecond before and behind each of its two ends."""
    tick, ends = timedelta(microseconds=1), (timedelta(0), REST_LIMIT)
    offsets = [each + step for each in ends for step in (-tick, timedelta(0), tick)]
    for index in range(len(offsets)):
        store.cases.submit(samples.submission(index + 1))
    with store.database.writing() as connection:
        for sequence, each in enumerate(offsets, start=1):
            moved = update(outbox_events).where(outbox_events.c.sequence == sequence)
            connection.execute(moved.values(due_at=clock() + each))

    due = {each.sequence for each in store.outbox.due_events(clock(), 100)}
    with store.database.reading() as connection:
        is_so = select(outbox_events.c.sequence).where(is_due(outbox_events.c.due_at, clock()))
        asked = set(connection.execute(is_so).scalars())

    assert due == asked == {1, 2, 6}
    shown = {each.id: each.state for each in store.outbox.backlog(clock()).items if each.kind == "case.submitted"}
    waiting = {each.id for each in store.outbox.due_events(clock(), 100)}
    assert {event for event, state in shown.items() if state == WaitState.DUE} == waiting
