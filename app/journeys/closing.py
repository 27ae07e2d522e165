"""What becomes of a sitting when the station closes under it: the power failed, a door was opened, somebody tampers.

What is saved goes on to its papers; what only stood on the glass is forgotten, as at every end. Money that was paid is
never left without its case: such a sitting may finish.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import StepKind
from app.journeys.after_submit import step_finishing
from app.journeys.commands import StopEverything
from app.journeys.events import CentreTookTooLong
from app.journeys.leaving import leave, say_goodbye
from app.journeys.outcome import Outcome
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Finished,
    Finishing,
    HandingOver,
    LookingUp,
    State,
    TakingOver,
    Tracking,
    Working,
)
from app.journeys.station_events import StationCloses, StationOpens


def step_closing(state: State, event: StationCloses | StationOpens) -> Outcome:
    match state, event:
        case AtHome(), StationCloses(closure=closure):
            return replace(state, closures=state.closures | {closure}), ()
        case AtHome(), StationOpens(closure=closure):
            return replace(state, closures=state.closures - {closure}), ()
        case _, StationOpens():
            return state, ()
        case ((Browsing() | LookingUp() | Tracking() | AtTicket() | HandingOver() | TakingOver()), _):
            return leave(state)
        case ChoosingTicket(), _:
            return AtHome(), (StopEverything(),)
        case AtStep(), _:
            return (state, ()) if _must_go_on(state) else leave(state)
        case Finishing(), _:
            # Nobody can wait for the centre now: the case is saved, its papers are printed at once.
            return step_finishing(state, CentreTookTooLong(state.case.id))
        case Finished(), _:
            return say_goodbye(state)
        case _:
            return state, ()


def _must_go_on(state: AtStep) -> bool:
    """Being saved at this moment, or paid for already."""
    return state.draft.paid or (state.step is StepKind.SUBMIT and isinstance(state.mood, Working))
