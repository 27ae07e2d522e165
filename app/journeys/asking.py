"""查询: an office is asked through the centre, before the form by the person alone, after it by the answers too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.catalogue.prefill_sources import RECORD
from app.catalogue.record_locks import as_told
from app.domain.service_item import FormPage, ServiceItem, StepKind
from app.journeys.commands import FetchRecord
from app.journeys.events import (
    CentreDidNotAnswer,
    CentreSaidNo,
    EditPressed,
    Event,
    NextPressed,
    NothingFound,
    RecordCame,
)
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Passed, Trouble, Troubled, Working
from app.journeys.taken import Taken, stay, trouble

VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the office says of what was filled in: `field` names the answer to change, `words` say why, by language."""

    may: bool
    field: str = ""
    words: Mapping[str, str] | None = None


def verdict_of(record: Mapping[str, Any] | None) -> Verdict | None:
    """`{"verdict": {"may": false, "field": "name", "words": {"zh_CN": …}}}`; None where the office judges nothing."""
    told = (record or {}).get(VERDICT)
    if not isinstance(told, Mapping):
        return None
    words = told.get("words")
    return Verdict(told.get("may") is True, str(told.get("field", "")), words if isinstance(words, Mapping) else None)


def refuses(state: AtStep) -> bool:
    """The office has what speaks against it: there is no way on before an answer was changed."""
    verdict = verdict_of(state.draft.record)
    return verdict is not None and not verdict.may


def enter_query(state: AtStep) -> Outcome:
    if state.draft.record is not None:
        return replace(state, mood=Passed()), ()
    if state.draft.card is None:
        return state, ()
    return replace(state, mood=Working()), (FetchRecord(state.item.code, state.draft.card),)


def take_query(state: AtStep, event: Event) -> Taken:
    match event:
        case NextPressed() if may_go_without_record(state):
            return state, (), True
        case _:
            return _take_answer(state, event)


def may_go_without_record(state: AtStep) -> bool:
    """The line is down: what the register would say is typed, and the centre looks it up when it has the case. So it is
    for whoever is on no record, where no answer has to be what a record says."""
    mood = state.mood
    away = isinstance(mood, Troubled) and mood.trouble is Trouble.CENTRE_UNREACHABLE
    nothing = isinstance(mood, Troubled) and mood.trouble is Trouble.NOTHING_ON_RECORD
    may_be_typed = state.step is StepKind.QUERY and state.item.offline and StepKind.FORM in state.steps
    return may_be_typed and (away or (nothing and not is_held_to_record(state.item)))


def is_held_to_record(item: ServiceItem) -> bool:
    """Whether an answer of the form is what the record says and nothing else."""
    return any(each.locked and (each.prefill or "").startswith(RECORD) for each in item.fields())


def enter_lookup(state: AtStep) -> Outcome:
    """Asked anew at every arrival: the answers may be others."""
    asked = state.item.query.asks if state.item.query is not None else ()
    card = state.draft.card
    if card is None:
        return state, ()
    answers = {name: state.draft.form.get(name, "") for name in asked}
    draft = replace(state.draft, record=None)
    return replace(state, draft=draft, mood=Working()), (FetchRecord(state.item.code, card, answers),)


def take_lookup(state: AtStep, event: Event) -> Taken:
    match event:
        case EditPressed(field_name=name):
            page = page_of(state.item.form, name)
            if page is None:
                return stay(state)
            form = state.steps.index(StepKind.FORM)
            return replace(state, index=form, page=page, for_review=False, mood=Asking()), (), False
        case _:
            return _take_answer(state, event)


def page_of(form: tuple[FormPage, ...], name: str) -> int | None:
    """The page on which a field stands."""
    return next((at for at, page in enumerate(form) if any(each.name == name for each in page.fields)), None)


def _take_answer(state: AtStep, event: Event) -> Taken:
    match event:
        case RecordCame(record=record):
            draft = replace(state.draft, record=record, form=as_told(state.item, state.draft.form, record))
            return replace(state, draft=draft, mood=Passed()), (), False
        case NothingFound():
            return trouble(state, Trouble.NOTHING_ON_RECORD)
        case CentreDidNotAnswer():
            return trouble(state, Trouble.CENTRE_UNREACHABLE)
        case CentreSaidNo():
            return trouble(state, Trouble.CENTRE_REFUSED)
        case _:
            return stay(state)
