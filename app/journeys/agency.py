"""Agency (代办) in a sitting: chosen before a card is read; then who the principal is, by card or by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import IntEnum

from app.catalogue.agency import agency_problems, principal_of, refused_by
from app.domain.agency import REASON, RELATION, Agency, Refusal, is_minor
from app.domain.person import IdentityCard
from app.domain.service_item import StepKind
from app.journeys.agency_events import AgencyFilled, AgencyTyped
from app.journeys.authority import acts_here, without_signature
from app.journeys.commands import ReadCard, WatchCard
from app.journeys.draft import Draft
from app.journeys.events import (
    BackPressed,
    CardWasRead,
    CardWasUnreadable,
    Event,
    NoCardCame,
    ReaderIsThere,
    ReaderWentAway,
    TryAgainPressed,
)
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Passed, Trouble, Troubled
from app.journeys.taken import Taken, card_unreadable, stay, trouble
from app.journeys.validity import card_trouble, has_expired

READ_ANOTHER = ReadCard(another=True)


class AgencyAsk(IntEnum):
    """`AtStep.page` of this step at the glass, one question each; a desk asks all at once."""

    RELATION = 0
    REASON = 1
    PRINCIPAL = 2


ASKED_ON = {AgencyAsk.RELATION: RELATION, AgencyAsk.REASON: REASON}


def steps_with(steps: Sequence[StepKind], agency: Agency | None, *, at_glass: bool = False) -> tuple[StepKind, ...]:
    """The steps of a case, with those for the principal after those for whoever stands here; at a desk what lets the
    agent act is scanned with the other papers."""
    plain = tuple(each for each in steps if each not in (StepKind.AGENCY, StepKind.AUTHORITY))
    if agency is None:
        return plain
    known = max(plain.index(each) for each in (StepKind.IDENTIFY, StepKind.FACE_CHECK) if each in plain)
    more = (StepKind.AGENCY, StepKind.AUTHORITY) if at_glass else (StepKind.AGENCY,)
    return (*plain[: known + 1], *more, *plain[known + 1 :])


def choose(state: AtStep, *, for_another: bool) -> Taken:
    """本人办 or 替别人办; too late once a card was read, and nothing where the item allows no agent."""
    changes = for_another is not (state.draft.agency is not None)
    if not changes or isinstance(state.mood, Passed) or (for_another and not may_choose(state)):
        return stay(state)
    agency = Agency() if for_another else None
    steps = steps_with(state.steps, agency, at_glass=not state.at_desk)
    chosen = replace(state, steps=steps, draft=replace(state.draft, agency=agency))
    if isinstance(state.mood, Troubled):  # the card that was not good for the one may be for the other
        return replace(chosen, mood=Asking()), (ReadCard(),), False
    return stay(chosen)


def may_choose(state: AtStep) -> bool:
    """The item allows an agent, and here they can get somewhere."""
    return state.item.agency is not None and (state.at_desk or acts_here(state.item, can_scan=state.can_scan))


def agent_trouble(card: IdentityCard, on: date | None) -> Trouble | None:
    """Why this card's holder cannot act: whatever the item takes of its applicants, an agent's card is valid."""
    if has_expired(card, on):
        return Trouble.CARD_EXPIRED
    return Trouble.AGENT_TOO_YOUNG if is_minor(card.birth_date, on) else None


def enter_agency(state: AtStep) -> Outcome:
    """The agent's card may still lie there: only another one counts."""
    return state, () if _asks_first(state) else (READ_ANOTHER,)


def _asks_first(state: AtStep) -> bool:
    """At the glass, before the page on which the principal's card is waited for."""
    return not state.at_desk and state.page in ASKED_ON


def turn_back(state: AtStep, event: Event) -> Outcome | None:
    """上一步 between the pages of this step; None for whatever else."""
    if state.step is not StepKind.AGENCY or state.at_desk or not state.page or not isinstance(event, BackPressed):
        return None
    return replace(state, page=state.page - 1, mood=Asking(), failures=0), (WatchCard(),)


