import itertools
import json
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.domain.case import CaseStatus
from app.domain.errors import OurFault, TerminalError, WrongInput
from app.domain.ports import IssuedDocument
from app.domain.prints import (
    NEXT,
    Failed,
    OperatorAct,
    PaperKind,
    Presented,
    PrintState,
    Unheard,
)
from app.storage import open_store
from app.storage.documents import PAPER_KEPT
from app.storage.outbox_events import WHOLE_EVENTS
from app.storage.print_telling import PRINTED, REPRINTED
from app.storage.tables import cases, document_papers, outbox_events, print_jobs
from tests.unit.app.storage.unpacked import unpacked

S = PrintState
NUMBER = "330782202603180001"
PDF = b"%PDF-1.7 \xe6\xac\xa7\xe9\x98\xb3 of somebody" * 50
CLERK = OperatorAct("G0017", "纸卡坏了，当面作废")
WAIT_S = 20


def document(samples, **changes):
    whole = {
        "case_id": samples.case_id(),
        "item_code": "social-insurance-proof",
        "number": NUMBER,
        "code": "0123456789ABCDEFGHJK",
        "sha256": "ab" * 32,
        "issued_at": datetime(2026, 3, 18, 2, 31, tzinfo=UTC),
    }
    return IssuedDocument(**(whole | changes))


@pytest.fixture
def prints(store, samples):
    store.cases.submit(samples.submission(attachments=()))
    return store.prints


@pytest.fixture
def certificate(prints, samples):
    return prints.issue(document(samples), PDF)


def events_of(store):
    return [json.loads(each.record) for each in store.audit.records()]


def names_of(store):
    return [each["event"] for each in events_of(store) if each["event"].startswith(("print.", "document."))]


def bring(prints, job_id, state):
    """Along the shortest legal way."""
    match state:
        case S.QUEUED:
            return
        case S.SENT:
            prints.sent(job_id)
        case S.UNKNOWN:
            prints.sent(job_id)
            prints.end(job_id, Unheard("no_answer"))
        case S.PRESENTED:
            prints.sent(job_id)
            prints.end(job_id, Presented("12"))
        case S.TAKEN | S.RETRACTED:
            bring(prints, job_id, S.PRESENTED)
            prints.media(job_id, state)
        case S.FAILED:
            prints.end(job_id, Failed("paper_out", begun=False))


def drive(prints, job_id, to):
    """Straight there, legal or not."""
    match to:
        case S.QUEUED:
            raise OurFault("nothing in the ledger queues a job again")
        case S.SENT:
            prints.sent(job_id)
        case S.UNKNOWN:
            prints.end(job_id, Unheard("no_answer"))
        case S.PRESENTED:
            prints.end(job_id, Presented())
        case S.FAILED:
            prints.end(job_id, Failed("jammed", begun=True))
        case _:
            prints.media(job_id, to)


# ------------------------------------------------------------ issuing


def test_a_certificate_is_issued_kept_and_queued_in_one_go_before_anything_is_sent(store, prints, samples):
    job = prints.issue(document(samples), PDF, "zh_CN")

    assert (job.paper, job.number, job.attempt, job.state) == (PaperKind.CERTIFICATE, NUMBER, 1, S.QUEUED)
    assert (job.sent_at, job.ended_at, job.operator) == (None, None, "")
    assert prints.pdf(NUMBER) == PDF
    assert prints.jobs() == [job]
    assert store.outbox.waiting() == 2  # the case and its document
    assert names_of(store) == ["document.issued", "print.queued"]


def test_a_certificate_that_is_kept_has_no_job_until_its_case_is_completed(store, prints, samples):
    prints.keep(document(samples), PDF)
    assert (prints.pdf(NUMBER), prints.jobs()) == (PDF, [])
    assert names_of(store) == ["document.issued"]

    case_id = document(samples).case_id
    with pytest.raises(WrongInput):
        prints.queue(case_id, PaperKind.CERTIFICATE, NUMBER)
    with store.database.writing() as connection:
        connection.execute(update(cases).where(cases.c.id == case_id).values(status=CaseStatus.COMPLETED))
    assert prints.queue(case_id, PaperKind.CERTIFICATE, NUMBER).attempt == 1


def test_a_certificate_that_was_never_issued_has_no_job(prints, samples):
    with pytest.raises(WrongInput):
        prints.queue(document(samples).case_id, PaperKind.CERTIFICATE, NUMBER)


@pytest.mark.parametrize("changes", [{}, {"code": "ZZZZ456789ABCDEFGHJK"}, {"number": "330782202603189999"}])
def test_a_number_or_code_is_never_used_twice_not_even_by_the_same_document(store, prints, samples, changes):
    prints.issue(document(samples), PDF)
    before = store.audit.verify().records

    with pytest.raises(OurFault):
        prints.issue(document(samples, **changes), PDF)

    assert len(prints.jobs()) == 1
    assert store.outbox.waiting() == 2
    assert store.audit.verify().records == before


