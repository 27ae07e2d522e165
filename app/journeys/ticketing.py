"""取号: what it is for, whether somebody is to be preferred, the number, its slip.

Without a line there are no numbers, but windows: each trouble says so, and none keeps a person here.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.tickets import Priority
from app.journeys.claiming import claim
from app.journeys.commands import WatchSlip
from app.journeys.events import (
    BackPressed,
    CentreDidNotAnswer,
    CentreSaidNo,
    Event,
    ExitPressed,
    FieldChosen,
    NextPressed,
    ReceiptNotPrinted,
    ReceiptPrinted,
    SearchTyped,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.scanning_events import CodeWasRead
from app.journeys.states import Asking, AtTicket, ChoosingTicket, Paper, Passed, Trouble, Troubled, Working
from app.journeys.ticket_commands import PrintTicket, TakeTicket
from app.journeys.ticket_events import BookedPressed, PriorityChosen, TicketItemChosen, TicketWasTaken


def step_choosing_ticket(state: ChoosingTicket, event: Event) -> Outcome:
    match event:
        case FieldChosen(field_code=code):
            return replace(state, field_code=code, text="", unbooked=False), ()
        case SearchTyped(text=text):
            return replace(state, text=text, unbooked=False), ()
        case TicketItemChosen(item=item, ticket_id=ticket_id):
            lying, slip = state.card_in_reader, state.slip_in_slot
            return AtTicket(item, ticket_id, card_in_reader=lying, slip_in_slot=slip), ()
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case BookedPressed() | CodeWasRead():
            return claim(state, event)
        case _:
            return state, ()


def step_at_ticket(state: AtTicket, event: Event) -> Outcome:
    match event:
        case ExitPressed() | TimeRanOut():
            return leave(state)
        case ReceiptPrinted(presented=presented) if state.receipt is Paper.PRINTING:
            printed = replace(state, receipt=Paper.PRINTED, slip_in_slot=presented)
            return printed, ((WatchSlip(),) if presented else ())
        case ReceiptNotPrinted(cause=cause) if state.receipt is Paper.PRINTING:
            return replace(state, receipt=Paper.FAILED, cause=cause), ()
        case _:
            return _before_the_number(state, event) if state.taken is None else _with_the_number(state, event)


def _before_the_number(state: AtTicket, event: Event) -> Outcome:
    match state.mood, event:
        case Asking(), PriorityChosen(priority=priority):
            return replace(state, priority=Priority.NONE if priority is state.priority else priority), ()
        case Asking(), NextPressed():
            return _ask(state)
        case Troubled(), TryAgainPressed():
            return _ask(state)
        case Asking(), BackPressed():
            return ChoosingTicket(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot), ()
        case Troubled(), BackPressed():
            return leave(state)
        case Working(), TicketWasTaken(taken=taken) if taken.ticket.id == state.ticket_id:
            return replace(state, taken=taken, mood=Passed(), receipt=Paper.PRINTING), (PrintTicket(state.item, taken),)
        case Working(), CentreDidNotAnswer():
            return _troubled(state, Trouble.CENTRE_UNREACHABLE)
        case Working(), CentreSaidNo():
            return _troubled(state, Trouble.CENTRE_REFUSED)
        case _:
            return state, ()


def _with_the_number(state: AtTicket, event: Event) -> Outcome:
    """Nobody is sent away before the slip is out, or known not to come."""
    match event:
        case NextPressed() if state.receipt is not Paper.PRINTING:
            return leave(state)
        case _:
            return state, ()


def _ask(state: AtTicket) -> Outcome:
    """With the same id every time: whose answer was lost gets the number that was given."""
    return replace(state, mood=Working()), (TakeTicket(state.ticket_id, state.item.code, state.priority),)


def _troubled(state: AtTicket, what: Trouble) -> Outcome:
    times = state.failures + 1
    return replace(state, mood=Troubled(what, times), failures=times), ()
