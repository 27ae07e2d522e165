"""A score on the glass: line by line, barred, too low, and what it is to be used for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.composition.rule_book import DatedRules
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.draft import Draft
from app.journeys.eligibility import asked_of
from app.journeys.states import AtStep, Passed, State

FORM = {
    "household": "elsewhere",
    "role": "worker",
    "education": "college",
    "skill_grade": "middle",
    "insurance_months": "50",
    "resident_since": "2019-05-01",
    "housing": "rented",
    "tax_paid": "12000",
    "volunteer_hours": "45",
    "blood_donations": "2",
    "honours": "town",
    "honour_date": "2024-05-01",
    "children": "no",
    "traffic_offences": "1",
    "misconduct": "",
    "phone": "13812345678",
}
LITTLE = {
    "education": "senior",
    "skill_grade": "none",
    "insurance_months": "14",
    "resident_since": "2025-10-01",
    "housing": "dormitory",
    "tax_paid": "0",
    "volunteer_hours": "0",
    "honours": "",
}
NOTHING = LITTLE | {"education": "junior", "insurance_months": "0", "housing": "other", "blood_donations": "0"}


def score_states(item: ServiceItem, card: IdentityCard) -> dict[str, State]:
    return {
        "score": _at(item, card, StepKind.ELIGIBILITY),
        "score-too-low": _at(item, card, StepKind.ELIGIBILITY, NOTHING),
        "score-local": _at(item, card, StepKind.ELIGIBILITY, {"household": "local"}),
        "uses": _at(item, card, StepKind.USES),
        "uses-some": _at(item, card, StepKind.USES, LITTLE | {"uses": "training"}),
    }


def _at(item: ServiceItem, card: IdentityCard, step: StepKind, changed: Mapping[str, str] | None = None) -> AtStep:
    draft = Draft("0192-p", card, "matched", consented=True, form=FORM | dict(changed or {}))
    told = DatedRules(lambda: date(2026, 11, 26)).judge(item.rule_pack or "", asked_of(item, draft))
    judged = Draft("0192-p", card, "matched", consented=True, form=draft.form, eligibility=told)
    return AtStep(item, item.steps, item.steps.index(step), judged, Passed())
