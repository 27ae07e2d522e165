"""Every kind of field on a page of its own, empty and filled in."""

from __future__ import annotations

from dataclasses import replace

from app.domain.person import IdentityCard
from app.domain.service_item import StepKind
from app.journeys.draft import Draft
from app.journeys.states import Asking, AtStep, State
from tests.form_catalogue import EVERY_FIELD, FILLED


def form_state(card: IdentityCard, page: str, form: dict[str, str], *, at_desk: bool = False) -> AtStep:
    """The named page of the form; `page` empty is the first."""
    names = [each.name for each in EVERY_FIELD.form]
    draft = Draft(f"0192-{len(form)}", card, consented=True, form=form)
    at = EVERY_FIELD.steps.index(StepKind.FORM)
    step = AtStep(EVERY_FIELD, EVERY_FIELD.steps, at, draft, Asking(), at_desk=at_desk)
    return replace(step, page=names.index(page) if page else 0)


def form_states(card: IdentityCard) -> dict[str, State]:
    """By name: `form-why-empty`, `form-why`, …"""
    states: dict[str, State] = {}
    for page in EVERY_FIELD.form:
        states[f"form-kinds-{page.name}-empty"] = form_state(card, page.name, {})
        states[f"form-kinds-{page.name}"] = form_state(card, page.name, FILLED)
    return states
