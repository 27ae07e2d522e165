"""新市民积分 at the glass: the shipped item and the shipped pack, from the form to what the score is used for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.catalogue import load_catalogue
from app.composition.rule_book import DatedRules
from app.domain.eligibility import RuleVerdict
from app.domain.service_item import StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.eligibility import asked_of
from app.journeys.outcome import Outcome
from app.journeys.screens import Screen, screen_of
from app.journeys.states import AtStep, Passed, Trouble, Troubled, Working
from app.journeys.table import step
from app.runtime.submission import submission_of
from tests.journeys.items import CARD

ITEM = load_catalogue().item("newcomer-points")
RULES = DatedRules(lambda: date(2026, 11, 26))
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
    "honours": "",
    "children": "no",
    "traffic_offences": "1",
    "misconduct": "",
    "phone": "13812345678",
}


def at(kind: StepKind, form: dict[str, str] | None = None) -> AtStep:
    draft = Draft("case-1", CARD, "matched", consented=True, form=FORM if form is None else form)
    return AtStep(ITEM, ITEM.steps, ITEM.steps.index(kind), draft)


def last_of_form(form: dict[str, str] | None = None) -> AtStep:
    state = at(StepKind.FORM, form)
    contact = next(number for number, page in enumerate(ITEM.form) if page.name == "contact")
    return replace(state, page=contact)


def arrived(outcome: Outcome) -> AtStep:
    state, _ = outcome
    assert isinstance(state, AtStep)
    return state


def judged(form: dict[str, str] | None = None) -> AtStep:
    """At 看分数, with the answer of the shipped pack."""
    state, commands = step(last_of_form(form), on.PageFilled({}))
    asked = next(each for each in commands if isinstance(each, do.ApplyRules))
    return arrived(step(state, on.RulesWereApplied(RULES.judge(asked.pack, asked.facts))))


def choosing(form: dict[str, str] | None = None) -> AtStep:
    state = arrived(step(judged(form), on.NextPressed()))
    assert state.step is StepKind.USES
    return state


def test_the_form_asks_one_question_a_page_and_leaves_the_uses_for_later() -> None:
    assert all(len(page.fields) <= 2 for page in ITEM.form)
    state = arrived(step(last_of_form(), on.PageFilled({})))
    assert (state.step, state.mood) == (StepKind.ELIGIBILITY, Working())
    assert screen_of(state) is Screen.ELIGIBILITY


def test_what_is_left_empty_is_known_to_be_none_and_what_is_not_asked_is_not_known() -> None:
    asked = asked_of(ITEM, Draft("case-1", CARD, form=FORM))
    told = RULES.judge("newcomer-points", asked)
    assert told.facts["honours"] == []
    assert "post_title" not in told.facts
    assert "phone" not in told.facts
    assert told.facts["birth_date"] == "1990-01-01"
    assert told.verdict is RuleVerdict.MAY


def test_the_score_is_kept_line_by_line_with_the_version_of_the_pack() -> None:
    told = judged().draft.eligibility
    assert told is not None
    assert told.score is not None
    assert (told.pack_version, told.score.class_code, told.score.total) == ("2026-01-01", "B", 180)
    assert told.as_json()["points"]["score"] == 180
    assert sum(each["points"] for each in told.as_json()["points"]["lines"]) == 180


def test_nothing_goes_on_before_a_use_is_chosen() -> None:
    state = choosing()
    assert screen_of(state) is Screen.USES
    assert arrived(step(state, on.NextPressed())).step is StepKind.USES
    chosen = arrived(step(state, on.UsesChosen(("medical", "housing"))))
    assert chosen.draft.form["uses"] == "housing|medical"
    assert arrived(step(chosen, on.NextPressed())).step is StepKind.MATERIALS


def test_only_what_the_score_opens_can_be_chosen() -> None:
    chosen = arrived(step(choosing(), on.UsesChosen(("school", "flying", "pension"))))
    assert chosen.draft.form["uses"] == "pension"


def test_back_from_the_uses_shows_the_score_again_and_then_the_last_page_of_the_form() -> None:
    score = arrived(step(choosing(), on.BackPressed()))
    assert score.step is StepKind.ELIGIBILITY
    form = arrived(step(score, on.BackPressed()))
    assert (form.step, ITEM.form[form.page].name) == (StepKind.FORM, "contact")


@pytest.mark.parametrize(("field", "value"), [("household", "local"), ("role", "none"), ("misconduct", "court")])
def test_whoever_cannot_have_points_is_told_and_goes_no_further(field: str, value: str) -> None:
    state = judged({**FORM, field: value})
    assert state.draft.eligibility is not None
    assert state.draft.eligibility.refuses
    assert arrived(step(state, on.NextPressed())).step is StepKind.ELIGIBILITY


def test_a_score_that_opens_nothing_leads_nowhere() -> None:
    poor = {
        "education": "junior",
        "skill_grade": "none",
        "insurance_months": "0",
        "resident_since": "2026-11-01",
        "housing": "other",
        "tax_paid": "0",
        "volunteer_hours": "0",
        "blood_donations": "0",
    }
    state = judged({**FORM, **poor})
    assert arrived(step(state, on.NextPressed())).step is StepKind.ELIGIBILITY


def asking(trouble: Trouble) -> AtStep:
    return replace(at(StepKind.QUERY, {}), mood=Troubled(trouble))


def test_who_is_on_no_record_or_has_no_line_fills_it_in_alone() -> None:
    for trouble in (Trouble.NOTHING_ON_RECORD, Trouble.CENTRE_UNREACHABLE):
        assert arrived(step(asking(trouble), on.NextPressed())).step is StepKind.FORM
    assert arrived(step(asking(Trouble.CENTRE_REFUSED), on.NextPressed())).step is StepKind.QUERY


def test_what_must_be_as_the_record_says_is_not_typed_without_one() -> None:
    renewal = load_catalogue().item("driving-licence-renewal")
    asked = AtStep(renewal, renewal.steps, renewal.steps.index(StepKind.QUERY), Draft("case-1", CARD))
    nothing = replace(asked, mood=Troubled(Trouble.NOTHING_ON_RECORD))
    assert arrived(step(nothing, on.NextPressed())).step is StepKind.QUERY


def reviewed(state: AtStep) -> AtStep:
    return replace(state, index=ITEM.steps.index(StepKind.REVIEW), mood=Passed())


def test_from_the_review_the_uses_are_changed_without_the_form() -> None:
    chosen = arrived(step(choosing(), on.UsesChosen(("housing",))))
    again = arrived(step(reviewed(chosen), on.EditPressed("uses")))
    assert (again.step, again.mood) == (StepKind.USES, Passed())
    assert again.draft.form["uses"] == "housing"


def test_an_answer_changed_in_the_review_is_scored_anew_and_closed_uses_are_dropped() -> None:
    chosen = arrived(step(choosing(), on.UsesChosen(("housing", "newcomer-card"))))
    edited = arrived(step(reviewed(chosen), on.EditPressed("insurance_months")))
    assert edited.for_review
    less = {"insurance_months": "0", "resident_since": "2026-11-01", "education": "senior"}
    state, commands = step(edited, on.PageFilled(less))
    assert arrived((state, ())).step is StepKind.ELIGIBILITY
    asked = next(each for each in commands if isinstance(each, do.ApplyRules))
    after = arrived(step(state, on.RulesWereApplied(RULES.judge(asked.pack, asked.facts))))
    assert after.draft.eligibility is not None
    assert after.draft.eligibility.score is not None
    assert after.draft.eligibility.score.total < 120
    assert after.draft.form["uses"] == "newcomer-card"


def test_a_phone_changed_in_the_review_leaves_the_score_alone() -> None:
    chosen = arrived(step(choosing(), on.UsesChosen(("housing",))))
    edited = arrived(step(reviewed(chosen), on.EditPressed("phone")))
    assert arrived(step(edited, on.PageFilled({"phone": "13900000000"}))).step is StepKind.REVIEW


def test_pack_version_and_facts_travel_with_the_case() -> None:
    chosen = arrived(step(choosing(), on.UsesChosen(("housing",))))
    data = submission_of(ITEM, replace(chosen.draft, signature=b"png"), "self_service").data
    assert data["form"]["uses"] == "housing"
    assert data["eligibility"]["pack"] == "newcomer-points"
    assert data["eligibility"]["pack_version"] == "2026-01-01"
    assert data["eligibility"]["facts"]["insurance_months"] == 50
    assert data["eligibility"]["points"]["score"] == 180
