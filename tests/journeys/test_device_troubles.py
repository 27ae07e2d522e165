"""Devices fail in the middle: the glass says what is true, and the case is safe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.journeys.states import AtStep, Paper
from hardware import PaperState
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("terminal-2")


def test_a_reader_pulled_out_while_waiting_is_said_and_works_again_once_plugged_in(person: Person) -> None:
    person.comes_to("PutCardScreen")
    person.simulators.id_card_reader.unplug()
    person.reads("读卡器没反应")
    person.simulators.id_card_reader.plug()
    person.touches("troublePrimary")
    person.reads("正在等您的身份证")
    person.puts_card()
    person.sees("NoticeScreen")


def test_after_the_third_unreadable_card_a_person_is_the_first_offer(person: Person) -> None:
    person.comes_to("PutCardScreen")
    person.simulators.id_card_reader.set_faults(read_fails=1000)
    for times in (1, 2, 3):
        person.puts_card()
        person.until(lambda times=times: getattr(person.state, "failures", 0) == times, f"no {times}. failure")
        person.reads("没读出身份证")
        assert person.button_is("troublePrimary") == ("plain" if times == 3 else "primary")
        assert person.button_is("troubleSecondary") == ("primary" if times == 3 else "plain")
        person.simulators.id_card_reader.take_card()
        if times < 3:
            person.touches("troublePrimary")
            person.reads("正在等您的身份证")
    person.touches("troubleSecondary")
    person.reads("找人帮忙")
    person.until(lambda: person.terminal.window.surface.property("sheet") == "help", "the sheet did not open")
    person.simulators.id_card_reader.clear_faults()
    person.touches("closeHelp")
    person.touches("troublePrimary")
    person.puts_card()
    person.sees("NoticeScreen")


def test_a_camera_that_vanishes_is_said_and_the_photo_is_taken_once_it_is_back(person: Person) -> None:
    person.comes_to("PhotoScreen")
    person.simulators.camera.unplug()
    person.reads("镜头没反应")
    person.simulators.camera.plug()
    person.touches("troublePrimary")
    person.until(lambda: isinstance(person.state, AtStep) and person.state.photo_verdict, "no picture is judged again")
    person.takes_photo()
    person.sees("ReviewScreen")


def out_before(person: Person) -> None:
    person.simulators.receipt_printer.set_paper(PaperState.OUT)


def out_in_the_middle(person: Person) -> None:
    person.simulators.receipt_printer.paper_out_after(150)


def cover_open(person: Person) -> None:
    person.simulators.receipt_printer.open_cover()


def unplugged_in_the_middle(person: Person) -> None:
    person.simulators.receipt_printer.unplug_after(200)


@pytest.mark.parametrize("trouble", [out_before, out_in_the_middle, cover_open, unplugged_in_the_middle])
def test_a_receipt_that_does_not_come_out_is_never_called_printed(
    person: Person, trouble: Callable[[Person], None]
) -> None:
    cut_before = len(person.simulators.receipt_printer.slips)
    person.until(lambda: person.terminal.station.online, "no line")
    person.comes_to("PaymentScreen")
    trouble(person)
    person.touches("pay_later")
    done = person.finished()
    assert (done.receipt, done.at_centre) == (Paper.FAILED, True)
    person.reads("凭条没打出来")
    person.reads(done.case.number)
    assert not any("凭条已打好" in words for words in person.words())
    assert person.hall.case(done.case.id)["status"] == "accepted"
    assert len(person.simulators.receipt_printer.slips) == cut_before
