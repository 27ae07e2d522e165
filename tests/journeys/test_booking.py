"""What the table does while somebody books: where, which day, which time; a slot that others were quicker to take."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.appointments import Appointment, BookedAlready, SlotFull, SlotHeld
from app.domain.service_item import ServiceItem, StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.appointment_commands import AskSlots, GiveBackSlot, HoldSlot
from app.journeys.appointment_events import DayChosen, MovePressed, PlaceChosen, SlotAnswered, SlotsCame, TimeChosen
from app.journeys.draft import Draft
from app.journeys.screens import Screen, screen_of
from app.journeys.slots import Slots
from app.journeys.states import (
    Asking,
    AtHome,
    AtStep,
    Finished,
    Finishing,
    State,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.table import step
from tests.journeys.booked import CLOSED_DAY, DAY, DAYS, FULL_DAY, HALL, NINE, POLICE, TEN, booked_item
from tests.journeys.items import CARD, CASE

WANTED = Appointment("hall", DAY, TEN)
HELD, FULL = SlotHeld(datetime(2026, 11, 27, 2, 10, tzinfo=UTC)), SlotFull()
BEFORE = BookedAlready("item", Appointment("hall", FULL_DAY, NINE), same_item=True)
THEN = BookedAlready("other", Appointment("police", DAY, TEN), same_item=False)


def at_notice(item: ServiceItem) -> AtStep:
    return AtStep(item, item.steps, item.steps.index(StepKind.NOTICE), Draft(CASE.id, CARD))


def run(state: State, *events: on.Event) -> tuple[State, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    return state, commands


def after(state: State, *events: on.Event) -> tuple[AtStep, list[do.Command]]:
    state, commands = run(state, *events)
    assert isinstance(state, AtStep)
    return state, commands


def asked(*, chosen: bool = False) -> AtStep:
    """The days of the only place stand on the glass; with `chosen` day and time are touched."""
    state, _ = after(at_notice(booked_item()), on.ConsentGiven(), SlotsCame(DAYS))
    return after(state, DayChosen(DAY), TimeChosen(TEN))[0] if chosen else state


def reviewed() -> AtStep:
    return after(asked(chosen=True), on.NextPressed(), SlotAnswered(HELD))[0]


def test_where_there_is_one_place_the_days_are_asked_for_at_once() -> None:
    state, commands = after(at_notice(booked_item()), on.ConsentGiven())
    assert screen_of(state) is Screen.APPOINTMENT
    assert state.mood == Working()
    assert commands == [AskSlots("item", "hall", CASE.id)]


def test_of_several_places_one_is_chosen_first() -> None:
    state, commands = after(at_notice(booked_item(HALL, POLICE)), on.ConsentGiven())
    assert (state.mood, state.slots, commands) == (Asking(), Slots(), [])
    state, commands = after(state, PlaceChosen("nowhere"))
    assert (state.slots.place, commands) == ("", [])
    state, commands = after(state, PlaceChosen("police"))
    assert (state.mood, commands) == (Working(), [AskSlots("item", "police", CASE.id)])


def test_only_a_day_with_room_and_a_time_with_room_are_taken() -> None:
    state = asked()
    for closed in (DayChosen(CLOSED_DAY), DayChosen(FULL_DAY), TimeChosen(TEN)):
        assert after(state, closed)[0].slots == state.slots
    state, commands = after(state, DayChosen(DAY), TimeChosen(TEN))
    assert (state.slots.day, state.slots.at, commands) == (DAY, TEN, [])


def test_nothing_goes_on_before_day_and_time_are_chosen() -> None:
    for state in (asked(), after(asked(), DayChosen(DAY))[0]):
        assert after(state, on.NextPressed()) == (state, [])


def test_the_slot_is_held_for_whoever_is_booked_for_before_the_review_comes() -> None:
    state, commands = after(asked(chosen=True), on.NextPressed())
    assert (state.mood, commands) == (Working(), [HoldSlot("item", CASE.id, WANTED, CARD)])
    state, _ = after(state, SlotAnswered(HELD))
    assert (state.step, state.draft.appointment) == (StepKind.REVIEW, WANTED)


def test_a_slot_that_is_gone_is_told_and_what_is_free_now_is_asked_for() -> None:
    state, commands = after(asked(chosen=True), on.NextPressed(), SlotAnswered(FULL))
    assert (state.mood, commands[-1]) == (Working(), AskSlots("item", "hall", CASE.id))
    fresh = (replace(DAYS[0], slots=(DAYS[0].slots[0], replace(DAYS[0].slots[1], free=0))), *DAYS[1:])
    state, _ = after(state, SlotsCame(fresh))
    assert (state.step, state.mood) == (StepKind.APPOINTMENT, Asking())
    assert (state.slots.day, state.slots.at, state.slots.gone) == (DAY, None, True)
    state, _ = after(state, TimeChosen(NINE))
    assert not state.slots.gone
    assert after(state, on.NextPressed(), SlotAnswered(HELD))[0].draft.appointment == Appointment("hall", DAY, NINE)


def test_a_day_that_filled_up_meanwhile_is_chosen_no_longer() -> None:
    state, _ = after(asked(chosen=True), on.NextPressed(), SlotAnswered(FULL), SlotsCame(DAYS[1:]))
    assert (state.slots.day, state.slots.at, state.slots.gone) == (None, None, True)


def test_what_was_booked_before_is_moved_only_when_asked() -> None:
    state, _ = after(asked(chosen=True), on.NextPressed(), SlotAnswered(BEFORE))
    assert (state.mood, state.slots.already) == (Asking(), BEFORE)
    assert after(state, on.NextPressed()) == (state, [])
    state, commands = after(state, MovePressed())
    assert commands == [HoldSlot("item", CASE.id, WANTED, CARD, move=True)]
    assert after(state, SlotAnswered(HELD))[0].draft.appointment == WANTED


def test_another_matter_at_that_time_cannot_be_moved_but_another_time_chosen() -> None:
    state, _ = after(asked(chosen=True), on.NextPressed(), SlotAnswered(THEN))
    assert after(state, MovePressed()) == (state, [])
    state, _ = after(state, on.BackPressed())
    assert (state.slots.already, state.slots.day, state.slots.at) == (None, DAY, None)


def test_back_goes_one_choice_back_and_then_to_the_step_before() -> None:
    state, _ = after(at_notice(booked_item(HALL, POLICE)), on.ConsentGiven(), PlaceChosen("hall"), SlotsCame(DAYS))
    state, _ = after(state, DayChosen(DAY), TimeChosen(TEN), on.BackPressed())
    assert (state.slots.place, state.slots.day, state.slots.at) == ("hall", None, None)
    state, _ = after(state, on.BackPressed())
    assert (state.step, state.slots) == (StepKind.APPOINTMENT, Slots())
    assert after(state, on.BackPressed())[0].step is StepKind.NOTICE


def test_while_the_centre_is_asked_back_calls_the_question_off() -> None:
    state, _ = after(at_notice(booked_item(HALL, POLICE)), on.ConsentGiven(), PlaceChosen("hall"))
    state, commands = after(state, on.BackPressed())
    assert commands == [do.StopAsking()]
    assert after(state, SlotsCame(DAYS))[0].slots.days == ()


@pytest.mark.parametrize(
    ("said", "trouble"),
    [(on.CentreDidNotAnswer(), Trouble.CENTRE_UNREACHABLE), (on.CentreSaidNo(), Trouble.CENTRE_REFUSED)],
)
def test_without_the_centre_nothing_is_booked_but_asked_again(said: on.Event, trouble: Trouble) -> None:
    state, _ = after(at_notice(booked_item()), on.ConsentGiven(), said)
    assert state.mood == Troubled(trouble)
    assert after(state, on.NextPressed())[0].step is StepKind.APPOINTMENT
    again, commands = after(state, on.TryAgainPressed())
    assert (again.mood, commands) == (Working(), [AskSlots("item", "hall", CASE.id)])


def test_a_line_that_goes_while_the_slot_is_asked_for_leaves_the_choice() -> None:
    state, _ = after(
        asked(chosen=True), on.NextPressed(), on.CentreDidNotAnswer(), on.TryAgainPressed(), SlotsCame(DAYS)
    )
    assert (state.slots.day, state.slots.at, state.slots.gone) == (DAY, TEN, False)


def test_the_review_leads_back_to_the_time_and_nothing_else_is_asked_again() -> None:
    state, commands = after(reviewed(), on.EditPressed("appointment"))
    assert (state.step, commands) == (StepKind.APPOINTMENT, [AskSlots("item", "hall", CASE.id)])
    state, _ = after(state, SlotsCame(DAYS))
    assert (state.slots.day, state.slots.at) == (DAY, TEN)
    state, commands = after(state, TimeChosen(NINE), on.NextPressed(), SlotAnswered(HELD))
    assert (state.step, state.draft.appointment) == (StepKind.REVIEW, Appointment("hall", DAY, NINE))


@pytest.mark.parametrize("way_out", [on.ExitPressed(), on.TimeRanOut()])
def test_a_sitting_that_is_left_gives_back_what_it_held(way_out: on.Event) -> None:
    home, commands = run(reviewed(), way_out)
    assert isinstance(home, AtHome)
    assert commands == [do.StopEverything(), GiveBackSlot(CASE.id)]
    lying, commands = run(replace(reviewed(), card_in_reader=True), way_out)
    assert isinstance(lying, TakingThings)
    assert commands[:2] == [do.StopEverything(), GiveBackSlot(CASE.id)]


def test_what_is_being_held_while_the_sitting_is_left_is_given_back_too() -> None:
    _, commands = run(asked(chosen=True), on.NextPressed(), on.ExitPressed())
    assert commands[-1] == GiveBackSlot(CASE.id)
    _, commands = run(asked(chosen=True), on.ExitPressed())
    assert commands == [do.StopEverything()]


def submitted(*events: on.Event) -> tuple[State, list[do.Command]]:
    return run(reviewed(), on.NextPressed(), on.CaseWasSaved(CASE), *events)


def test_the_slip_and_the_last_page_say_when_and_where() -> None:
    state, commands = submitted(on.CentreTookCase(CASE.id), on.ReceiptPrinted())
    (slip,) = [each for each in commands if isinstance(each, do.PrintReceipt)]
    assert (slip.appointment, slip.at_centre, slip.refused) == (WANTED, True, "")
    assert isinstance(state, Finished)
    assert (state.appointment, state.at_centre, state.refused) == (WANTED, True, "")


def test_what_the_centre_refused_at_once_is_said_and_not_that_it_is_booked() -> None:
    state, commands = submitted(on.CentreTookCase(CASE.id, "约满了"), on.ReceiptPrinted())
    (slip,) = [each for each in commands if isinstance(each, do.PrintReceipt)]
    assert slip.refused == "约满了"
    assert isinstance(state, Finished)
    assert state.refused == "约满了"


def test_after_the_case_is_saved_nothing_is_given_back() -> None:
    """The slot is the case's now, also while it waits for the line."""
    state, _ = submitted()
    assert isinstance(state, Finishing)
    _, commands = submitted(on.CentreTookTooLong(CASE.id), on.ReceiptPrinted(), on.ExitPressed())
    assert GiveBackSlot(CASE.id) not in commands