def test_two_threads_that_issue_the_same_number_make_one_document(prints, samples):
    together = threading.Barrier(2)
    failures = []

    def issue(code):
        together.wait()
        try:
            prints.issue(document(samples, code=code), PDF)
        except OurFault as error:
            failures.append(error)

    threads = [threading.Thread(target=issue, args=(f"{digit}123456789ABCDEFGHJK",)) for digit in "01"]
    for each in threads:
        each.start()
    for each in threads:
        each.join(WAIT_S)
    assert (len(failures), len(prints.jobs())) == (1, 1)


def test_a_document_of_no_case_leaves_nothing(store, samples):
    with pytest.raises(WrongInput):
        store.prints.issue(document(samples), PDF)
    assert (store.prints.jobs(), store.prints.pdf(NUMBER), names_of(store)) == ([], None, [])


# ------------------------------------------------------------ the states


@pytest.mark.parametrize(("before", "after"), [*itertools.product(PrintState, PrintState)])
def test_the_ledger_makes_every_legal_change_and_leaves_all_as_it_was_at_any_other(
    store, prints, certificate, before, after
):
    bring(prints, certificate.id, before)
    was, told = prints.job(certificate.id), store.audit.verify().records
    assert was.state is before

    if after in NEXT[before]:
        drive(prints, certificate.id, after)
        assert prints.job(certificate.id).state is after
        assert store.audit.verify().records == told + 1
    else:
        with pytest.raises(OurFault):
            drive(prints, certificate.id, after)
        assert prints.job(certificate.id) == was
        assert store.audit.verify().records == told


def test_a_job_that_went_well_tells_its_times_its_reference_and_its_story(store, prints, certificate, clock):
    clock.forward(seconds=1)
    sent = prints.sent(certificate.id)
    clock.forward(seconds=2)
    prints.refer(certificate.id, "41")
    done = prints.end(certificate.id, Presented())
    clock.forward(seconds=3)
    taken = prints.media(certificate.id, S.TAKEN)

    assert (sent.sent_at - sent.queued_at).total_seconds() == 1
    assert (done.ended_at - done.sent_at).total_seconds() == 2
    assert (done.reference, taken.reference) == ("41", "41")
    assert names_of(store) == ["document.issued", "print.queued", "print.sent", "print.finished", "print.taken"]
    assert store.audit.verify().intact


def test_a_cause_no_code_can_hold_ends_the_job_all_the_same(prints, certificate):
    prints.sent(certificate.id)
    assert prints.end(certificate.id, Failed("缺纸 13812345678", begun=True)).cause == "other"


def test_a_job_nobody_knows_is_said_to_be_none(prints):
    with pytest.raises(WrongInput):
        prints.sent("01900000-0000-7000-8000-00000000ffff")
    assert prints.job("01900000-0000-7000-8000-00000000ffff") is None


# ------------------------------------------------------------ again


def again(prints, samples, act=None):
    return prints.queue(samples.case_id(), PaperKind.CERTIFICATE, NUMBER, act=act)


def test_what_failed_before_a_byte_is_tried_again_with_the_same_number_and_no_operator(prints, certificate, samples):
    prints.sent(certificate.id)
    prints.end(certificate.id, Failed("paper_out", begun=False))

    second = again(prints, samples)

    assert (second.number, second.attempt, second.operator) == (NUMBER, 2, "")
    assert prints.pdf(second.number) == PDF
    assert [each.attempt for each in prints.jobs_of(PaperKind.CERTIFICATE, NUMBER)] == [1, 2]


@pytest.mark.parametrize("end", [Presented("1"), Failed("media_jam", begun=True)])
def test_what_may_have_come_out_needs_an_operator_and_a_reason(store, prints, certificate, samples, end):
    prints.sent(certificate.id)
    prints.end(certificate.id, end)
    with pytest.raises(WrongInput, match="工作人员"):
        again(prints, samples)

    second = again(prints, samples, CLERK)

    assert (second.attempt, second.operator, second.reason) == (2, CLERK.operator, CLERK.reason)
    ordered = [each["fields"] for each in events_of(store) if each["event"] == "print.reprint_ordered"]
    assert [each["operator"] for each in ordered] == [CLERK.operator]
    assert CLERK.reason not in str(events_of(store))


@pytest.mark.parametrize("state", [S.QUEUED, S.SENT])
def test_a_paper_under_way_is_not_printed_beside_itself(prints, certificate, samples, state):
    bring(prints, certificate.id, state)
    for act in (None, CLERK):
        with pytest.raises(WrongInput, match="正在打印"):
            again(prints, samples, act)


