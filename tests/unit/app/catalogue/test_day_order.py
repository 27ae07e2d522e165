"""Two dates of one form keep their order: told at the field, refused at the centre, kept by samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.day_order import in_order, linked, order_problem
from app.catalogue.form_checks import check_form, check_page
from app.catalogue.samples import make_sample
from app.catalogue.samples.within import day_within
from app.domain.errors import FormInvalid
from app.domain.service_item import Condition, FieldType, FormField, FormPage, LocalText, OtherDay, ServiceItem

ON = date(2026, 3, 18)
FIRST = FormField("begins", LocalText("从哪天", "From", "從哪天"), FieldType.DATE)
SECOND = FormField("ends", LocalText("到哪天", "To", "到哪天"), FieldType.DATE, not_before=OtherDay("begins"))
PAGE = FormPage("days", LocalText("哪几天？"), LocalText(""), (FIRST, SECOND))


def told(page: FormPage, begins: str, ends: str, language: str = "zh_CN") -> dict[str, str]:
    [whole] = linked([page])
    return check_page(whole, {"begins": begins, "ends": ends}, language, ON)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh_CN", "不能早于“从哪天”（2026-03-01）"),
        ("zh_TW", "不能早於“從哪天”（2026-03-01）"),
        ("en", "No earlier than “From” (2026-03-01)"),
    ],
)
def test_it_is_told_with_the_words_and_the_day_of_the_other(language: str, sentence: str) -> None:
    assert told(PAGE, "2026-03-01", "20260228", language) == {"ends": sentence}


@pytest.mark.parametrize("ends", ["2026-03-01", "2026-03-02"])
def test_the_same_day_and_a_later_one_are_right(ends: str) -> None:
    assert told(PAGE, "2026-03-01", ends) == {}


def test_a_day_may_be_the_last_one() -> None:
    last = replace(SECOND, not_before=None, not_after=OtherDay("begins"))
    assert told(replace(PAGE, fields=(FIRST, last)), "2026-03-01", "2026-03-02") == {
        "ends": "不能晚于“从哪天”（2026-03-01）"
    }


def test_beside_a_day_that_is_none_yet_or_was_left_out_nothing_is_wrong() -> None:
    first = replace(FIRST, required=False)
    assert told(replace(PAGE, fields=(first, SECOND)), "", "2026-03-02") == {}
    assert list(told(PAGE, "20261340", "2026-03-02")) == ["begins"]


def test_a_day_that_is_not_asked_with_these_answers_is_nothing_to_compare_with() -> None:
    hidden = replace(FIRST, show_when=Condition("kind", ("some",)))
    [page] = linked([replace(PAGE, fields=(hidden, SECOND))])
    answers = {"begins": "2026-03-01", "kind": "none"}
    assert order_problem(page.fields[1], "2026-02-01", answers) is None
    assert order_problem(page.fields[1], "2026-02-01", {**answers, "kind": "some"}) is not None


def test_what_is_made_up_keeps_the_order() -> None:
    [page] = linked([PAGE])
    for seed in range(30):
        made = day_within(Random(seed), in_order(page.fields[1], {"begins": "2026-12-24"}, ON))
        assert made >= "2026-12-24"


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("pension-payments", "from_day", "to_day"),
        ("medical-account-statement", "from_day", "to_day"),
        ("medical-filing-extension", "due_on", "back_on"),
        ("driving-licence-extension", "valid_to", "until"),
    ],
)
def test_a_shipped_form_with_its_days_the_wrong_way_round_is_refused(
    catalogue: LoadedCatalogue, code: str, first: str, second: str
) -> None:
    item = catalogue.item(code)
    form = make_sample(item, 3).data["form"]
    check_form(item, form)
    early, late = sorted((form[first], form[second]))
    early = early if early != late else date.fromordinal(date.fromisoformat(late).toordinal() - 1).isoformat()
    with pytest.raises(FormInvalid, match="不能"):
        check_form(item, {**form, first: late, second: early})


def test_every_shipped_order_holds_in_samples(catalogue: LoadedCatalogue) -> None:
    ordered = [each for each in catalogue.in_force(ON) if any(_is_ordered(field) for field in each.fields())]
    assert len(ordered) >= 10
    for item in ordered:
        for seed in range(4):
            _holds(item, make_sample(item, seed).data["form"])


def _is_ordered(field: FormField) -> bool:
    return field.not_before is not None or field.not_after is not None


def _holds(item: ServiceItem, form: dict[str, str]) -> None:
    for field in item.fields():
        assert order_problem(field, form.get(field.name, ""), form) is None
