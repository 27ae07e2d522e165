"""Page after page through a form whose questions hang on each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.catalogue.day_order import linked
from app.domain.local_text import LocalText
from app.domain.service_item import FieldType, FormField, FormPage, OtherDay, StepKind
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


def test_a_day_changed_at_the_review_leads_to_the_one_that_no_longer_fits_beside_it() -> None:
    words = LocalText("哪天？")
    first = FormField("begins", words, FieldType.DATE)
    second = FormField("ends", words, FieldType.DATE, not_before=OtherDay("begins"))
    pages = linked(FormPage(each.name, words, words, (each,)) for each in (first, second))
    reviewed = at_page(PAGES[0], {"begins": "2026-03-01", "ends": "2026-03-05"}, for_review=True)
    reviewed = replace(reviewed, item=replace(EVERY_FIELD, form=pages), page=0)
    changed = after(reviewed, on.PageFilled({"begins": "2026-03-09"}))
    assert (changed.step, changed.page, changed.for_review) == (StepKind.FORM, 1, True)
    assert after(changed, on.PageFilled({"ends": "2026-03-10"})).step is StepKind.REVIEW
    assert after(reviewed, on.PageFilled({"begins": "2026-03-05"})).step is StepKind.REVIEW
