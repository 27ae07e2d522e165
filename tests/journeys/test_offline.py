"""The centre is away: the case goes in all the same, says so, and arrives once when the centre is back."""

from __future__ import annotations

import pytest

from app.domain.case import CaseStatus
from app.journeys.states import AtStep, Paper
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-1")


def line_is(person: Person, online: bool) -> None:
    person.until(lambda: person.terminal.station.online is online, f"the line is not {online}")


def test_without_a_centre_the_case_is_kept_says_so_and_arrives_once(person: Person) -> None:
    line_is(person, True)
    person.hall.place.connect(False)
    line_is(person, False)
    person.comes_to("PaymentScreen")
    person.reads("网络断了，现在付不了")
    person.touches("primary")
    done = person.finished()
    assert (done.at_centre, done.receipt) == (False, Paper.PRINTED)
    person.reads("已存好，等网络")
    assert not any("提交好了" in words for words in person.words())
    slip = person.simulators.receipt_printer.slips[-1].text
    assert done.case.number in slip
    assert "等网络" in slip
    assert "取证时付" in slip
    parts = person.terminal.parts
    case_id = done.case.id
    assert parts.store.case(case_id).status is CaseStatus.SAVED
    assert parts.outbox.waiting() > 0
    person.hall.place.connect(True)
    line_is(person, True)
    person.until(lambda: parts.store.case(case_id).status is CaseStatus.ACCEPTED, "the centre's word did not come")
    assert parts.outbox.waiting() == 0
    there = person.hall.case(case_id)
    assert there["status"] == "accepted"
    assert there["data"]["payment"]["status"] == "later"
    assert [each["number"] for each in person.hall.cases()].count(done.case.number) == 1


def test_a_line_that_breaks_before_paying_offers_to_pay_later_or_to_try_again(person: Person) -> None:
    line_is(person, True)
    person.comes_to("ReviewScreen")
    person.hall.place.connect(False)
    person.signs()
    person.sees("PaymentScreen")
    person.reads("填好的都在，连上了接着办")
    person.hall.place.connect(True)
    person.touches("troublePrimary")
    person.until(lambda: isinstance(person.state, AtStep) and person.state.draft.payment, "trying again did not try")
    person.touches("pay_later")
    assert person.finished().at_centre


def test_a_centre_that_goes_while_the_code_stands_there_loses_no_case(person: Person) -> None:
    line_is(person, True)
    person.comes_to("PaymentScreen")
    person.until(lambda: person.state.draft.payment, "no code to pay")
    person.hall.place.connect(False)
    person.reads("填好的都在，连上了接着办")
    person.touches("pay_later")
    done = person.finished()
    assert not done.at_centre
    person.reads("已存好，等网络")
