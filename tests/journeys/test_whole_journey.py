"""One citizen goes the whole way by touch alone, and the case stands at the centre."""

from __future__ import annotations

import pytest

from app.journeys.states import Paper
from tests.journeys.person import Person, TouchingFinger

pytestmark = pytest.mark.xdist_group("terminal-1")


def test_a_temporary_card_is_applied_for_by_touch_and_accepted_at_the_centre(person: Person) -> None:
    person.finger = TouchingFinger(person.terminal.window.surface)
    person.until(lambda: person.terminal.station.online, "no line")
    person.comes_to("DoneScreen")
    done = person.finished()
    assert (done.at_centre, done.receipt) == (True, Paper.PRINTED)
    person.reads("提交好了")
    person.reads(done.case.number)
    slip = person.simulators.receipt_printer.slips[-1].text
    assert done.case.number in slip
    assert done.masked_name in slip
    person.touches("grade_4")
    person.reads("谢谢，记下了")
    person.leaves()
    here = person.terminal.parts.store.case(done.case.id)
    there = person.hall.case(done.case.id)
    assert here is not None
    assert there["status"] == "accepted"
    assert there["number"] == here.number == done.case.number
    assert there["data"]["payment"]["status"] == "paid"
    sums = {each["name"]: each["sha256"] for each in there["attachments"]}
    assert sums == {each.name: each.sha256 for each in here.attachments}
    assert set(sums) == {"photo", "signature"}

    def graded() -> bool:
        return (person.hall.case(done.case.id).get("evaluation") or {}).get("grade") == 4

    person.until(graded, "the grade did not reach the centre")
