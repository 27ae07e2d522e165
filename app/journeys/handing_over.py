"""转到窗口办: what it means, the codes, the slip. Until the codes are there the way back to the case is open."""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import StepKind
from app.journeys.appointment import given_back
from app.journeys.at_step import enter
from app.journeys.commands import WatchSlip
from app.journeys.events import (
    BackPressed,
    Event,
    ExitPressed,
    NextPressed,
    ReceiptNotPrinted,
    ReceiptPrinted,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.handed_data import unfinished
from app.journeys.handing_commands import MakeHandOver, PrintHandOver
from app.journeys.handing_events import HandOverMade, HandOverNotMade
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, HandingOver, Paper, Passed, Trouble, Troubled, Working
from app.journeys.taking import NOT_TAKING

_AS_IT_WAS = (StepKind.NOTICE, StepKind.FORM, StepKind.REVIEW, StepKind.SIGNATURE)
"""Steps that do nothing of their own when they are entered: what was begun on them goes on where it stood."""


def step_handing_over(state: HandingOver, event: Event) -> Outcome:
    if state.back is None:
        return _with_codes(state, event)
    match event:
        case NextPressed() if isinstance(state.mood, Asking):
            return _make(state, state.back)
        case TryAgainPressed() if isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.HAND_OVER_TOO_LONG:
            return _back(state, state.back)  # it would be as long again
        case TryAgainPressed() if isinstance(state.mood, Troubled):
            return _make(state, state.back)
        case HandOverMade() if isinstance(state.mood, Working):
            return _made(state, state.back, event)
        case HandOverNotMade(too_long=too_long) if isinstance(state.mood, Working):
            what, times = Trouble.HAND_OVER_TOO_LONG if too_long else Trouble.HAND_OVER_NOT_MADE, state.failures + 1
            return replace(state, mood=Troubled(what, times), failures=times), ()
        case BackPressed() if not isinstance(state.mood, Working):
            return _back(state, state.back)
        case ExitPressed() | TimeRanOut():
            return leave(state)
        case _:
            return state, ()


def _make(state: HandingOver, back: AtStep) -> Outcome:
    return replace(state, mood=Working()), (MakeHandOver(unfinished(state.item, back.draft)),)


def _made(state: HandingOver, back: AtStep, made: HandOverMade) -> Outcome:
    """From now on the case is the counter's: nothing of it is gone on with here, and what was held for it is free."""
    done = replace(state, back=None, mood=Passed(), codes=made.codes, good_until=made.good_until)
    slip = PrintHandOver(state.item, back.draft.case_id, made.codes, made.good_until)
    return replace(done, receipt=Paper.PRINTING), (*given_back(back), slip)


def _back(state: HandingOver, back: AtStep) -> Outcome:
    lying = replace(back, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot, taking=NOT_TAKING)
    return (lying, ()) if back.step in _AS_IT_WAS else enter(lying)


def _with_codes(state: HandingOver, event: Event) -> Outcome:
    match event:
        case ReceiptPrinted(presented=presented) if state.receipt is Paper.PRINTING:
            out = replace(state, receipt=Paper.PRINTED, slip_in_slot=presented or state.slip_in_slot)
            return out, (WatchSlip(),) if presented else ()
        case ReceiptNotPrinted(cause=cause) if state.receipt is Paper.PRINTING:
            return replace(state, receipt=Paper.FAILED, cause=cause), ()
        case NextPressed() | ExitPressed() | TimeRanOut() if state.receipt is not Paper.PRINTING:
            return leave(state)
        case _:
            return state, ()  # nobody is sent away from a paper that is on its way