def test_an_unknown_end_is_told_before_the_paper_is_printed_again(prints, certificate, samples):
    bring(prints, certificate.id, S.UNKNOWN)
    with pytest.raises(WrongInput, match="结果不明"):
        again(prints, samples, CLERK)
    prints.settle(certificate.id, S.FAILED, CLERK)
    assert again(prints, samples, CLERK).attempt == 2


def test_a_certificate_that_was_never_issued_cannot_be_printed_again(prints, samples):
    with pytest.raises(WrongInput):
        again(prints, samples, CLERK)


@pytest.mark.parametrize(
    ("operator", "reason"),
    [
        ("", "原因"),
        ("  ", "原因"),
        ("王小明", "原因"),
        ("11010519491231002X", "原因"),
        ("13812345678", "原因"),
        ("G0017", ""),
        ("G0017", " \n "),
        ("G0017", "长" * 201),
    ],
)
def test_neither_a_name_for_an_operator_nor_silence_for_a_reason_is_taken(
    prints, certificate, samples, operator, reason
):
    bring(prints, certificate.id, S.PRESENTED)
    with pytest.raises(WrongInput) as caught:
        again(prints, samples, OperatorAct(operator, reason))
    assert not operator.strip() or operator not in str(caught.value)
    assert len(prints.jobs()) == 1


def test_the_database_itself_refuses_a_second_paper_without_an_operator(store, prints, certificate):
    """Whatever the program above it forgets."""
    bring(prints, certificate.id, S.PRESENTED)
    with store.database.reading() as connection:
        row = dict(connection.execute(print_jobs.select()).one()._mapping)
    for state in ("queued", "sent", "unknown", "presented", "taken", "retracted"):
        copy = row | {"row": None, "id": f"copy-{state}", "attempt": 2, "state": state}
        with pytest.raises(IntegrityError), store.database.writing() as connection:
            connection.execute(print_jobs.insert(), copy)


# ------------------------------------------------------------ after a restart


def restarted(data_dir, clock):
    return open_store(data_dir, clock)


@pytest.mark.parametrize(
    ("left", "found", "begun"),
    [
        (S.QUEUED, S.FAILED, False),
        (S.SENT, S.UNKNOWN, True),
        (S.UNKNOWN, S.UNKNOWN, True),
        (S.PRESENTED, S.PRESENTED, False),
        (S.TAKEN, S.TAKEN, False),
        (S.RETRACTED, S.RETRACTED, False),
        (S.FAILED, S.FAILED, False),
    ],
)
def test_what_an_earlier_run_left_is_never_guessed(data_dir, clock, store, prints, certificate, left, found, begun):
    bring(prints, certificate.id, left)
    store.close()
    with restarted(data_dir, clock) as after:
        for _ in range(2):  # a second start changes nothing more
            waiting = after.prints.take_stock()
            job = after.prints.job(certificate.id)
            assert (job.state, job.begun) == (found, begun)
            assert [each.id for each in waiting] == ([job.id] if found is S.UNKNOWN else [])
        assert after.audit.verify().intact


def test_taking_stock_leaves_alone_what_this_run_prints(prints, certificate):
    prints.sent(certificate.id)
    assert prints.take_stock() == []
    assert prints.job(certificate.id).state is S.SENT


def test_the_printers_own_word_still_ends_a_job_that_was_called_unknown(data_dir, clock, store, prints, certificate):
    prints.sent(certificate.id)
    store.close()
    with restarted(data_dir, clock) as after:
        after.prints.take_stock()
        assert after.prints.end(certificate.id, Presented("7")).state is S.PRESENTED
        assert after.prints.take_stock() == []


@pytest.mark.parametrize("seen", [S.PRESENTED, S.FAILED])
def test_a_person_settles_an_unknown_job_once(store, prints, certificate, seen):
    bring(prints, certificate.id, S.UNKNOWN)
    job = prints.settle(certificate.id, seen, CLERK)

    assert (job.state, job.settled_by, job.settled_because) == (seen, CLERK.operator, CLERK.reason)
    assert prints.jobs(unsettled=True) == []
    assert names_of(store)[-1] == "print.settled"
    with pytest.raises(WrongInput):
        prints.settle(certificate.id, seen, CLERK)


@pytest.mark.parametrize("state", [each for each in PrintState if each is not S.UNKNOWN])
def test_only_an_unknown_job_is_settled_by_a_person(prints, certificate, state):
    bring(prints, certificate.id, state)
    with pytest.raises(WrongInput):
        prints.settle(certificate.id, S.PRESENTED, CLERK)
    assert prints.job(certificate.id).state is state


