"""Home, the list of items, and 刷身份证 from home."""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import ServiceItem
from app.journeys.at_step import begin, resume
from app.journeys.commands import FindCases, ReadCard, WatchCard
from app.journeys.deciding import print_result
from app.journeys.desk_events import ResultWanted
from app.journeys.events import (
    BackPressed,
    CardWasRead,
    CardWasTaken,
    CardWasUnreadable,
    CasesFound,
    DraftResumed,
    Event,
    ExitPressed,
    FieldChosen,
    ItemChosen,
    LookUpChosen,
    NoCardCame,
    ReaderIsThere,
    ReaderWentAway,
    SearchTyped,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.leaving import browse_on, leave, step_forgotten
from app.journeys.outcome import Outcome
from app.journeys.states import (
    Asking,
    AtHome,
    AtStep,
    Browsing,
    ChoosingTicket,
    LookingUp,
    Passed,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.station_events import SlipWasTaken, StillLying
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
            return lead(event.item, Browsing()) or begin(event)
        case DraftResumed() | ResultWanted():
            return resume(event) if isinstance(event, DraftResumed) else print_result(event)
        case LookUpChosen():
            return LookingUp(), (ReadCard(),)
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
            return _begin(state, event)
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case _:
            return state, ()


def step_looking_up(state: LookingUp, event: Event) -> Outcome:
    match event:
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case ItemChosen():
            return _begin(state, event)
        case CardWasRead(card=card) if state.card is None:
            found = replace(state, card=card, card_in_reader=True, mood=Working())
            return found, (WatchCard(), FindCases(card))
        case FieldChosen(field_code=code):
            return browse_on(state, code)
        case CasesFound(cases=cases) if state.card is not None:
            return replace(state, cases=cases, mood=Passed()), ()
        case _ if state.card is None:
            return _waiting_for_card(state, event)
        case _:
            return state, ()


def lead(item: ServiceItem, state: Browsing | LookingUp) -> Outcome | None:
    """Where an item leads that is done elsewhere on this machine; None for one with steps of its own."""
    match item.opens:
        case None:
            return None
        case "ticket":
            return ChoosingTicket(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot), ()
        case _:
            looking = LookingUp(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
            return looking, (ReadCard(),)


def _begin(state: Browsing | LookingUp, event: ItemChosen) -> Outcome:
    """With what may lie there already: whoever leaves takes it along."""
    if (led := lead(event.item, state)) is not None:
        return led
    begun, commands = begin(event)
    if not isinstance(begun, AtStep):
        return begun, commands
    return replace(begun, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot), commands


def _waiting_for_card(state: LookingUp, event: Event) -> Outcome:
    times = state.failures + 1
    match event:
        case CardWasUnreadable():
            return replace(state, mood=Troubled(Trouble.CARD_UNREADABLE, times), failures=times), ()
        case ReaderWentAway():
            return replace(state, mood=Troubled(Trouble.READER_GONE, times), failures=times), ()
        case TryAgainPressed() | NoCardCame():
            return replace(state, mood=Asking()), (ReadCard(),)
        case ReaderIsThere() if isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.READER_GONE:
            return replace(state, mood=Asking()), (ReadCard(),)
        case _:
            return state, ()
