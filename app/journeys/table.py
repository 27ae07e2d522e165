"""The state table of a sitting: `step(state, event) -> (state, commands)`.

An event that means nothing in a state changes nothing: late answers of devices are harmless.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from app.journeys.after_submit import step_finished, step_finishing
from app.journeys.around_home import step_at_home, step_browsing
from app.journeys.at_step import step_at_step
from app.journeys.claiming import step_claiming
from app.journeys.closing import step_closing
from app.journeys.deciding import step_deciding, with_passing_on
from app.journeys.desk_events import ClerkLeft
from app.journeys.events import CardWasTaken, Event, FilmBegan, FilmBroke
from app.journeys.filming import step_film, with_filming
from app.journeys.following import step_looking_up, step_tracking
from app.journeys.form_files import with_camera_off
from app.journeys.handing_over import step_handing_over
from app.journeys.keeping import with_keeping
from app.journeys.leaving import Sat, came_late, step_goodbye, step_taking_things
from app.journeys.outcome import Outcome
from app.journeys.scanning import step_scanning
from app.journeys.signing_out import meant_by_leaving
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Claiming,
    Finished,
    Finishing,
    Goodbye,
    HandingOver,
    LookingUp,
    Scanning,
    State,
    TakingOver,
    TakingThings,
    Tracking,
)
from app.journeys.station_events import CardCameLate, SlipCameLate, SlipWasTaken, StationCloses, StationOpens
from app.journeys.taking_over import step_taking_over, with_handed
from app.journeys.things import Thing
from app.journeys.ticketing import step_at_ticket, step_choosing_ticket


def step(state: State, event: Event) -> Outcome:
    """One transition. Pure: the same arguments give the same result."""
    after = with_camera_off(state, with_handed(state, _step(state, event)))
    return with_keeping(state, event, with_filming(state, event, after))


def _step(state: State, event: Event) -> Outcome:  # noqa: C901 - one line an event, nothing to hide
    match state, event:
        case _, CardWasTaken() if isinstance(state, Sat):
            return replace(state, card_in_reader=False), ()
        case _, SlipWasTaken() if isinstance(state, Sat):
            return replace(state, slip_in_slot=False), ()
        case AtStep(), (FilmBegan() | FilmBroke()):
            return step_film(state, event)
        case _, (StationCloses() | StationOpens()):
            return step_closing(state, event)
        case _, ClerkLeft():
            return _step(state, meant_by_leaving(state))
        case _, SlipCameLate(case_id=case_id):
            return came_late(state, Thing.RECEIPT, case_id)
        case _, CardCameLate():
            return came_late(state, Thing.CARD)
        case TakingThings(), _:
            return step_taking_things(state, event)
        case Goodbye(), _:
            return step_goodbye(state, event)
        case _:
            return _step_in_sitting(state, event)


def _step_in_sitting(state: State, event: Event) -> Outcome:  # noqa: C901 - one line a state, nothing to hide
    match state:
        case AtHome():
            return step_at_home(state, event)
        case Browsing():
            return step_browsing(state, event)
        case LookingUp():
            return step_looking_up(state, event)
        case Tracking():
            return step_tracking(state, event)
        case Scanning():
            return step_scanning(state, event)
        case AtStep():
            return step_at_step(state, event)
        case HandingOver():
            return step_handing_over(state, event)
        case TakingOver():
            return step_taking_over(state, event)
        case Finishing():
            return step_finishing(state, event)
        case Finished():
            return with_passing_on(state, event, step_deciding(state, event) or step_finished(state, event))
        case ChoosingTicket():
            return step_choosing_ticket(state, event)
        case Claiming():
            return step_claiming(state, event)
        case AtTicket():
            return step_at_ticket(state, event)
        case TakingThings() | Goodbye():
            return state, ()
        case _ as never:
            assert_never(never)
