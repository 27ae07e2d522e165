"""A citizen leaves without grading and does so at home, by the code on the slip."""

from __future__ import annotations

import pytest

from app.composition import phone
from hardware.receipt_printer.slip import PrintedQr
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-1")


def code_on(person: Person) -> str:
    marks = person.simulators.receipt_printer.slips[-1].marks
    (code,) = [each.content.decode() for each in marks if isinstance(each, PrintedQr) and b"/e/" in each.content]
    return code


def test_the_code_on_the_slip_leads_to_the_grades_and_the_grade_to_the_case(person: Person) -> None:
    person.until(lambda: person.terminal.station.online, "no line")
    person.comes_to("DoneScreen")
    done = person.finished()
    person.leaves()
    url = code_on(person)
    assert url.startswith(f"{person.hall.place.centre.url}/e/")
    assert "扫码评一评" in person.simulators.receipt_printer.slips[-1].text
    assert person.hall.case(done.case.id)["evaluation"] is None
    assert "这次办得怎么样" in phone.open_page(url)
    assert "谢谢" in phone.press(url, grade="4")
    kept = person.hall.case(done.case.id)["evaluation"]
    assert (kept["grade"], kept["channel"]) == (4, "phone")


def test_on_the_glass_first_the_phone_hears_that_it_is_done(person: Person) -> None:
    person.until(lambda: person.terminal.station.online, "no line")
    person.comes_to("DoneScreen")
    done = person.finished()
    person.touches("grade_5")
    person.until(lambda: person.hall.case(done.case.id)["evaluation"] is not None, "the grade did not reach the centre")
    assert "评过了" in phone.open_page(code_on(person))
