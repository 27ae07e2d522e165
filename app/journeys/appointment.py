"""预约: where if there is a choice, which day, which time; the centre keeps the slot until the case is there.

What others took meanwhile is told, and another is chosen; who has booked the same before is asked whether to move it.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.appointments import Appointment, BookedAlready, FreeDay, HoldAnswer, SlotFull, SlotHeld
from app.journeys.appointment_commands import AskSlots, GiveBackSlot, HoldSlot
from app.journeys.appointment_events import (
    DayChosen,
    MovePressed,
    PlaceChosen,
    SlotAnswered,
    SlotsCame,
    TimeChosen,
)
from app.journeys.commands import Command
from app.journeys.events import CentreDidNotAnswer, CentreSaidNo, Event, NextPressed
from app.journeys.outcome import Outcome
from app.journeys.slots import Slots
from app.journeys.states import Asking, AtStep, Trouble, Working
from app.journeys.taken import Taken, stay, trouble


def enter_appointment(state: AtStep) -> tuple[AtStep, tuple[Command, ...]]:
    """What was chosen before is chosen still, if it is free."""
    terms, booked = state.item.appointment, state.draft.appointment
    if terms is None:
        return state, ()
    only = terms.places[0].code if len(terms.places) == 1 else ""
    slots = state.slots if state.slots.place else Slots(place=only)
    if booked is not None:
        slots = Slots(place=booked.place, day=booked.day, at=booked.at)
    chosen = replace(state, slots=replace(slots, days=(), gone=False, already=None))
    return _ask(chosen) if slots.place else (chosen, ())


def take_appointment(state: AtStep, event: Event) -> Taken:
    match event:
        case SlotsCame(days=days) if isinstance(state.mood, Working):
            return replace(state, mood=Asking(), slots=_fresh(state.slots, days)), (), False
        case SlotAnswered(answer=answer) if isinstance(state.mood, Working):
            return _answered(state, answer)
        case CentreDidNotAnswer():
            return trouble(state, Trouble.CENTRE_UNREACHABLE)
        case CentreSaidNo():
            return trouble(state, Trouble.CENTRE_REFUSED)
        case _ if isinstance(state.mood, Asking):
            return _choose(state, event)
        case _:
            return stay(state)


def _choose(state: AtStep, event: Event) -> Taken:
    slots, terms = state.slots, state.item.appointment
    match event:
        case PlaceChosen(code=code) if terms is not None and terms.place(code) is not None:
            asked, commands = _ask(replace(state, slots=Slots(place=code)))
            return asked, commands, False
        case DayChosen(day=day) if any(each.day == day and each.free for each in slots.days):
            chosen = replace(slots, day=day, at=None, gone=False, already=None)
            return replace(state, slots=chosen), (), False
        case TimeChosen(at=at) if slots.chosen_day is not None and slots.chosen_day.free_at(at):
            return replace(state, slots=replace(slots, at=at, gone=False, already=None)), (), False
        case NextPressed():
            return _hold(state, move=False) if slots.already is None else stay(state)
        case MovePressed() if slots.already is not None and slots.already.same_item:
            return _hold(state, move=True)
        case _:
            return stay(state)


def _ask(state: AtStep) -> tuple[AtStep, tuple[Command, ...]]:
    ask = AskSlots(state.item.code, state.slots.place, state.draft.case_id)
    return replace(state, mood=Working()), (ask,)


def _hold(state: AtStep, *, move: bool) -> Taken:
    wanted, card = _wanted(state.slots), state.draft.card
    if wanted is None or card is None:
        return stay(state)
    hold = HoldSlot(state.item.code, state.draft.case_id, wanted, card, move)
    return replace(state, mood=Working()), (hold,), False


def _wanted(slots: Slots) -> Appointment | None:
    if slots.day is None or slots.at is None:
        return None
    return Appointment(slots.place, slots.day, slots.at)


def _answered(state: AtStep, answer: HoldAnswer) -> Taken:
    match answer:
        case SlotHeld():
            held = replace(state.draft, appointment=_wanted(state.slots))
            return replace(state, draft=held, slots=replace(state.slots, already=None), mood=Asking()), (), True
        case SlotFull():
            without = replace(state.draft, appointment=None)
            asked, commands = _ask(replace(state, draft=without, slots=replace(state.slots, gone=True)))
            return asked, commands, False
        case BookedAlready():
            return replace(state, mood=Asking(), slots=replace(state.slots, already=answer)), (), False


def _fresh(slots: Slots, days: tuple[FreeDay, ...]) -> Slots:
    """What is not free any more is chosen no longer, and told."""
    day = next((each for each in days if each.day == slots.day and each.free), None)
    at = slots.at if day is not None and slots.at is not None and day.free_at(slots.at) else None
    lost = (slots.at is not None and at is None) or (slots.day is not None and day is None)
    return replace(slots, days=days, day=day.day if day else None, at=at, gone=slots.gone or lost)


def back_in_appointment(state: AtStep) -> Outcome | None:
    """One choice back; None where the first is on the glass."""
    slots, terms = state.slots, state.item.appointment
    if slots.already is not None:
        return replace(state, mood=Asking(), slots=replace(slots, already=None, at=None)), ()
    if slots.day is not None and slots.days:
        return replace(state, mood=Asking(), slots=replace(slots, day=None, at=None, gone=False)), ()
    if slots.place and terms is not None and len(terms.places) > 1:
        return replace(state, mood=Asking(), slots=Slots()), ()
    return None


def given_back(state: AtStep) -> tuple[Command, ...]:
    """What is held, or may be, by a sitting that is left."""
    held = state.draft.appointment is not None or (state.slots.at is not None and isinstance(state.mood, Working))
    return (GiveBackSlot(state.draft.case_id),) if held else ()