@pytest.mark.parametrize("state", [S.QUEUED, S.SENT, S.UNKNOWN, S.TAKEN, S.RETRACTED])
def test_a_person_may_say_only_that_it_came_or_that_it_did_not(prints, certificate, state):
    bring(prints, certificate.id, S.UNKNOWN)
    with pytest.raises(WrongInput):
        prints.settle(certificate.id, state, CLERK)


# ------------------------------------------------------------ what is kept, and how long


def test_the_paper_goes_when_its_time_is_over_and_the_number_stays_used(store, prints, certificate, samples, clock):
    clock.now = datetime(2026, 3, 18, 2, 31, tzinfo=UTC) + PAPER_KEPT
    prints.take_stock()
    assert prints.pdf(NUMBER) == PDF
    clock.forward(seconds=1)
    prints.take_stock()

    assert prints.pdf(NUMBER) is None
    assert prints.job(certificate.id) is not None
    assert names_of(store)[-1] == "print.papers_dropped"
    with pytest.raises(OurFault):
        prints.issue(document(samples), PDF)


def test_a_terminal_that_never_restarts_drops_old_papers_too(prints, certificate, samples, clock, store):
    store.cases.submit(samples.submission(2, attachments=()))
    clock.forward(days=31)
    later = document(samples, case_id=samples.case_id(2), number="N-2", code="Z" * 20, issued_at=clock())
    prints.issue(later, PDF)
    with store.database.reading() as connection:
        assert [row.number for row in connection.execute(document_papers.select())] == ["N-2"]


def test_of_a_receipt_nothing_is_kept_but_what_it_is_about(prints, samples):
    job = prints.queue(samples.case_id(), PaperKind.RECEIPT, "L20260318-0001", "en")
    assert (job.paper, job.language, prints.pdf(job.number)) == (PaperKind.RECEIPT, "en", None)
    prints.sent(job.id)
    prints.end(job.id, Presented())
    with pytest.raises(WrongInput):
        prints.queue(samples.case_id(), PaperKind.RECEIPT, "L20260318-0001")
    assert prints.queue(samples.case_id(), PaperKind.RECEIPT, "L20260318-0001", act=CLERK).attempt == 2


def test_no_paper_and_no_reason_lies_on_the_disk_in_the_clear(data_dir, store, prints, certificate):
    bring(prints, certificate.id, S.UNKNOWN)
    prints.settle(certificate.id, S.FAILED, CLERK)
    for path in (each for each in data_dir.rglob("*") if each.is_file()):
        content = path.read_bytes()
        assert PDF[:40] not in content
        assert CLERK.reason.encode() not in content


def test_a_change_the_disk_refuses_changes_nothing(prints, certificate, monkeypatch):
    import app.storage.print_rows as rows

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rows, "append_record", full)
    with pytest.raises(TerminalError) as caught:
        prints.sent(certificate.id)
    assert caught.value.exit_code == 7
    assert prints.job(certificate.id).state is S.QUEUED


def told_to_the_centre(store):
    with store.database.reading() as connection:
        rows = connection.execute(WHOLE_EVENTS.order_by(outbox_events.c.sequence)).all()
    return [(row.kind, json.loads(unpacked(row.payload))) for row in rows if row.kind in {PRINTED, REPRINTED}]


@pytest.mark.parametrize("end", [S.UNKNOWN, S.PRESENTED, S.TAKEN, S.RETRACTED, S.FAILED])
def test_the_centre_hears_of_every_end_and_of_nothing_before_it(store, prints, certificate, end):
    prints.sent(certificate.id)
    before = told_to_the_centre(store)
    ends = {S.UNKNOWN: Unheard("no_answer"), S.FAILED: Failed("paper_out", begun=True)}
    prints.end(certificate.id, ends.get(end, Presented("12")))
    if end in (S.TAKEN, S.RETRACTED):
        prints.media(certificate.id, end)
    told = [payload for _, payload in told_to_the_centre(store)]
    assert before == []
    assert [each["outcome"] for each in told][-1] == end.value
    assert {(each["case_id"], each["number"], each["job_id"]) for each in told} == {
        (certificate.case_id, NUMBER, certificate.id)
    }


def test_the_centre_hears_who_had_a_paper_printed_again_and_why(store, prints, certificate):
    bring(prints, certificate.id, S.PRESENTED)
    again = prints.queue(certificate.case_id, PaperKind.CERTIFICATE, NUMBER, act=CLERK)
    kind, payload = told_to_the_centre(store)[-1]
    assert kind == REPRINTED
    assert (payload["job_id"], payload["operator"], payload["reason"]) == (again.id, CLERK.operator, CLERK.reason)


def test_a_step_that_is_not_allowed_tells_the_centre_nothing(store, prints, certificate):
    with pytest.raises(OurFault):
        prints.media(certificate.id, S.TAKEN)
    assert told_to_the_centre(store) == []
