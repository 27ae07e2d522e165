"""Values worked out from other answers: at the station, before signing, again at the centre."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.catalogue.computing import with_computed
from app.catalogue.field_checks import check_field
from app.catalogue.form_checks import asked_fields, check_form, clean_form
from app.catalogue.review import review_rows
from app.domain.errors import FormInvalid
from app.domain.formula import read_formula
from app.domain.service_item import FieldType, ServiceItem
from tests.form_catalogue import EVERY_FIELD, FILLED, field
from tests.unit.app.catalogue.form_kinds import ON
from tests.unit.app.catalogue.test_forms import CARD


def with_formula(name: str, text: str, **more: object) -> ServiceItem:
    """The item with another formula in one of its fields."""
    changed = replace(field(name), compute=read_formula(text), **more)  # type: ignore[arg-type]
    pages = (
        replace(page, fields=tuple(changed if each.name == name else each for each in page.fields))
        for page in EVERY_FIELD.form
    )
    return replace(EVERY_FIELD, form=tuple(pages))


def test_each_value_follows_from_the_answers() -> None:
    known = with_computed(EVERY_FIELD, FILLED, ON)
    assert (known["yearly_income"], known["per_head"], known["years"]) == ("38406.00", "1066.83", "0")


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        ("2008-03-18", date(2026, 3, 17), "17"),
        ("2008-03-18", date(2026, 3, 18), "18"),
        ("2008-02-29", date(2026, 2, 28), "17"),
        ("2008-02-29", date(2026, 3, 1), "18"),
        ("2027-01-01", date(2026, 3, 18), ""),
        ("nonsense", date(2026, 3, 18), ""),
    ],
)
def test_an_age_is_counted_in_full_years(since: str, on: date, years: str) -> None:
    assert with_computed(EVERY_FIELD, FILLED | {"since": since}, on)["years"] == years


def test_what_is_missing_leaves_the_value_empty_and_is_blamed_itself() -> None:
    known = with_computed(EVERY_FIELD, {"monthly_income": "100"}, ON)
    assert (known["yearly_income"], known["per_head"]) == ("1200.00", "")
    assert check_field(field("per_head"), "", {}) is None


def test_nothing_is_divided_by_nothing() -> None:
    assert with_computed(EVERY_FIELD, FILLED | {"household_size": "0"}, ON)["per_head"] == ""


def test_what_is_not_asked_or_left_empty_counts_nothing() -> None:
    spare = with_formula("years", "household_size + per_head", decimals=None)
    assert with_computed(spare, {"household_size": "3"}, ON)["years"] == ""
    optional = replace(field("monthly_income"), required=False)
    pages = (
        replace(page, fields=tuple(optional if each.name == optional.name else each for each in page.fields))
        for page in spare.form
    )
    assert with_computed(replace(spare, form=tuple(pages)), {"household_size": "3"}, ON)["years"] == "3"


@pytest.mark.parametrize(("decimals", "value"), [(None, "1066.83"), (0, "1067"), (3, "1066.833")])
def test_a_number_is_rounded_to_its_decimals(decimals: int | None, value: str) -> None:
    item = with_formula("years", "monthly_income / household_size", decimals=decimals)
    assert with_computed(item, FILLED, ON)["years"] == value


def test_a_value_that_somebody_wrote_themselves_is_refused() -> None:
    kept = clean_form(EVERY_FIELD, FILLED, ON)
    check_form(EVERY_FIELD, kept, on=ON)
    for forged in ("1.00", ""):
        with pytest.raises(FormInvalid) as caught:
            check_form(EVERY_FIELD, kept | {"per_head": forged}, on=ON)
        assert caught.value.field == "per_head"


def test_what_was_written_is_worked_out_anew_before_it_is_kept() -> None:
    assert clean_form(EVERY_FIELD, FILLED | {"per_head": "1.00"}, ON)["per_head"] == "1066.83"


def test_an_application_that_began_before_midnight_is_not_refused_for_an_age() -> None:
    birthday = FILLED | {"since": "2008-03-18", "hardship": "study"}
    kept = clean_form(EVERY_FIELD, birthday, date(2026, 3, 17))
    check_form(EVERY_FIELD, kept, on=date(2026, 3, 18))
    with pytest.raises(FormInvalid):
        check_form(EVERY_FIELD, kept, on=date(2026, 3, 19))


def test_a_question_may_hang_on_a_value_that_was_worked_out() -> None:
    def asked(**answers: str) -> bool:
        known = with_computed(EVERY_FIELD, FILLED | answers, ON)
        return "allowance" in [each.name for each in asked_fields(EVERY_FIELD, known)]

    assert asked()
    assert not asked(monthly_income="9000")
    assert not asked(household_size="12")


def test_before_signing_it_cannot_be_changed() -> None:
    rows = {row.field_name: row for row in review_rows(EVERY_FIELD, FILLED, CARD)}
    assert (rows["per_head"].full, rows["per_head"].editable) == ("1066.83 元", False)
    assert rows["monthly_income"].editable


def test_the_age_of_an_id_number_is_known_too() -> None:
    item = with_formula("years", "age(credit_code)")
    number = replace(field("credit_code"), type=FieldType.ID_NUMBER)
    pages = (
        replace(page, fields=tuple(number if each.name == number.name else each for each in page.fields))
        for page in item.form
    )
    known = with_computed(replace(item, form=tuple(pages)), {"credit_code": "11010519491231002x"}, ON)
    assert known["years"] == "76"
