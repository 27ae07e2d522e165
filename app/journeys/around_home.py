"""Home, and the list of items."""

from __future__ import annotations

from dataclasses import replace

from app.domain.scanned_code import HandOverCode
from app.journeys.at_step import resume
from app.journeys.commands import ReadCard
from app.journeys.deciding import from_the_list
from app.journeys.desk_events import DecisionWanted, ResultWanted
from app.journeys.events import (
    BackPressed,
    CardWasTaken,
    DraftResumed,
    Event,
    ExitPressed,
    FieldChosen,
    ItemChosen,
    LookUpChosen,
    ReaderIsThere,
    SearchTyped,
    TimeRanOut,
)
from app.journeys.following_events import TrackWanted
from app.journeys.handing_events import CodeAtDesk, TakeOverWanted
from app.journeys.leading import begin_from
from app.journeys.leaving import leave, step_forgotten
from app.journeys.outcome import Outcome
from app.journeys.scanned import arrive
from app.journeys.scanning_events import CodeWasRead, ScanWanted
from app.journeys.states import (
    AtHome,
    Browsing,
    ChoosingTicket,
    LookingUp,
    Scanning,
    TakingOver,
    Tracking,
)
from app.journeys.station_events import SlipWasTaken, StillLying
from app.journeys.taking_over import code_at_desk
from app.journeys.ticket_events import TicketWanted


def step_at_home(state: AtHome, event: Event) -> Outcome:
    match event:
        case CardWasTaken() | SlipWasTaken() | StillLying() | ReaderIsThere():
            return step_forgotten(state, event)
        case _ if state.closures:
            return state, ()
        case FieldChosen(field_code=code):
            return Browsing(field_code=code), ()
        case SearchTyped(text=text):
            return Browsing(text=text), ()
        case ItemChosen():
            return begin_from(Browsing(), event)
        case DraftResumed():
            return resume(event)
        case ResultWanted() | DecisionWanted():
            return from_the_list(event)
        case _:
            return _another_way_in(state, event)


def _another_way_in(state: AtHome, event: Event) -> Outcome:
    match event:
        case LookUpChosen():
            return LookingUp(), (ReadCard(),)
        case TrackWanted():
            return Tracking(), ()
        case ScanWanted():
            return Scanning(), ()
        case CodeWasRead(code=code):
            return arrive(code), ()
        case CodeAtDesk(code=HandOverCode() as code):
            return code_at_desk(TakingOver(), code)
        case TakeOverWanted():
            return TakingOver(), ()
        case TicketWanted():
            return ChoosingTicket(), ()
        case _:
            return state, ()


def step_browsing(state: Browsing, event: Event) -> Outcome:
    match event:
        case FieldChosen(field_code=code):
            return replace(state, field_code=code, text=""), ()
        case SearchTyped(text=text):
            return replace(state, text=text), ()
        case ItemChosen():
            return begin_from(state, event)
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case _:
            return state, ()
