"""核查条件 and 结论: what the item's rule pack says of this person, before the check of the body and after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.catalogue.form_checks import asked_fields
from app.catalogue.rules import POINTS_PACKS
from app.catalogue.rules.licence.facts import MORE_RECORD_FACTS, RECORD_FACTS
from app.domain.eligibility import Eligibility
from app.domain.service_item import FormField, ServiceItem, StepKind
from app.domain.several import answer_of, chosen_of
from app.journeys.commands import ApplyRules
from app.journeys.draft import Draft
from app.journeys.events import Event, RulesFailed, RulesWereApplied, UsesChosen
from app.journeys.medical.facts import facts as medical_facts
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Passed, Trouble, Working
from app.journeys.taken import Taken, stay, trouble

_CLASS = re.compile(r"[A-Z][1-6]?")


def asked_of(item: ServiceItem, draft: Draft) -> dict[str, Any]:
    """What the item's pack is asked with: the facts of a licence, or all answers, among which a pack of points finds
    its own. A field that is asked and left empty is an answer too: there is nothing of it."""
    if item.rule_pack not in POINTS_PACKS:
        return facts_of(draft)
    known = {"birth_date": _iso(draft.card.birth_date)} if draft.card is not None else {}
    return known | {each.name: draft.form.get(each.name, "") for each in asked_fields(item, draft.form)}


def asks_anew(item: ServiceItem, before: Draft, after: Draft) -> bool:
    """Whether the rules go by what was changed. An answer that a pack of points was given and took no fact from is none
    of its matter."""
    was, now = asked_of(item, before), asked_of(item, after)
    told = before.eligibility.facts if before.eligibility is not None else {}
    scored = bool(told) and item.rule_pack in POINTS_PACKS
    ignored = {name for name, answer in was.items() if scored and answer and name not in told}
    return any(was.get(name) != now.get(name) for name in {*was, *now} - ignored)


def facts_of(draft: Draft) -> dict[str, Any]:
    """The facts of `kiosk rules check` (CONTRACT.md) as far as this sitting knows them; the others are absent.

    The register's word counts where there is one; without a line what stands on the old licence was typed.
    """
    known: dict[str, Any] = {"in_person": True}
    if draft.card is not None:
        known |= {"birth_date": _iso(draft.card.birth_date), "sex": draft.card.sex}
    known |= _of_record(draft.record) if draft.record is not None else _of_form(draft.form)
    exam = draft.medical
    if exam is not None and exam.began is not None:
        known["medical"] = medical_facts(exam, exam.began.date())
    return {name: value for name, value in known.items() if value not in ("", None) or name == "valid_to"}


def _of_record(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in (*RECORD_FACTS, *MORE_RECORD_FACTS) if name in record}


def _of_form(form: Mapping[str, str]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "classes": _CLASS.findall(form.get("licence_classes", "")),
        "valid_from": form.get("licence_valid_from", ""),
    }
    if form.get("licence_valid_to"):
        known["valid_to"] = form["licence_valid_to"]
    return {name: value for name, value in known.items() if value}


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def enter(state: AtStep) -> Outcome:
    return replace(state, mood=Working()), (ApplyRules(state.item.rule_pack or "", asked_of(state.item, state.draft)),)


def take(state: AtStep, event: Event) -> Taken:
    match event:
        case RulesWereApplied(eligibility=told):
            return _told(state, told), (), False
        case RulesFailed():
            return trouble(state, Trouble.RULES_FAILED)
        case _:
            return state, (), False


def _told(state: AtStep, told: Eligibility) -> AtStep:
    judged = replace(state, draft=replace(state.draft, eligibility=told), mood=Passed())
    field = use_field(state)
    return judged if field is None else _with_uses(judged, chosen_of(state.draft.form.get(field.name, "")))


def use_field(state: AtStep) -> FormField | None:
    """What a score is to be used for: the field that the step `uses` asks."""
    return next(iter(state.item.fields_at(StepKind.USES)), None)


def _with_uses(state: AtStep, values: tuple[str, ...]) -> AtStep:
    """Only what the score opens now can be chosen: after a change of the form it may be less than before."""
    field, told = use_field(state), state.draft.eligibility
    if field is None or told is None:
        return state
    may = told.score.open_uses if told.score is not None else ()
    kept = answer_of(each.value for each in field.choices if each.value in values and each.value in may)
    return replace(state, draft=replace(state.draft, form={**state.draft.form, field.name: kept}))


def bars(state: AtStep) -> bool:
    """The rules refuse, or a score opens nothing that could be asked for: there is no way on from here, and the page
    says why and what is possible."""
    told = state.draft.eligibility
    if told is None:
        return False
    opens_nothing = use_field(state) is not None and (told.score is None or not told.score.open_uses)
    return told.refuses or opens_nothing


def enter_uses(state: AtStep) -> Outcome:
    return replace(state, mood=Passed()), ()


def take_uses(state: AtStep, event: Event) -> Taken:
    match event:
        case UsesChosen(values=values):
            return _with_uses(state, values), (), False
        case _:
            return stay(state)


def lacks_use(state: AtStep) -> bool:
    """What the score is for has to be chosen first."""
    field = use_field(state)
    return field is not None and field.required and not state.draft.form.get(field.name, "")
