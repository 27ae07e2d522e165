"""取号 at the glass of whoever has booked: by the card or by the slip, and out of all that can come between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.scanned_code import CaseCode, EvaluationCode, VerifyCode
from app.domain.tickets import ByBooking
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.scanning import listens
from app.journeys.scanning_events import CodeWasRead
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    Asking,
    AtTicket,
    ChoosingTicket,
    Claiming,
    Paper,
    Passed,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.table import step
from app.journeys.ticket_commands import ClaimTicket, PrintTicket
from app.journeys.ticket_events import BookedPressed, BookedTicketTaken, NothingBooked
from tests.journeys.items import CARD
from tests.journeys.test_taking_a_ticket import ITEM, TAKEN

ASKED = Claiming(Working(), card_in_reader=True)


def test_the_card_leads_to_the_number_of_what_is_booked() -> None:
    state, commands = step(ChoosingTicket(), BookedPressed())
    assert (state, screen_of(state), commands) == (Claiming(), Screen.PUT_CARD, (do.ReadCard(),))
    state, commands = step(state, on.CardWasRead(CARD))
    assert (state, commands) == (ASKED, (do.WatchCard(), ClaimTicket(ByBooking(CARD))))
    state, commands = step(state, BookedTicketTaken(ITEM, TAKEN))
    taken = AtTicket(ITEM, "t-1", mood=Passed(), taken=TAKEN, receipt=Paper.PRINTING, card_in_reader=True)
    assert (state, commands[0]) == (taken, PrintTicket(ITEM, TAKEN))
    printed, _ = step(state, on.ReceiptPrinted())
    assert isinstance(step(printed, on.NextPressed())[0], TakingThings), "the card is not forgotten"


@pytest.mark.parametrize("state", [ChoosingTicket(), Claiming()])
def test_a_slip_held_under_the_scanner_asks_at_once(state: ChoosingTicket | Claiming) -> None:
    assert listens(state)
    after, commands = step(state, CodeWasRead(CaseCode("BM01-1")))
    assert (after, commands) == (Claiming(Working()), (ClaimTicket(ByBooking(number="BM01-1")),))
    _, commands = step(state, CodeWasRead(EvaluationCode("7" * 20)))
    assert commands == (ClaimTicket(ByBooking(mark="7" * 20)),)
    assert step(state, CodeWasRead(VerifyCode("7" * 20))) == (state, ())


def test_where_nothing_is_booked_a_number_is_taken_like_by_everybody() -> None:
    state, _ = step(ASKED, NothingBooked())
    assert state == ChoosingTicket(card_in_reader=True, unbooked=True)
    assert step(state, on.SearchTyped("换证"))[0] == ChoosingTicket("", "换证", card_in_reader=True)
    assert step(Claiming(), NothingBooked()) == (Claiming(), ())


@pytest.mark.parametrize("event", [on.CentreDidNotAnswer(), on.CentreSaidNo()])
def test_without_an_answer_it_is_tried_again(event: on.Event) -> None:
    state, _ = step(ASKED, event)
    assert state == replace(ASKED, mood=Troubled(Trouble.CENTRE_UNREACHABLE, 1), failures=1)
    again, commands = step(state, on.TryAgainPressed())
    assert (again, commands) == (replace(state, mood=Asking()), (do.ReadCard(),))


def test_a_card_that_is_not_read_and_a_reader_that_is_gone_are_told() -> None:
    for event, trouble, lies in (
        (on.CardWasUnreadable(), Trouble.CARD_UNREADABLE, True),
        (on.ReaderWentAway(), Trouble.READER_GONE, False),
    ):
        state, _ = step(Claiming(), event)
        assert state == Claiming(Troubled(trouble, 1), failures=1, card_in_reader=lies)
    assert step(state, on.ReaderIsThere()) == (Claiming(failures=1), (do.ReadCard(),))
