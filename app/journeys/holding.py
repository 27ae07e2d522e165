"""At a desk: a one-time notice of what is missing (一次性告知), and a case that waits until it is there (挂起)."""

from __future__ import annotations

from dataclasses import replace

from app.domain.formats import mask_name
from app.domain.service_item import StepKind
from app.journeys.commands import KeepDraft, WatchSlip
from app.journeys.desk_commands import PrintNotice
from app.journeys.desk_events import HoldPressed, NoticeNotPrinted, NoticePressed, NoticePrinted
from app.journeys.draft import Draft
from app.journeys.lacking import lacking, reused
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Paper, Passed, Troubled


def may_notify(state: AtStep) -> bool:
    """Where the list is known to its end, something of it is missing, and no notice is on its way."""
    known = state.step is StepKind.MATERIALS and isinstance(state.mood, Passed)
    return state.at_desk and known and state.notice is not Paper.PRINTING and bool(lacking(state))


def may_hold(state: AtStep) -> bool:
    """Once it is known whose case it is, and before it is one, also where it cannot be saved just now; a notice on its
    way is waited for, as its number is."""
    is_saving = state.step is StepKind.SUBMIT and not isinstance(state.mood, Troubled)
    begun = state.draft.card is not None and not is_saving and not state.draft.paid
    return state.at_desk and begun and state.notice is not Paper.PRINTING


def may_take_up(state: AtStep, held: Draft) -> bool:
    """Of the same person, by the same who stands here: who came alone signed for themselves, other agents are away."""
    return may_hold(state) and _whose(state.draft) == _whose(held)


def _whose(draft: Draft) -> tuple[str, str | None]:
    agent = draft.agency.agent if draft.agency is not None else None
    number = agent.id_number if agent is not None else ""
    return (draft.card.id_number if draft.card else ""), (number if draft.agency is not None else None)


def step_holding(state: AtStep, event: NoticePressed | NoticePrinted | NoticeNotPrinted | HoldPressed) -> Outcome:
    match event:
        case NoticePressed() if may_notify(state):
            return _print(state)
        case NoticePrinted(number=number, presented=presented) if state.notice is Paper.PRINTING:
            given = _given(state, number)
            out = replace(given, notice=Paper.PRINTED, slip_in_slot=presented or state.slip_in_slot)
            return out, (WatchSlip(),) if presented else ()
        case NoticeNotPrinted(cause=cause, number=number) if state.notice is Paper.PRINTING:
            return replace(_given(state, number), notice=Paper.FAILED, notice_cause=cause), ()
        case HoldPressed() if may_hold(state):
            return _hold(state)
        case _:
            return state, ()


def _print(state: AtStep) -> Outcome:
    """Who is told what to bring comes again: from now on the case is kept, however it is left."""
    missing = tuple(each.code for each in lacking(state))
    name = state.draft.card.name if state.draft.card else ""
    command = PrintNotice(
        state.item,
        state.draft.case_id,
        mask_name(name),
        missing,
        tuple(each.code for each in reused(state)),
    )
    told = replace(state.draft, told=missing, held=True)
    return replace(state, draft=told, notice=Paper.PRINTING, notice_cause=""), (command,)


def _given(state: AtStep, number: str) -> AtStep:
    return replace(state, draft=replace(state.draft, notice_number=number)) if number else state


def _hold(state: AtStep) -> Outcome:
    held = replace(state.draft, held=True)
    after, commands = leave(replace(state, draft=held))
    return after, (KeepDraft(state.item, held, state.step), *commands)