def read_again(state: AtStep, event: Event) -> Outcome | None:
    """再读一次 of the principal's card: it is no other that has to go first. None for whatever else."""
    match state.mood, event:
        case Troubled(trouble=Trouble.CARD_UNREADABLE), TryAgainPressed() if state.step is StepKind.AGENCY:
            return replace(state, mood=Asking(), card_in_reader=False, online=True), (ReadCard(),)
        case _:
            return None


def take_agency(state: AtStep, event: Event) -> Taken:
    agency = state.draft.agency
    if agency is None:
        return stay(state)
    return (_take_answer if _asks_first(state) else _take_principal)(state, agency, event)


def _take_principal(state: AtStep, agency: Agency, event: Event) -> Taken:
    match event:
        case CardWasRead(card=card, on=on):
            return _read(state, agency, card, on)
        case CardWasUnreadable():
            return card_unreadable(state)
        case ReaderWentAway():
            return trouble(state, Trouble.READER_GONE)
        case NoCardCame():
            return state, (READ_ANOTHER,), False
        case ReaderIsThere() if isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.READER_GONE:
            return replace(state, mood=Asking()), (READ_ANOTHER,), False
        case AgencyTyped(values=values):
            return stay(replace(state, draft=_with_answers(state.draft, agency, values)))
        case AgencyFilled(values=values):
            return _filled(state, _with_answers(state.draft, agency, values))
        case _:
            return stay(state)


def _take_answer(state: AtStep, agency: Agency, event: Event) -> Taken:
    """One question a page: what the agent is to the principal, then why the principal does not do it."""
    terms, question = state.item.agency, ASKED_ON[AgencyAsk(state.page)]
    match event:
        case AgencyTyped(values=values):
            return stay(replace(state, draft=_with_answers(state.draft, agency, values)))
        case AgencyFilled(values=values) if terms is not None:
            allowed = terms.relations if question is RELATION else terms.reasons
            if values.get(question) not in allowed:
                return stay(state)
            same = without_signature(state) if agency.told.get(question) != values[question] else state
            told = replace(same, draft=_with_answers(same.draft, agency, {question: values[question]}))
            on = replace(told, page=state.page + 1)
            return on, () if _asks_first(on) else (READ_ANOTHER,), False
        case _:
            return stay(state)


def _read(state: AtStep, agency: Agency, card: IdentityCard, on: date | None) -> Taken:
    lying = replace(state, card_in_reader=True)
    wrong = card_trouble(state.item, card, on)
    if refused_by(state.item, agency, card, "") is Refusal.SAME_PERSON:
        wrong = Trouble.SAME_PERSON
    if wrong is not None:
        after, _, _ = trouble(lying, wrong)
        return after, (WatchCard(),), False
    draft = _with_principal(replace(state.draft, agency=replace(agency, is_read=True)), card)
    return replace(lying, draft=draft, mood=Asking(), failures=0), (WatchCard(),), False


def _filled(state: AtStep, draft: Draft) -> Taken:
    agency = draft.agency
    if agency is None or _lacks(state, agency, draft):
        return stay(replace(state, draft=draft))
    known = draft if agency.is_read else _with_principal(draft, principal_of(agency.told))
    return replace(state, draft=known), (WatchCard(),), True


def _lacks(state: AtStep, agency: Agency, draft: Draft) -> bool:
    terms, card = state.item.agency, draft.card if agency.is_read else None
    if terms is None or (terms.principal_card and card is None):
        return True
    return bool(agency_problems(state.item, agency, card, agency.told))


def _with_answers(draft: Draft, agency: Agency, values: Mapping[str, str]) -> Draft:
    return replace(draft, agency=replace(agency, told={**agency.told, **values}))


def _with_principal(draft: Draft, card: IdentityCard) -> Draft:
    """What was gathered for somebody else does not become this person's."""
    if draft.card is None or draft.card.id_number == card.id_number:
        return replace(draft, card=card)
    return replace(Draft(draft.case_id), card=card, agency=draft.agency, face=draft.face, held=draft.held)
