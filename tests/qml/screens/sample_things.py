"""Persons, a place, files and a row of a record: each on a page of its own, empty, being written and filled in."""

from __future__ import annotations

from dataclasses import replace

from app.domain.person import IdentityCard
from app.domain.service_item import StepKind
from app.journeys.draft import Draft
from app.journeys.states import Asking, AtStep, State
from app.journeys.taking import Taking
from tests.form_catalogue import EVERY_THING, GIVEN, RECORD

KNOWN = {"file.phone": "13812345678", "earlier.address": "浙江省临江市青禾县云溪镇柳叶路18号"}


def thing_state(
    card: IdentityCard, page: str, form: dict[str, str], photo: bytes = b"", *, at_desk: bool = False
) -> AtStep:
    """The named page; `photo` stands in for whatever was taken where the form says so."""
    names = [each.name for each in EVERY_THING.form]
    counts = {"picture": 1, "pages": 2, "witness": 1}
    taken = {name: (photo,) * count for name, count in counts.items() if name in form and photo}
    draft = Draft(f"0193-{len(form)}", card, consented=True, form=form, record=RECORD, known=KNOWN, taken=taken)
    at = EVERY_THING.steps.index(StepKind.FORM)
    step = AtStep(EVERY_THING, EVERY_THING.steps, at, draft, Asking(), at_desk=at_desk)
    return replace(step, page=names.index(page) if page else 0)


def thing_states(card: IdentityCard, photo: bytes) -> dict[str, State]:
    """By name: `form-things-family-empty`, `form-things-family`, …"""
    states: dict[str, State] = {}
    for page in EVERY_THING.form:
        states[f"form-things-{page.name}-empty"] = thing_state(card, page.name, {})
        states[f"form-things-{page.name}"] = thing_state(card, page.name, GIVEN, photo)
    picture, pages = thing_state(card, "picture", {}), thing_state(card, "pages", {})
    states["form-things-camera"] = replace(picture, taking=Taking("picture", live=True))
    states["form-things-no-camera"] = replace(picture, taking=Taking("picture", failed=True))
    states["form-things-document"] = replace(pages, can_scan=True)
    states["form-things-page-crooked"] = replace(
        pages, can_scan=True, taking=Taking("pages", advice="把纸放平，四个角露出来")
    )
    states["form-things-typed-row"] = replace(
        (typed := thing_state(card, "violation", {})), draft=replace(typed.draft, record=None)
    )
    return states
