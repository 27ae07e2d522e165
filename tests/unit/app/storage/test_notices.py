"""One-time notices: a number before a byte, told to the centre once they came out, and nothing that holds up a case."""

from __future__ import annotations

import json

import pytest

from app.domain.prints import Failed, OperatorAct, PaperKind, Presented, PrintState
from app.storage.notices import NOTICE_GIVEN
from tests.unit.app.storage.unpacked import unpacked

MISSING = ("bank-card", "household-register")


@pytest.fixture
def give(store, samples):
    def give(missing=MISSING, case_id=None):
        return store.notices.give(
            case_id or samples.case_id(7), "residents-pension-registration", "1.0", missing, "0042"
        )

    return give


def printed(store, notice, act=None):
    job = store.prints.queue(notice.case_id, PaperKind.NOTICE, notice.number, "zh_CN", act)
    store.prints.sent(job.id)
    return store.prints.end(job.id, Presented())


def told(store, clock):
    return [each for each in store.outbox.due_events(clock(), 10) if each.kind == NOTICE_GIVEN]


def test_a_notice_has_a_number_before_there_is_any_case(give):
    first, second = give(), give(("bank-card",))

    assert (first.number, second.number) == ("LG20260318-0001", "LG20260318-0002")
    assert first.missing == MISSING


def test_the_centre_hears_of_it_once_it_came_out_and_hears_nothing_of_the_person(store, clock, give):
    notice = give()
    assert told(store, clock) == []

    assert printed(store, notice).state is PrintState.PRESENTED
    (event,) = told(store, clock)
    assert event.case_id == notice.id
    assert json.loads(unpacked(event.payload)) == {
        "id": notice.id,
        "case_id": notice.case_id,
        "number": notice.number,
        "item": "residents-pension-registration",
        "missing": list(MISSING),
        "operator": "0042",
        "given_at": clock().isoformat(),
    }


def test_it_is_counted_once_however_often_it_is_printed(store, clock, give):
    notice = give()
    printed(store, notice)
    printed(store, notice, OperatorAct("0042", "纸卡坏了"))

    assert [each.kind for each in store.outbox.due_events(clock(), 10)] == [NOTICE_GIVEN]


def test_a_notice_of_which_nothing_came_out_keeps_its_number(store, give):
    notice = give()
    job = store.prints.queue(notice.case_id, PaperKind.NOTICE, notice.number)
    store.prints.sent(job.id)
    store.prints.end(job.id, Failed("paper_out", begun=False))

    assert give() == notice
    printed(store, notice)
    assert give().number != notice.number


def test_no_case_waits_for_its_notice(store, clock, give, samples):
    """A centre that does not know notices refuses them: the case with the same draft goes all the same."""
    printed(store, give(case_id=samples.case_id(1)))
    store.cases.submit(samples.submission(1, attachments=()))

    assert [each.kind for each in store.outbox.due_events(clock(), 10)] == [NOTICE_GIVEN, "case.submitted"]


def test_a_notice_is_in_the_trail_with_its_operator(store, give, samples):
    give()

    (line,) = [json.loads(each) for each in store.audit.newest(5) if b"notice.given" in each]
    assert line["fields"] == {
        "case_id": samples.case_id(7),
        "item": "residents-pension-registration",
        "missing": 2,
        "operator": "0042",
    }
