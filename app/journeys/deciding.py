"""A case is decided at the desk that took it (直接办结): completed at once, or refused with a reason in two steps."""

from __future__ import annotations

from dataclasses import replace

from app.domain.decisions import CaseDecision, DeskDecision, may_be_decided_here, prints_result
from app.domain.operators import Duty, SignedIn
from app.domain.service_item import StepKind
from app.journeys.commands import Command
from app.journeys.decided import Decided, Stage
from app.journeys.desk_commands import AwaitDecision, PassOn, PrintResult, SaveDecision
from app.journeys.desk_events import (
    CompletePressed,
    DecisionNotSaved,
    DecisionRejected,
    DecisionSaved,
    DecisionTaken,
    DecisionWaits,
    DecisionWanted,
    RefusalConfirmed,
    RefusalReasonGiven,
    RefusePressed,
    ResultWanted,
)
from app.journeys.events import AnotherItemPressed, BackPressed, Event, ExitPressed, NextPressed, TimeRanOut
from app.journeys.outcome import Outcome
from app.journeys.states import Finished, Paper

_UNDER_WAY = (Stage.SAVING, Stage.WAITING)
_WRITING = (Stage.REASON, Stage.CONFIRM)


def may_decide(state: Finished, by: SignedIn) -> bool:
    """A direct item at a desk, by a clerk with the right, and not decided before."""
    open_yet = state.decided is None or state.decided.stage is Stage.NOT_SAVED
    right = by.may(Duty.COUNTER) and by.may(Duty.DECIDE)
    return state.at_desk and open_yet and right and may_be_decided_here(state.item)


def with_passing_on(state: Finished, event: Event, outcome: Outcome) -> Outcome:
    """转办, and 完成 of who may not decide: from then on it is the office's."""
    after, commands = outcome
    passes = isinstance(event, NextPressed) and not isinstance(after, Finished)
    if not (passes and state.at_desk and state.decided is None and may_be_decided_here(state.item)):
        return outcome
    return after, (*commands, PassOn(state.case.id))


def is_deciding(state: Finished) -> bool:
    """Nobody goes on before it is known what became of the decision."""
    return state.decided is not None and state.decided.stage in _UNDER_WAY


def is_refusing(state: Finished) -> bool:
    """The reason is being written, or the refusal asked for once more."""
    return state.decided is not None and state.decided.stage in _WRITING


def step_deciding(state: Finished, event: Event) -> Outcome | None:
    """None for what has nothing to do with a decision."""
    match event:
        case CompletePressed(by=by):
            return _complete(state, by) if may_decide(state, by) else (state, ())
        case RefusePressed(by=by):
            asked = Decided(DeskDecision.REFUSE, Stage.REASON, by.number)
            return (replace(state, decided=asked), ()) if may_decide(state, by) else (state, ())
        case RefusalReasonGiven() | RefusalConfirmed() | BackPressed() if state.decided and is_refusing(state):
            return _refuse(state, state.decided, event)
        case DecisionSaved() | DecisionNotSaved() | DecisionTaken() | DecisionRejected() | DecisionWaits():
            return _heard(state, event) if event.case_id == state.case.id else (state, ())
        case RefusalReasonGiven() | RefusalConfirmed():
            return state, ()
        case NextPressed() | ExitPressed() | TimeRanOut() | AnotherItemPressed() if is_deciding(state):
            return state, ()
        case _:
            return None


def _complete(state: Finished, by: SignedIn) -> Outcome:
    return _save(state, Decided(DeskDecision.COMPLETE, Stage.SAVING, by.number))


def _save(state: Finished, decided: Decided) -> Outcome:
    command = SaveDecision(CaseDecision(state.case.id, decided.decision, decided.operator, decided.reason))
    return replace(state, decided=replace(decided, stage=Stage.SAVING)), (command,)


def _refuse(state: Finished, decided: Decided, event: RefusalReasonGiven | RefusalConfirmed | BackPressed) -> Outcome:
    match decided.stage, event:
        case Stage.REASON, RefusalReasonGiven(reason=reason) if reason.strip():
            written = replace(decided, stage=Stage.CONFIRM, reason=" ".join(reason.split()))
            return replace(state, decided=written), ()
        case Stage.CONFIRM, RefusalConfirmed():
            return _save(state, decided)
        case Stage.CONFIRM, BackPressed():
            return replace(state, decided=replace(decided, stage=Stage.REASON)), ()
        case Stage.REASON, BackPressed():
            return replace(state, decided=None), ()
        case _:
            return state, ()


def _heard(
    state: Finished, event: DecisionSaved | DecisionNotSaved | DecisionTaken | DecisionRejected | DecisionWaits
) -> Outcome:
    stage = state.decided.stage if state.decided else None
    match stage, event:
        case Stage.SAVING, DecisionSaved():
            return _at(state, Stage.WAITING), (AwaitDecision(state.case.id),)
        case Stage.SAVING, DecisionNotSaved():
            return _at(state, Stage.NOT_SAVED), ()
        case Stage.WAITING, DecisionTaken():
            return _result(_at(state, Stage.TAKEN))
        case Stage.WAITING, DecisionWaits():
            return _result(_at(state, Stage.WAITS))
        case ((Stage.WAITING | Stage.WAITS), DecisionRejected(why=why)):
            return _at(state, Stage.REJECTED, why), ()
        case Stage.WAITS, DecisionTaken():
            return _at(state, Stage.TAKEN), ()
        case _:
            return state, ()


def _at(state: Finished, stage: Stage, why: str = "") -> Finished:
    return replace(state, decided=replace(state.decided, stage=stage, why=why)) if state.decided else state


def _result(state: Finished) -> Outcome:
    """Only once the centre had its chance to say no: printed is what it accepted, or could not be asked about."""
    complete = state.decided is not None and state.decided.decision is DeskDecision.COMPLETE
    if not (complete and prints_result(state.item)):
        return state, ()
    commands: tuple[Command, ...] = (PrintResult(state.item, state.case),)
    return replace(state, certificate=Paper.PRINTING, can_print_again=False, cause=""), commands


def from_the_list(event: ResultWanted | DecisionWanted) -> Outcome:
    """What this desk has still to do with a case of before: its paper, or the decision."""
    match event:
        case ResultWanted():
            done = Decided(DeskDecision.COMPLETE, Stage.TAKEN)
            return _result(replace(_once_more(event, at_centre=True), decided=done))
        case DecisionWanted(at_centre=at_centre):
            return _once_more(event, at_centre=at_centre), ()


def _once_more(event: ResultWanted | DecisionWanted, *, at_centre: bool) -> Finished:
    """Nobody stands there who could be asked for a grade, and the slip was given."""
    return Finished(
        item=event.item,
        steps=tuple(each for each in event.item.steps if each is not StepKind.EVALUATION),
        case=event.case,
        masked_name=event.masked_name,
        at_centre=at_centre,
        receipt=Paper.NONE,
        certificate=Paper.NONE,
        at_desk=True,
    )
