"""核查条件 and 结论: what the item's rule pack says of this person, before the check of the body and after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.catalogue.rules.licence.facts import MORE_RECORD_FACTS, RECORD_FACTS
from app.domain.eligibility import Eligibility
from app.journeys.commands import ApplyRules
from app.journeys.draft import Draft
from app.journeys.events import Event, RulesFailed, RulesWereApplied
from app.journeys.medical.facts import facts as medical_facts
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Passed, Trouble, Working
from app.journeys.taken import Taken, trouble

_CLASS = re.compile(r"[A-Z][1-6]?")


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
    return replace(state, mood=Working()), (ApplyRules(state.item.rule_pack or "", facts_of(state.draft)),)


def take(state: AtStep, event: Event) -> Taken:
    match event:
        case RulesWereApplied(eligibility=told):
            return _told(state, told), (), False
        case RulesFailed():
            return trouble(state, Trouble.RULES_FAILED)
        case _:
            return state, (), False


def _told(state: AtStep, told: Eligibility) -> AtStep:
    return replace(state, draft=replace(state.draft, eligibility=told), mood=Passed())


def bars(state: AtStep) -> bool:
    """The rules refuse: there is no way on from here, and the page says why and what is possible."""
    told = state.draft.eligibility
    return told is not None and told.refuses
