"""核查条件 and 结论: which facts the rules are given, and that a refusal leaves no way on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.eligibility import Eligibility, RuleReason, RuleVerdict
from app.domain.service_item import ServiceItem, StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.eligibility import facts_of
from app.journeys.medical.chart import Chart
from app.journeys.medical.exam import begin
from app.journeys.medical.findings import HeightTold, take
from app.journeys.states import AtHome, AtStep, Passed, Trouble, Troubled, Working
from app.journeys.table import step
from tests.journeys.items import CARD, item

RECORD = {
    "classes": ["B2"],
    "valid_from": "2021-03-01",
    "valid_to": None,
    "points_by_year": [0, 3],
    "unsettled_violations": 0,
    "unsettled_accidents": 0,
    "file_number": "330700000001",
}
TYPED = {"licence_classes": "C1D", "licence_valid_from": "2020-05-01", "licence_valid_to": "2026-05-01"}


def ruled() -> ServiceItem:
    kinds = (StepKind.IDENTIFY, StepKind.NOTICE, StepKind.FORM, StepKind.ELIGIBILITY, StepKind.PHOTO, StepKind.SUBMIT)
    return replace(item(*kinds), rule_pack="driving-licence-renewal")


def at_rules(draft: Draft | None = None) -> AtStep:
    asked = ruled()
    known = draft or Draft("case-1", CARD, "matched", consented=True, record=RECORD)
    return AtStep(asked, asked.steps, asked.steps.index(StepKind.ELIGIBILITY), known, Working(), at_desk=True)


def told(verdict: RuleVerdict) -> Eligibility:
    return Eligibility(
        "driving-licence-renewal", "2025-01-01", "2026-03-18", verdict, (RuleReason("vision", "看不清"),)
    )


def test_the_record_is_asked_with_the_card_and_what_is_not_known_is_left_out() -> None:
    facts = facts_of(Draft("case-1", CARD, record=RECORD))
    assert facts == {
        "in_person": True,
        "birth_date": "1990-01-01",
        "sex": "1",
        **{name: value for name, value in RECORD.items() if name != "file_number"},
    }


def test_without_a_record_what_stands_on_the_licence_counts() -> None:
    facts = facts_of(Draft("case-1", CARD, form=TYPED))
    assert facts["classes"] == ["C1", "D"]
    assert (facts["valid_from"], facts["valid_to"]) == ("2020-05-01", "2026-05-01")
    assert "points_by_year" not in facts
    assert "unsettled_violations" not in facts


def test_a_record_is_never_overruled_by_what_was_typed() -> None:
    assert facts_of(Draft("case-1", CARD, record=RECORD, form=TYPED))["classes"] == ["B2"]


def test_the_check_of_the_body_goes_along_once_it_began() -> None:
    exam = begin("case-1", Chart(0.274, 2500))
    assert "medical" not in facts_of(Draft("case-1", CARD, record=RECORD, medical=exam))
    measured = take(exam, HeightTold(172), datetime(2026, 3, 18, 2, tzinfo=UTC))
    medical = facts_of(Draft("case-1", CARD, record=RECORD, medical=measured))["medical"]
    assert (medical["date"], medical["height_cm"]) == ("2026-03-18", 172)
    assert "limbs" not in medical


def test_the_rules_are_asked_when_the_form_is_filled() -> None:
    form = replace(at_rules(), index=2, mood=Passed())
    asked, commands = step(form, on.FormFilled(TYPED))
    assert isinstance(asked, AtStep)
    assert asked.step is StepKind.ELIGIBILITY
    pack, facts = next((each.pack, each.facts) for each in commands if isinstance(each, do.ApplyRules))
    assert (pack, facts["classes"]) == ("driving-licence-renewal", ["B2"])


@pytest.mark.parametrize("verdict", [RuleVerdict.MAY, RuleVerdict.UNKNOWN])
def test_who_may_or_may_still_turn_out_to_goes_on(verdict: RuleVerdict) -> None:
    passed, _ = step(at_rules(), on.RulesWereApplied(told(verdict)))
    assert isinstance(passed, AtStep)
    assert passed.draft.eligibility == told(verdict)
    beyond, _ = step(passed, on.NextPressed())
    assert isinstance(beyond, AtStep)
    assert beyond.step is StepKind.PHOTO


def test_whom_the_rules_refuse_finds_no_way_on_but_back_and_out() -> None:
    refused, _ = step(at_rules(), on.RulesWereApplied(told(RuleVerdict.MAY_NOT)))
    assert isinstance(refused, AtStep)
    assert step(refused, on.NextPressed()) == (refused, ())
    back, _ = step(refused, on.BackPressed())
    assert isinstance(back, AtStep)
    assert back.step is StepKind.FORM


def test_rules_that_cannot_be_asked_are_a_trouble_that_can_be_tried_again() -> None:
    failed, _ = step(at_rules(), on.RulesFailed())
    assert isinstance(failed, AtStep)
    assert failed.mood == Troubled(Trouble.RULES_FAILED)
    again, commands = step(failed, on.TryAgainPressed())
    assert any(isinstance(each, do.ApplyRules) for each in commands)
    assert isinstance(again, AtStep)
    assert isinstance(again.mood, Working)


def test_without_a_line_the_record_is_typed_and_with_one_its_absence_bars() -> None:
    kinds = (StepKind.IDENTIFY, StepKind.NOTICE, StepKind.QUERY, StepKind.FORM, StepKind.ELIGIBILITY, StepKind.SUBMIT)
    asked: Any = replace(item(*kinds), rule_pack="driving-licence-renewal")
    draft = Draft("case-1", CARD, "matched", consented=True)
    query = AtStep(asked, asked.steps, 2, draft, Working(), at_desk=True)
    away, _ = step(query, on.CentreDidNotAnswer())
    beyond, _ = step(away, on.NextPressed())
    assert isinstance(beyond, AtStep)
    assert beyond.step is StepKind.FORM
    unknown, _ = step(query, on.CentreSaidNo())
    assert step(unknown, on.NextPressed()) == (unknown, ())


def with_review() -> ServiceItem:
    kinds = (StepKind.QUERY, StepKind.FORM, StepKind.ELIGIBILITY, StepKind.REVIEW, StepKind.SUBMIT)
    return replace(item(StepKind.IDENTIFY, StepKind.NOTICE, *kinds), rule_pack="driving-licence-renewal")


def edited(*events: on.Event) -> tuple[AtStep, list[do.Command]]:
    asked = with_review()
    form = {"first_field": "甲", **TYPED}
    draft = Draft("case-1", CARD, "matched", consented=True, form=form, eligibility=told(RuleVerdict.MAY))
    review = AtStep(asked, asked.steps, asked.steps.index(StepKind.REVIEW), draft, at_desk=True)
    state, commands = step(review, on.EditPressed("first_field"))
    assert isinstance(state, AtStep)
    assert state.step is StepKind.FORM
    all_commands = list(commands)
    for event in events:
        state, commands = step(state, event)
        all_commands += commands
    assert isinstance(state, AtStep)
    return state, all_commands


@pytest.mark.parametrize("typed_before", [True, False])
def test_what_the_rules_go_by_is_judged_anew_when_it_is_changed_at_the_end(typed_before: bool) -> None:
    other = {"first_field": "甲", **TYPED, "licence_classes": "A2"}
    typed = (on.FormTyped(other),) if typed_before else ()
    state, commands = edited(*typed, on.FormFilled(other))
    assert state.step is StepKind.ELIGIBILITY
    assert [each.facts["classes"] for each in commands if isinstance(each, do.ApplyRules)] == [["A2"]]


def test_what_no_rule_goes_by_is_changed_without_asking_them_again() -> None:
    state, _ = edited(on.FormFilled({"first_field": "乙", **TYPED}))
    assert state.step is StepKind.REVIEW
    assert state.draft.form["first_field"] == "乙"


def test_whoever_leaves_the_form_again_without_finishing_signs_what_was_checked() -> None:
    """What is typed at a desk is kept letter by letter, and not yet looked at by anybody."""
    state, _ = edited(on.FormTyped({"first_field": "", "licence_classes": "Z9"}), on.BackPressed())
    assert state.step is StepKind.REVIEW
    assert state.draft.form == {"first_field": "甲", **TYPED}


def test_a_case_that_goes_on_later_asks_the_register_again() -> None:
    """What the register said is not kept; without it what somebody types would count."""
    draft = Draft("case-1", CARD, "matched", consented=True, form=TYPED, held=True)
    state, commands = step(AtHome(), on.DraftResumed(with_review(), draft, online=True))
    assert isinstance(state, AtStep)
    assert state.step is StepKind.QUERY
    assert any(isinstance(each, do.FetchRecord) for each in commands)
