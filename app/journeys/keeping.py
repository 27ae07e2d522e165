"""What of a case at a desk is to be kept, and when it is to be forgotten: no step has to think of it."""

from __future__ import annotations

from app.journeys.commands import Command, ForgetDraft, KeepDraft
from app.journeys.events import BackPressed, Event, ExitPressed
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Finishing, State


def with_keeping(before: State, event: Event, outcome: Outcome) -> Outcome:
    """The same outcome, with the keeping that goes with it.

    Forgotten is what was saved as a case and what somebody left on purpose; a station that closes by itself keeps it,
    and so does a clerk who signs out, whoever holds it (挂起), gave a notice of what is missing, or leaves what was
    paid for.
    """
    after, commands = outcome
    if isinstance(after, AtStep):
        if after.at_desk and _is_somebodys(after) and _moved(before, after):
            return after, (*commands, *_left(before, after), KeepDraft(after.item, after.draft, after.step))
        return outcome
    if isinstance(before, AtStep) and before.at_desk and _is_over(before, after, event):
        return after, (*commands, ForgetDraft(before.draft.case_id))
    return outcome


def _is_somebodys(state: AtStep) -> bool:
    return state.draft.present is not None or state.draft.handed is not None


def _moved(before: State, after: AtStep) -> bool:
    return not isinstance(before, AtStep) or (before.index, before.draft) != (after.index, after.draft)


def _left(before: State, after: AtStep) -> tuple[Command, ...]:
    """Of one person one case is begun anew, another one taken up instead: of the first nothing stays."""
    if not isinstance(before, AtStep) or before.draft.case_id == after.draft.case_id or before.draft.held:
        return ()
    return (ForgetDraft(before.draft.case_id),)


def _is_over(before: AtStep, after: State, event: Event) -> bool:
    """Paid for is not given up: the same case opens the same order, so that nobody pays twice."""
    waits = before.draft.held or before.draft.paid
    return isinstance(after, Finishing) or (isinstance(event, ExitPressed | BackPressed) and not waits)
