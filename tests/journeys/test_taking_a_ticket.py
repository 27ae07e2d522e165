"""取号 at the glass: to the number, and out of everything that can come between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.tickets import Lane, Priority, TakenTicket, Ticket
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.screens import Screen, screen_of
from app.journeys.states import (
    Asking,
    AtHome,
    AtTicket,
    ChoosingTicket,
    Goodbye,
    Paper,
    Passed,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import SlipWasTaken, StationCloses
from app.journeys.table import step
from app.journeys.things import Closure, Thing
from app.journeys.ticket_commands import PrintTicket, TakeTicket
from app.journeys.ticket_events import PriorityChosen, TicketItemChosen, TicketWanted, TicketWasTaken
from tests.journeys.items import item

ITEM = item()
AT = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)
TAKEN = TakenTicket(Ticket("t-1", "A023", Lane.ORDINARY, "item", Priority.OLD, AT), 3, timedelta(minutes=12))
ASKED = AtTicket(ITEM, "t-1")
WORKING = replace(ASKED, mood=Working())
PRINTING = replace(ASKED, mood=Passed(), taken=TAKEN, receipt=Paper.PRINTING)
PRINTED = replace(PRINTING, receipt=Paper.PRINTED)


def test_the_whole_way_from_home_to_home() -> None:
    state, _ = step(AtHome(), TicketWanted())
    assert (state, screen_of(state)) == (ChoosingTicket(), Screen.TICKET_ITEMS)
    state, _ = step(state, TicketItemChosen(ITEM, "t-1"))
    assert (state, screen_of(state)) == (ASKED, Screen.TICKET)
    state, _ = step(state, PriorityChosen(Priority.OLD))
    state, commands = step(state, on.NextPressed())
    assert commands == (TakeTicket("t-1", "item", Priority.OLD),)
    state, commands = step(state, TicketWasTaken(TAKEN))
    assert commands == (PrintTicket(ITEM, TAKEN),)
    state, commands = step(state, on.ReceiptPrinted())
    assert commands == ()
    assert step(state, on.NextPressed()) == (AtHome(), (do.StopEverything(),))


def test_a_preference_is_taken_back_by_choosing_it_again() -> None:
    preferred, _ = step(ASKED, PriorityChosen(Priority.PREGNANT))
    assert isinstance(preferred, AtTicket)
    assert preferred.priority is Priority.PREGNANT
    assert step(preferred, PriorityChosen(Priority.PREGNANT)) == (ASKED, ())
    assert step(WORKING, PriorityChosen(Priority.OLD)) == (WORKING, ()), "once it is asked for, it stays as it is"


@pytest.mark.parametrize(
    ("event", "trouble"),
    [(on.CentreDidNotAnswer(), Trouble.CENTRE_UNREACHABLE), (on.CentreSaidNo(), Trouble.CENTRE_REFUSED)],
)
def test_without_an_answer_the_same_ticket_is_asked_for_again_or_one_leaves(event: on.Event, trouble: Trouble) -> None:
    troubled, _ = step(WORKING, event)
    assert isinstance(troubled, AtTicket)
    assert troubled.mood == Troubled(trouble, 1)
    again, commands = step(troubled, on.TryAgainPressed())
    assert commands == (TakeTicket("t-1", "item", Priority.NONE),)
    assert step(again, event)[0] == replace(troubled, mood=Troubled(trouble, 2), failures=2)
    assert step(troubled, on.BackPressed()) == (AtHome(), (do.StopEverything(),))


def test_a_number_that_was_not_asked_for_is_nobodys() -> None:
    strange = TakenTicket(replace(TAKEN.ticket, id="t-2"), 0, timedelta(0))
    for state in (WORKING, ASKED, PRINTED):
        assert step(state, TicketWasTaken(strange)) == (state, ())


def test_paper_out_leaves_the_number_on_the_glass() -> None:
    failed, commands = step(PRINTING, on.ReceiptNotPrinted("paper_out"))
    assert (failed, commands) == (replace(PRINTING, receipt=Paper.FAILED, cause="paper_out"), ())
    assert screen_of(failed) is Screen.TICKET
    assert step(failed, on.NextPressed()) == (AtHome(), (do.StopEverything(),))


def test_nobody_is_sent_away_before_the_slip_is_out() -> None:
    assert step(PRINTING, on.NextPressed()) == (PRINTING, ())
    assert step(PRINTING, on.BackPressed()) == (PRINTING, ())


def test_a_slip_in_the_slot_is_waited_for_and_reminded_of() -> None:
    lying, commands = step(PRINTING, on.ReceiptPrinted(presented=True))
    assert commands == (do.WatchSlip(),)
    waiting, commands = step(lying, on.TimeRanOut())
    slip = frozenset({Thing.RECEIPT})
    assert (waiting, commands) == (TakingThings(slip, ""), (do.StopEverything(), do.WatchSlip(), do.Remind(slip)))
    assert step(waiting, SlipWasTaken())[0] == Goodbye()
    assert step(lying, SlipWasTaken()) == (PRINTED, ())


@pytest.mark.parametrize("state", [ChoosingTicket(text="证"), ASKED, WORKING, PRINTING, PRINTED])
@pytest.mark.parametrize("event", [on.ExitPressed(), on.TimeRanOut(), StationCloses(Closure.ON_BATTERY)])
def test_every_page_is_left_by_exit_time_out_and_a_closing_station(
    state: ChoosingTicket | AtTicket, event: on.Event
) -> None:
    assert step(state, event) == (AtHome(), (do.StopEverything(),))


def test_the_item_is_searched_for_as_anywhere() -> None:
    found, _ = step(ChoosingTicket(), on.SearchTyped("养老"))
    assert found == ChoosingTicket(text="养老")
    assert step(found, on.FieldChosen("")) == (ChoosingTicket(), ())
    assert step(found, on.BackPressed()) == (AtHome(), (do.StopEverything(),))
    assert step(ASKED, on.BackPressed()) == (ChoosingTicket(), ())
    assert isinstance(ASKED.mood, Asking)


def test_a_closed_station_gives_no_ticket() -> None:
    closed = AtHome(closures=frozenset({Closure.LOCKED}))
    assert step(closed, TicketWanted()) == (closed, ())
