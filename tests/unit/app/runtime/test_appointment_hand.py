"""What booking asks of the centre in the background, and what is said of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from pytestqt.qtbot import QtBot

from app.domain.appointments import Appointment, FreeDay, FreeSlot, HoldAnswer, SlotFull, SlotHeld
from app.domain.errors import CentreRefused, CentreUnreachable, TerminalError
from app.domain.person import IdentityCard
from app.journeys import events as on
from app.journeys.appointment_commands import AppointmentCommand, AskSlots, CancelAppointment, GiveBackSlot, HoldSlot
from app.journeys.appointment_events import AppointmentCancelled, AppointmentNotCancelled, SlotAnswered, SlotsCame
from app.journeys.commands import StopEverything
from tests.journeys.items import CARD
from tests.unit.app.runtime.conftest import OpenHands

DAYS = (FreeDay(date(2026, 12, 1), (FreeSlot(time(9), 2),)),)
WANTED = Appointment("hall", date(2026, 12, 1), time(9))
ASK, HOLD = AskSlots("booking", "hall", "case-1"), HoldSlot("booking", "case-1", WANTED, CARD, move=True)


class Office:
    """A centre that answers, or fails in one way."""

    def __init__(self, answer: HoldAnswer | TerminalError) -> None:
        self._answer = answer
        self.asked: list[tuple[object, ...]] = []

    def free(self, item_code: str, place: str, case_id: str) -> tuple[FreeDay, ...]:
        self.asked.append(("free", item_code, place, case_id))
        if isinstance(self._answer, TerminalError):
            raise self._answer
        return DAYS

    def hold(
        self, item_code: str, case_id: str, wanted: Appointment, card: IdentityCard, *, move: bool = False
    ) -> HoldAnswer:
        self.asked.append(("hold", item_code, case_id, wanted, card, move))
        if isinstance(self._answer, TerminalError):
            raise self._answer
        return self._answer

    def give_back(self, case_id: str) -> None:
        self.asked.append(("give_back", case_id))
        if isinstance(self._answer, TerminalError):
            raise self._answer

    def cancel(self, case_id: str, card: IdentityCard) -> None:
        self.asked.append(("cancel", case_id, card))
        if isinstance(self._answer, TerminalError):
            raise self._answer


def test_days_and_slot_are_asked_for_and_said(qtbot: QtBot, open_hands: OpenHands) -> None:
    held = SlotHeld(datetime(2026, 11, 27, tzinfo=UTC))
    office = Office(held)
    hands, said = open_hands(appointments=lambda: office)
    hands.carry_out(ASK)
    qtbot.waitUntil(lambda: len(said) == 1)
    hands.carry_out(HOLD)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == [SlotsCame(DAYS), SlotAnswered(held)]
    assert office.asked == [("free", "booking", "hall", "case-1"), ("hold", "booking", "case-1", WANTED, CARD, True)]


def test_a_full_slot_is_an_answer(qtbot: QtBot, open_hands: OpenHands) -> None:
    hands, said = open_hands(appointments=lambda: Office(SlotFull()))
    hands.carry_out(HOLD)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [SlotAnswered(SlotFull())]


@pytest.mark.parametrize("command", [ASK, HOLD], ids=["ask", "hold"])
@pytest.mark.parametrize(
    ("error", "event"),
    [(CentreUnreachable("没有回答"), on.CentreDidNotAnswer()), (CentreRefused("不行"), on.CentreSaidNo())],
    ids=["silent", "refused"],
)
def test_a_centre_that_does_not_give_an_answer_is_said(
    qtbot: QtBot, open_hands: OpenHands, command: AppointmentCommand, error: TerminalError, event: on.Event
) -> None:
    hands, said = open_hands(appointments=lambda: Office(error))
    hands.carry_out(command)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [event]


@pytest.mark.parametrize(
    ("answer", "event"),
    [
        (SlotFull(), AppointmentCancelled("case-1")),
        (CentreUnreachable("没有回答"), AppointmentNotCancelled("case-1")),
        (CentreRefused("没有这个预约"), AppointmentNotCancelled("case-1", refused=True)),
    ],
    ids=["done", "silent", "refused"],
)
def test_an_appointment_is_cancelled_for_whose_card_it_is(
    qtbot: QtBot, open_hands: OpenHands, answer: HoldAnswer | TerminalError, event: on.Event
) -> None:
    office = Office(answer)
    hands, said = open_hands(appointments=lambda: office)
    hands.carry_out(CancelAppointment("case-1", CARD))
    qtbot.waitUntil(lambda: bool(said))
    assert (office.asked, said) == ([("cancel", "case-1", CARD)], [event])


def test_a_station_that_books_nothing_says_that_nobody_answers(open_hands: OpenHands) -> None:
    hands, said = open_hands(appointments=None)
    hands.carry_out(ASK)
    hands.carry_out(GiveBackSlot("case-1"))
    hands.carry_out(CancelAppointment("case-1", CARD))
    assert said == [on.CentreDidNotAnswer(), AppointmentNotCancelled("case-1")]


@pytest.mark.parametrize("answer", [SlotFull(), CentreUnreachable("没有回答")], ids=["there", "away"])
def test_what_a_left_sitting_held_is_given_back_and_nothing_said_of_it(
    qtbot: QtBot, open_hands: OpenHands, answer: HoldAnswer | TerminalError
) -> None:
    office = Office(answer)
    hands, said = open_hands(appointments=lambda: office)
    hands.carry_out(StopEverything())
    hands.carry_out(GiveBackSlot("case-1"))
    qtbot.waitUntil(lambda: hands.centre.questions.is_idle and bool(office.asked))
    assert (office.asked, said) == ([("give_back", "case-1")], [])
