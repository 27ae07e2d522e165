"""Money, numbers, dates and several lines: their limits in words, and how they are kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.answer_words import answer_words
from app.catalogue.form_checks import check_form, clean_form
from app.catalogue.review import review_rows
from app.catalogue.tidy import tidy
from app.domain.errors import FormInvalid
from tests.form_catalogue import EVERY_FIELD, field
from tests.unit.app.catalogue.form_kinds import ON, said
from tests.unit.app.catalogue.test_forms import CARD

FILLED = {
    "reason": "房子去年到期。\r\n  家里老人要照顾。",
    "monthly_income": "3200.5",
    "household_size": "3",
    "since": "20260301",
    "yearly_income": "38406.00",
    "per_head": "1066.83",
    "years": "0",
    "hardship": "illness",
    "hospital": "青禾县人民医院",
    "home": "330726100",
    "contact": "李小四|11010519491231002x",
    "plate": "浙g·d12345",
    "credit_code": "91330726ma26951173",
}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("monthly_income", "三千", "金额写成 1234.50 这样，最多两位小数"),
        ("monthly_income", "12.345", "金额写成 1234.50 这样，最多两位小数"),
        ("monthly_income", "-1", "金额写成 1234.50 这样，最多两位小数"),
        ("monthly_income", "50000.01", "不能多于 50000 元"),
        ("household_size", "2.5", "这里只写整数"),
        ("household_size", "0", "不能少于 1 人"),
        ("household_size", "21", "不能多于 20 人"),
        ("household_size", "几个", "这里只写数字"),
        ("household_size", "９", "这里只写数字"),
        ("since", "1999-12-31", "不能早于 2000-01-01"),
        ("since", "2026-03-19", "不能晚于 2026-03-18"),
        ("since", "20260230", "没有这一天，请再看一遍"),
        ("reason", "字" * 201, "最多 200 个字，多了 1 个"),
        ("reason", "第一行\n\u202e第二行", "申请理由里有打不出来的字符，删掉再写"),
        ("reason", " \n ", "还没填申请理由"),
    ],
)
def test_what_is_wrong_is_told_with_the_limit_in_it(name: str, value: str, sentence: str) -> None:
    assert said(name, value) == sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("monthly_income", "0"),
        ("monthly_income", "3,200.50"),
        ("monthly_income", "50000.00"),
        ("household_size", "20"),
        ("since", "2000-01-01"),
        ("since", "2026-03-18"),
        ("reason", "第一行\n第二行"),
    ],
)
def test_what_holds_is_let_through(name: str, value: str) -> None:
    assert said(name, value) is None


def test_the_limit_comes_in_the_language_of_the_screen() -> None:
    assert said("household_size", "0", "en") == "No less than 1 people"
    assert said("monthly_income", "50001", "en") == "No more than 50000 yuan"
    assert said("household_size", "21", "zh_TW") == "不能多於 20 人"


def test_today_is_the_day_of_the_application_however_late_it_is_looked_at() -> None:
    check_form(EVERY_FIELD, FILLED | {"since": "2026-03-18"}, on=ON)
    with pytest.raises(FormInvalid) as caught:
        check_form(EVERY_FIELD, FILLED | {"since": "2026-03-18"}, on=date(2026, 3, 17))
    assert caught.value.field == "since"


def test_answers_are_kept_the_same_way_whoever_typed_them() -> None:
    kept = clean_form(EVERY_FIELD, FILLED)
    assert kept["monthly_income"] == "3200.50"
    assert kept["since"] == "2026-03-01"
    assert kept["reason"] == "房子去年到期。\n  家里老人要照顾。"
    assert clean_form(EVERY_FIELD, kept) == kept
    check_form(EVERY_FIELD, kept, on=ON)


def test_before_signing_a_figure_stands_with_what_it_counts() -> None:
    rows = {row.field_name: row.full for row in review_rows(EVERY_FIELD, clean_form(EVERY_FIELD, FILLED), CARD)}
    assert (rows["monthly_income"], rows["household_size"]) == ("3200.50 元", "3 人")
    english = {row.field_name: row.full for row in review_rows(EVERY_FIELD, FILLED, CARD, "en")}
    assert english["household_size"] == "3 people"


@given(st.sampled_from([each.name for each in EVERY_FIELD.fields()]), st.text(max_size=80))
def test_no_text_whatever_makes_a_field_fall_over(name: str, value: str) -> None:
    sentence = said(name, value)
    assert sentence is None or (sentence and "{" not in sentence)
    tidied = tidy(field(name), value)
    assert tidy(field(name), tidied) == tidied
    assert isinstance(answer_words(field(name), value), str)
