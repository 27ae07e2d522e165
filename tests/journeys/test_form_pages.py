"""Page after page through a form whose questions hang on each other."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.service_item import StepKind
from app.journeys import events as on
from app.journeys.draft import Draft
from app.journeys.states import Asking, AtStep
from app.journeys.table import step
from tests.form_catalogue import EVERY_FIELD, FILLED
from tests.journeys.items import CARD

PAGES = [each.name for each in EVERY_FIELD.form]
WEALTHY = FILLED | {"monthly_income": "9000.00", "yearly_income": "108000.00", "per_head": "3000.00", "allowance": ""}


def at_page(name: str, form: Mapping[str, str], *, for_review: bool = False) -> AtStep:
    index = EVERY_FIELD.steps.index(StepKind.FORM)
    draft = Draft("case-1", CARD, consented=True, form=form)
    return AtStep(EVERY_FIELD, EVERY_FIELD.steps, index, draft, Asking(), page=PAGES.index(name), for_review=for_review)


def after(state: AtStep, event: on.Event) -> AtStep:
    found, _ = step(state, event)
    assert isinstance(found, AtStep)
    return found


def test_a_page_on_which_nothing_is_asked_is_stepped_over_in_both_directions() -> None:
    forward = after(at_page("sums", WEALTHY), on.PageFilled({}))
    assert PAGES[forward.page] == "hardship"
    assert PAGES[after(forward, on.BackPressed()).page] == "sums"


def test_it_is_shown_as_soon_as_its_question_is_asked() -> None:
    forward = after(at_page("sums", FILLED), on.PageFilled({}))
    assert PAGES[forward.page] == "more"
    assert PAGES[after(forward, on.PageFilled({})).page] == "hardship"


def test_after_the_last_page_the_next_step_begins_and_back_leads_there() -> None:
    review = after(at_page("firm", WEALTHY), on.PageFilled({}))
    assert review.step is StepKind.REVIEW
    again = after(review, on.BackPressed())
    assert (again.step, PAGES[again.page]) == (StepKind.FORM, "firm")


def test_before_the_first_page_lies_the_step_before() -> None:
    assert after(at_page("why", {}), on.BackPressed()).step is StepKind.NOTICE


def test_an_answer_changed_at_the_review_that_asks_for_more_leads_to_the_question_first() -> None:
    """Otherwise the centre would get a case that lacks an answer."""
    healthy = FILLED | {"hardship": "study", "hospital": ""}
    changed = after(at_page("hardship", healthy, for_review=True), on.PageFilled({"hardship": "illness"}))
    assert (changed.step, PAGES[changed.page], changed.for_review) == (StepKind.FORM, "hardship", True)
    assert after(changed, on.PageFilled({"hospital": "县医院"})).step is StepKind.REVIEW


def test_an_answer_changed_at_the_review_that_asks_for_nothing_leads_back() -> None:
    assert after(at_page("income", FILLED, for_review=True), on.PageFilled({})).step is StepKind.REVIEW
