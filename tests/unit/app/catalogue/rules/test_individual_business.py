"""Names and rules of individual businesses: what may be registered, what not, and which answer is to be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.catalogue.loader import load_catalogue
from app.catalogue.rules import business_pack, validate
from app.catalogue.rules.business import Application, BusinessPack, application_of, full_name, judge, scope_text

TODAY = date(2026, 11, 26)
ITEM = "individual-business-registration"
GOOD = Application("小满", "catering", "shop", "330726100", ("catering_service", "packaged_food"), date(1990, 3, 7))


@pytest.fixture
def pack() -> BusinessPack:
    return business_pack(TODAY)


def test_what_ships_has_no_findings_and_knows_every_choice_of_the_form(pack: BusinessPack) -> None:
    fields = {each.name: [choice.value for choice in each.choices] for each in load_catalogue().item(ITEM).fields()}
    assert validate() == []
    assert fields["industry"] == list(pack.industries)
    assert fields["organisation"] == list(pack.organisations)
    assert fields["scope"] == list(pack.scopes)


def test_the_whole_name_is_place_trade_name_industry_and_kind(pack: BusinessPack) -> None:
    assert full_name(pack, GOOD) == "青禾县小满餐饮店"
    assert judge(pack, GOOD, TODAY) is None


def test_blanks_in_a_name_make_no_other_name(pack: BusinessPack) -> None:
    answers = {"trade_name": " 小 满　", "industry": "catering", "organisation": "shop"}
    assert full_name(pack, application_of(answers, "")) == "青禾县小满餐饮店"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "2 到 10 个汉字"),
        ("满", "2 到 10 个汉字"),
        ("一二三四五六七八九甲乙", "2 到 10 个汉字"),
        ("168", "不能只有数字"),
        ("一六八", "不能只有数字"),
        ("小满A", "只能用汉字"),
        ("小满！", "只能用汉字"),
        ("小满168", "只能用汉字"),
        ("中华小满", "“中华”不能用"),
        ("小满集团", "“集团”不能用"),
        ("青禾小满", "“青禾”不能用"),
        ("祖传小满", "“祖传”不能用"),
    ],
)
def test_a_name_that_may_not_be_says_why(pack: BusinessPack, name: str, words: str) -> None:
    objection = judge(pack, replace(GOOD, trade_name=name), TODAY)
    assert objection is not None
    assert objection.field == "trade_name"
    assert words in objection.words.zh_cn
    assert objection.words.en
    assert objection.words.zh_tw


@pytest.mark.parametrize("name", ["小满", "𠮷祥", "三味", "一二三四五六七八九甲"])
def test_a_rare_character_a_figure_among_others_and_the_longest_name_are_fine(pack: BusinessPack, name: str) -> None:
    assert judge(pack, replace(GOOD, trade_name=name), TODAY) is None


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"industry": "banking"}, "industry", "目录"),
        ({"organisation": "company"}, "organisation", "目录"),
        ({"division": "330702001"}, "division", "青禾县"),
        ({"division": ""}, "division", "青禾县"),
        ({"scopes": ()}, "scope", "至少选一项"),
        ({"scopes": ("catering_service", "banking")}, "scope", "目录"),
        ({"scopes": ("daily_goods", "courier")}, "scope", "邮政管理局"),
        ({"scopes": ("hazardous_chemicals",)}, "scope", "应急管理局"),
    ],
)
def test_each_rule_names_the_answer_to_change(
    pack: BusinessPack, changed: dict[str, object], field: str, words: str
) -> None:
    objection = judge(pack, replace(GOOD, **changed), TODAY)  # type: ignore[arg-type]
    assert objection is not None
    assert objection.field == field
    assert words in objection.words.zh_cn


def test_somebody_is_old_enough_on_the_birthday_itself(pack: BusinessPack) -> None:
    young = replace(GOOD, born=date(2008, 11, 27))
    objection = judge(pack, young, TODAY)
    assert objection is not None
    assert (objection.field, objection.words.zh_cn) == ("", "满 18 周岁才能登记个体工商户。")
    assert judge(pack, replace(young, born=date(2008, 11, 26)), TODAY) is None


def test_what_another_office_allows_stands_first_on_the_licence(pack: BusinessPack) -> None:
    text = scope_text(pack, ("packaged_food", "catering_service"))
    assert text.startswith("许可项目：餐饮服务（")
    assert "。一般项目：食品销售（仅销售预包装食品）（" in text
    assert scope_text(pack, ("haircut", "daily_goods")).startswith("一般项目：理发服务；日用百货销售（")
