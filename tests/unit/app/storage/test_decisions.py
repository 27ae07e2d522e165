"""Decisions of a desk: once a case, in order behind it, and what is still to be seen to."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from app.domain.decisions import CaseDecision, DecisionWord, DeskDecision
from app.domain.errors import WrongInput
from app.domain.ports import Change, EventVerdict, IssuedDocument
from app.domain.prints import Failed, PaperKind, Presented
from app.storage import open_store
from app.storage.decisions import CASE_DECIDED
from tests.unit.app.storage.conftest import Samples
from tests.unit.app.storage.unpacked import unpacked


def noon():
    return datetime(2026, 3, 18, 4, 0, tzinfo=UTC)


ITEM = frozenset({"temporary-id-card"})


@pytest.fixture
def case_id(store, samples):
    return store.cases.submit(samples.submission(attachments=())).id


def complete(case_id, **changed):
    return CaseDecision(**({"case_id": case_id, "decision": DeskDecision.COMPLETE, "operator": "0042"} | changed))


def settled(store, clock, verdict=EventVerdict.ACCEPTED, reason=""):
    """The centre's answer to whatever is due, one event after the other; the kinds in their order."""
    kinds = []
    while due := store.outbox.due_events(clock(), 1):
        kinds.append(due[0].kind)
        said = verdict if due[0].kind == CASE_DECIDED else EventVerdict.ACCEPTED
        store.outbox.settle_event(due[0].id, said, reason)
    return kinds


def test_a_decision_goes_to_the_centre_behind_its_case(store, clock, case_id):
    store.decisions.decide(complete(case_id))

    assert [each.kind for each in store.outbox.due_events(clock(), 10)] == ["case.submitted"]
    assert settled(store, clock) == ["case.submitted", CASE_DECIDED]
    assert store.decisions.word_of(case_id) == (DecisionWord.TAKEN, "")


def test_the_event_says_who_decided_what_and_when(store, clock, case_id):
    store.decisions.decide(complete(case_id, decision=DeskDecision.REFUSE, reason=" 户籍 不在本镇 "))
    store.outbox.settle_event(store.outbox.due_events(clock(), 1)[0].id, EventVerdict.ACCEPTED)

    assert json.loads(unpacked(store.outbox.due_events(clock(), 1)[0].payload)) == {
        "case_id": case_id,
        "decision": "refuse",
        "operator": "0042",
        "reason": "户籍 不在本镇",
        "decided_at": clock().isoformat(),
    }


def test_the_same_decision_again_changes_nothing_and_another_one_is_refused(store, clock, case_id):
    store.decisions.decide(complete(case_id))
    store.decisions.decide(complete(case_id))
    with pytest.raises(WrongInput, match="已经决定过"):
        store.decisions.decide(complete(case_id, decision=DeskDecision.REFUSE, reason="改主意了"))

    assert settled(store, clock).count(CASE_DECIDED) == 1


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_a_refusal_needs_a_reason_that_can_be_kept(store, case_id, reason):
    with pytest.raises(WrongInput, match="原因"):
        store.decisions.decide(complete(case_id, decision=DeskDecision.REFUSE, reason=reason))


def test_no_name_can_stand_for_a_staff_number(store, case_id):
    with pytest.raises(WrongInput, match="工号"):
        store.decisions.decide(complete(case_id, operator="李晓敏"))


def test_what_the_centre_did_not_accept_is_shown_with_its_reason(store, clock, case_id):
    store.decisions.decide(complete(case_id))
    settled(store, clock, EventVerdict.REJECTED, "no_right")

    assert store.decisions.word_of(case_id) == (DecisionWord.REJECTED, "no_right")
    (shown,) = store.decisions.open_decisions(frozenset())
    assert (shown.case.id, shown.why, shown.name) == (case_id, "no_right", "欧阳翠花")


def test_a_case_nobody_decided_is_told_until_somebody_does(store, clock, case_id):
    [told] = store.decisions.undecided(ITEM)
    case = store.cases.case(case_id)
    assert (told.case.id, told.case.number, told.item_code, told.name) == (
        case_id,
        case.number,
        case.item_code,
        case.data["applicant"]["name"],
    )
    assert store.decisions.undecided(frozenset({"kinship-proof"})) == []
    store.decisions.decide(complete(case_id))
    assert store.decisions.undecided(ITEM) == []


def test_what_was_passed_on_is_not_told_again_nor_to_the_centre(store, clock, case_id):
    store.decisions.pass_on(case_id, "0042")
    store.decisions.pass_on(case_id, "0107")
    assert store.decisions.undecided(ITEM) == []
    assert store.decisions.open_decisions(ITEM) == []
    assert settled(store, clock) == ["case.submitted"]


