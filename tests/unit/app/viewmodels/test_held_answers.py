"""现在补: what card and register said, and what was paid, stands there locked with the case's own answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.catalogue import load_catalogue
from app.domain.case import CaseStatus
from app.domain.following import Asked, FollowedCase
from app.journeys.correcting import correction_of
from app.journeys.following import step_looking_up
from app.journeys.following_events import CorrectionWanted
from app.journeys.states import AtStep, LookingUp, Passed, Told
from app.viewmodels.form import FormPage
from tests.qml.screens.sample_states import CARD

CATALOGUE = load_catalogue()
SENIOR, TOP_UP = CATALOGUE.item("senior-card-application"), CATALOGUE.item("citizen-card-top-up")
PAID: dict[str, Any] = {
    "form": {"card_number": "88001234", "balance": "100.00", "top_up": "10.00", "balance_after": "110.00"},
    "record": {"balance": 10_000},
    "payment": {"status": "paid"},
}


def returned(item: Any, content: dict[str, Any] | None, **changed: Any) -> FollowedCase:
    told = {"asked": (Asked(("form",)),), "content": content, "told": True, "here": True} | changed
    return FollowedCase(
        "c1", "BM1", item.code, item.version, CaseStatus.RETURNED, datetime(2026, 3, 2, tzinfo=UTC), **told
    )


@pytest.fixture
def fields(around):
    page = FormPage(around)

    def at(item, case, number=0):
        looking = LookingUp(Passed(), card=CARD, known=(case,), told=Told.TOLD, opened=case.id)
        begun, _ = step_looking_up(looking, CorrectionWanted(item, ("p1",), online=True))
        assert isinstance(begun, AtStep)
        around.sitting.state = begun if number == 0 else _on_page(begun, number)
        return page, {each.name: each for each in page.fields}

    return at


def _on_page(step: AtStep, number: int) -> AtStep:
    return replace(step, page=number)


def test_an_agent_sees_what_the_card_said_and_goes_on(fields):
    content = {"form": {"birth_date": "1949-08-21", "age": "77", "fare": "free"}, "payment": {}}
    page, shown = fields(SENIOR, returned(SENIOR, content, as_agent=True))
    assert (shown["birth_date"].locked, shown["birth_date"].value) == (True, "1949-08-21")
    shown["fare"].edit("free")
    page.submit()
    assert [each.error for each in page.fields] == ["", "", ""]


def test_what_the_register_said_and_what_was_paid_is_locked(fields):
    case = returned(TOP_UP, PAID)
    _, first = fields(TOP_UP, case)
    assert (first["balance"].locked, first["balance"].value) == (True, "100.00")
    assert not first["card_number"].locked or first["card_number"].value == "88001234"
    _, second = fields(TOP_UP, case, 1)
    assert (second["top_up"].locked, second["top_up"].value) == (True, "10.00")


def test_where_the_case_is_not_known_nothing_that_it_holds_is_typed(fields):
    assert correction_of(TOP_UP, returned(TOP_UP, None), can_scan=True) is None
    assert correction_of(SENIOR, returned(SENIOR, None, as_agent=True), can_scan=True) is None
    assert correction_of(SENIOR, returned(SENIOR, None), can_scan=True) is not None
