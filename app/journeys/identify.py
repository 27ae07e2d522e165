"""Who stands here: by the card on the reader, of the applicant or of whoever acts for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.person import IdentityCard
from app.journeys.agency import agent_trouble, choose
from app.journeys.agency_events import AgencyChosen
from app.journeys.commands import Linger, ReadCard, WatchCard
from app.journeys.draft import Draft
from app.journeys.events import (
    CardWasRead,
    CardWasUnreadable,
    Event,
    NoCardCame,
    ReaderIsThere,
    ReaderWentAway,
)
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Passed, Trouble, Troubled
from app.journeys.taken import Taken, card_unreadable, stay, trouble
from app.journeys.validity import card_trouble


def enter_identify(state: AtStep) -> Outcome:
    return state, (ReadCard(),)


def take_identify(state: AtStep, event: Event) -> Taken:
    match event:
        case CardWasRead(card=card, on=on) if not isinstance(state.mood, Passed):
            acts = state.draft.agency is not None
            wrong = agent_trouble(card, on) if acts else card_trouble(state.item, card, on)
            if wrong is not None:
                after, _, _ = trouble(replace(state, card_in_reader=True), wrong)
                return after, (WatchCard(),), False
            read = replace(state, draft=_with_present(state.draft, card, on), card_in_reader=True, mood=Passed())
            return read, (WatchCard(), Linger(state.index)), False
        case CardWasUnreadable():
            return card_unreadable(state)
        case ReaderWentAway() if state.draft.present is None:
            return trouble(state, Trouble.READER_GONE)
        case NoCardCame():
            return state, (ReadCard(),), False
        case ReaderIsThere() if isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.READER_GONE:
            return replace(state, mood=Asking()), (ReadCard(),), False
        case AgencyChosen(for_another=for_another):
            return choose(state, for_another=for_another)
        case _:
            return stay(state)


def _with_present(draft: Draft, card: IdentityCard, on: date | None) -> Draft:
    if draft.agency is None:
        return replace(draft, card=card)
    return replace(draft, agency=replace(draft.agency, agent=card, on=on))
