"""Home, the list of items, and 刷身份证 from home."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.at_step import begin
from app.journeys.commands import FindCases, ReadCard, StopEverything, WatchCard
from app.journeys.events import (
    BackPressed,
    CardWasRead,
    CardWasUnreadable,
    CasesFound,
    Event,
    ExitPressed,
    FieldChosen,
    ItemChosen,
    LookUpChosen,
    NoCardCame,
    ReaderWentAway,
    SearchTyped,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtHome, Browsing, LookingUp, Passed, Trouble, Troubled, Working


def step_at_home(state: AtHome, event: Event) -> Outcome:
    match event:
        case FieldChosen(field_code=code):
            return Browsing(field_code=code), ()
        case SearchTyped(text=text):
            return Browsing(text=text), ()
        case ItemChosen():
            return begin(event)
        case LookUpChosen():
            return LookingUp(), (ReadCard(),)
        case _:
            return state, ()


def step_browsing(state: Browsing, event: Event) -> Outcome:
    match event:
        case FieldChosen(field_code=code):
            return Browsing(field_code=code), ()
        case SearchTyped(text=text):
            return replace(state, text=text), ()
        case ItemChosen():
            return begin(event)
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case _:
            return state, ()


def step_looking_up(state: LookingUp, event: Event) -> Outcome:
    match event:
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case ItemChosen():
            return begin(event)
        case CardWasRead(card=card) if state.card is None:
            found = replace(state, card=card, card_in_reader=True, mood=Working())
            return found, (WatchCard(), FindCases(card))
        case FieldChosen(field_code=code):
            return Browsing(field_code=code), (StopEverything(),)
        case CasesFound(cases=cases) if state.card is not None:
            return replace(state, cases=cases, mood=Passed()), ()
        case _ if state.card is None:
            return _waiting_for_card(state, event)
        case _:
            return state, ()


def _waiting_for_card(state: LookingUp, event: Event) -> Outcome:
    times = state.failures + 1
    match event:
        case CardWasUnreadable():
            return replace(state, mood=Troubled(Trouble.CARD_UNREADABLE, times), failures=times), ()
        case ReaderWentAway():
            return replace(state, mood=Troubled(Trouble.READER_GONE, times), failures=times), ()
        case TryAgainPressed() | NoCardCame():
            return replace(state, mood=Asking()), (ReadCard(),)
        case _:
            return state, ()
