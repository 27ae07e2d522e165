"""换时间 on the page of a case: there and back, with the other time or with the old one."""

from __future__ import annotations

from dataclasses import replace

from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.appointment_commands import AskSlots, HoldSlot
from app.journeys.appointment_events import DayChosen, MoveWanted, SlotAnswered, SlotsCame, TimeChosen
from app.journeys.following_commands import AskCases, FindCases
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtStep, Cancelling, LookingUp, Passed, State, TakingThings, Told, Trouble, Troubled
from app.journeys.table import step
from tests.journeys.booked import DAY, DAYS, TEN, booked_item
from tests.journeys.items import CARD
from tests.journeys.test_booking import FULL, HELD, WANTED
from tests.journeys.test_cancelling import BOOKED, opened

ITEM = booked_item()
OPEN = opened()


def run(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


def choosing() -> AtStep:
    state, _ = run(
        replace(OPEN, card_in_reader=True), MoveWanted(ITEM), SlotsCame(DAYS), DayChosen(DAY), TimeChosen(TEN)
    )
    assert isinstance(state, AtStep)
    return state


def test_it_leads_to_the_page_of_booking_and_asks_for_this_case() -> None:
    state, commands = step(OPEN, MoveWanted(ITEM))
    assert screen_of(state) is Screen.APPOINTMENT
    assert commands == (do.StopAsking(), AskSlots("item", "hall", BOOKED.id))


def test_the_other_time_is_asked_of_the_centre_at_once_and_the_page_is_read_anew() -> None:
    state, commands = run(choosing(), on.NextPressed())
    assert commands == [HoldSlot("item", BOOKED.id, WANTED, CARD)]
    state, commands = run(state, SlotAnswered(HELD))
    assert isinstance(state, LookingUp)
    assert (state.opened, state.cancelling, state.told) == (BOOKED.id, Cancelling.MOVED, Told.ASKING)
    assert state.card_in_reader, "the card is not forgotten"
    assert commands == [do.StopAsking(), FindCases(CARD), AskCases(CARD)]


def test_a_seat_that_is_gone_leaves_the_old_time_and_another_is_chosen() -> None:
    state, commands = run(choosing(), on.NextPressed(), SlotAnswered(FULL), SlotsCame(DAYS))
    assert isinstance(state, AtStep)
    assert state.moving is not None
    assert state.slots.gone
    assert AskSlots("item", "hall", BOOKED.id) in commands


def test_a_line_that_goes_is_told_and_the_way_back_asks_how_it_stands() -> None:
    cut, _ = run(choosing(), on.NextPressed(), on.CentreDidNotAnswer())
    assert isinstance(cut, AtStep)
    assert cut.mood == Troubled(Trouble.CENTRE_UNREACHABLE, 1)
    again, commands = step(cut, on.TryAgainPressed())
    assert (isinstance(again, AtStep) and again.moving is not None, commands[-1]) == (
        True,
        AskSlots("item", "hall", BOOKED.id),
    )
    back, commands = run(cut, on.BackPressed(), on.BackPressed())
    assert isinstance(back, LookingUp)
    assert (back.opened, back.cancelling, back.mood) == (BOOKED.id, Cancelling.NO, Passed())
    assert AskCases(CARD) in commands


def test_whoever_leaves_takes_the_card_along() -> None:
    state, commands = step(choosing(), on.ExitPressed())
    assert isinstance(state, TakingThings)
    assert do.StopEverything() in commands


def test_only_ones_own_booking_that_the_centre_told_of_may_be_moved() -> None:
    for case in (
        replace(BOOKED, appointment=None),
        replace(BOOKED, as_agent=True),
        replace(BOOKED, told=False),
    ):
        state = replace(OPEN, from_centre=(case,))
        assert step(state, MoveWanted(ITEM)) == (state, ())
    assert step(OPEN, MoveWanted(replace(ITEM, appointment=None))) == (OPEN, ())