def test_a_decision_stays_what_it_is_when_the_case_is_passed_on_afterwards(store, case_id):
    store.decisions.decide(complete(case_id))
    store.decisions.pass_on(case_id, "0107")
    assert store.decisions.operator_of(case_id) == "0042"
    assert [each.case.id for each in store.decisions.open_decisions(ITEM)] == [case_id]


def test_what_the_office_decided_meanwhile_is_not_told(store, clock, case_id):
    settled(store, clock)
    body = {"at": clock().isoformat(), "case_id": case_id, "status": "completed"}
    store.outbox.apply_changes([Change("1", "case.status", body)], "1")
    assert store.decisions.undecided(ITEM) == []


def issued(case_id, clock):
    return IssuedDocument(case_id, "temporary-id-card", "BM-1", "0123456789ABCDEFGHJK", "ab" * 32, clock())


def test_a_result_that_was_not_printed_is_shown_until_it_is(store, clock, case_id):
    store.decisions.decide(complete(case_id))
    assert [each.case.id for each in store.decisions.open_decisions(ITEM)] == [case_id]
    assert store.decisions.open_decisions(frozenset({"another-item"})) == []

    job = store.prints.issue(issued(case_id, clock), b"%PDF")
    assert store.decisions.open_decisions(ITEM) == []  # on its way
    store.prints.sent(job.id)
    store.prints.end(job.id, Failed("paper_out", begun=False))
    assert [each.case.id for each in store.decisions.open_decisions(ITEM)] == [case_id]

    again = store.prints.queue(case_id, PaperKind.CERTIFICATE, "BM-1")
    store.prints.sent(again.id)
    store.prints.end(again.id, Presented())
    assert store.decisions.open_decisions(ITEM) == []


def test_a_result_of_which_a_part_came_out_is_for_the_ledger_and_not_printed_again_unasked(store, clock, case_id):
    store.decisions.decide(complete(case_id))
    job = store.prints.issue(issued(case_id, clock), b"%PDF")
    store.prints.sent(job.id)
    store.prints.end(job.id, Failed("jammed", begun=True))

    assert store.decisions.open_decisions(ITEM) == []


def test_a_refused_case_has_no_result_to_print(store, case_id):
    store.decisions.decide(complete(case_id, decision=DeskDecision.REFUSE, reason="户籍不在本镇"))

    assert store.decisions.open_decisions(ITEM) == []


def test_the_paper_of_a_decision_that_was_not_accepted_is_not_told_to_the_centre(store, clock, case_id):
    store.decisions.decide(complete(case_id))
    store.prints.issue(issued(case_id, clock), b"%PDF")

    assert settled(store, clock, EventVerdict.REJECTED, "no_right") == ["case.submitted", CASE_DECIDED]


def test_the_reason_is_erased_with_the_case(store, clock, case_id):
    store.decisions.decide(complete(case_id, decision=DeskDecision.REFUSE, reason="户籍不在本镇"))
    settled(store, clock)
    store.personal.erase("11010519491231002X", "G0017")

    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT reason, operator FROM case_decisions").all()
    assert [tuple(row) for row in rows] == [("", "0042")]


# ---------------------------------------------------------------- the power


def deciding(folder):
    """Everything from the decision to the paper, as one long act."""
    store = open_store(folder, noon)
    case_id = store.cases.submit(Samples().submission(attachments=())).id

    def act():
        store.decisions.decide(complete(case_id))
        job = store.prints.issue(issued(case_id, noon), b"%PDF")
        store.prints.sent(job.id)
        store.prints.end(job.id, Presented())

    return act


def test_killed_anywhere_between_decision_and_paper_nothing_is_lost_or_printed_twice(mortal, tmp_path):
    deaths = mortal.deaths(deciding, tmp_path, 30)
    seen = set()
    for folder in (*deaths.folders, deaths.whole):
        with open_store(folder, noon) as store:
            store.prints.take_stock()
            case_id = Samples().case_id()
            jobs = store.prints.jobs_of(PaperKind.CERTIFICATE, "BM-1")
            offered = [each.case.id for each in store.decisions.open_decisions(ITEM)] == [case_id]
            if not store.decisions.operator_of(case_id):
                seen.add("undecided")
                assert not jobs
                assert not offered
            elif not jobs:
                seen.add("decided")
                assert offered
            elif jobs[-1].needs_a_person:
                seen.add("unknown")
                assert not offered  # it may have come out: the ledger asks a person
            else:
                seen.add(jobs[-1].state.value)
                assert offered == (jobs[-1].state.value == "failed")
    assert {"undecided", "decided", "presented"} <= seen
