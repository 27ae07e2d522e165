"""The way back from a correction to the page of its case: sent, not waited for any more, or left undone."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.commands import AwaitCentre, Command
from app.journeys.following_commands import AskCases, FindCases
from app.journeys.following_events import CorrectionNotSaved, CorrectionSaved
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Correcting, LookingUp, Passed, Sent, Told, Trouble, Troubled, Working


def corrected(state: AtStep, told: Correcting, event: CorrectionSaved | CorrectionNotSaved) -> Outcome:
    """What the store said of it. Late words of another case change nothing."""
    if event.case_id != told.case.id or not isinstance(state.mood, Working):
        return state, ()
    match event:
        case CorrectionSaved():
            return replace(_back(state, told), mood=Working(), sent=Sent.SAVED), (AwaitCentre(told.case.id),)
        case CorrectionNotSaved(not_waited_for=True):
            return look_again(replace(_back(state, told), sent=Sent.NOT_WAITED_FOR))
        case CorrectionNotSaved():
            times = state.failures + 1
            return replace(state, mood=Troubled(Trouble.STORAGE_FAILED, times), failures=times), ()


def turned_back(state: AtStep, told: Correcting) -> Outcome:
    """上一步 on the first page: nothing of it was kept."""
    return _back(state, told), ()


def look_again(state: LookingUp) -> Outcome:
    """Station and centre are asked anew; what stands there stands until they answer."""
    if state.card is None:
        return state, ()
    commands: tuple[Command, ...] = (FindCases(state.card), AskCases(state.card))
    return replace(state, told=Told.ASKING, unread=False), commands


def _back(state: AtStep, told: Correcting) -> LookingUp:
    """What lies in a slot lies there still."""
    return replace(told.back, mood=Passed(), card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
