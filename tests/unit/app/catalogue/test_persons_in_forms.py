"""A table of persons: what is wrong with it, how it is kept, how it is read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from app.catalogue.answer_words import answer_words
from app.catalogue.field_checks import check_field
from app.catalogue.persons_words import masked_persons
from app.catalogue.tidy import tidy
from app.domain.named_persons import PersonColumn, persons_answer, persons_of
from tests.form_catalogue import GIVEN, field
from tests.unit.app.catalogue.form_kinds import ON, said

CHILD = {"name": "李小四", "id_number": "11010519491231002X", "relation": "child", "phone": "13812345678"}
OTHER = {"name": "王小五", "id_number": "330702199003070011", "relation": "spouse"}


def table(*rows: dict[str, str]) -> str:
    return json.dumps(rows, ensure_ascii=False)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([CHILD, OTHER], None),
        ([CHILD | {"name": ""}], "第 1 个人：还没填姓名"),
        ([CHILD, OTHER | {"id_number": ""}], "第 2 个人：还没填身份证号"),
        ([CHILD, OTHER | {"id_number": "330702199003070012"}], "第 2 个人：身份证号最后一位对不上，请再看一遍"),
        ([CHILD | {"relation": ""}], "第 1 个人：还没选关系"),
        ([CHILD | {"relation": "cousin"}], "第 1 个人：没有这种关系，请重新选"),
        ([CHILD | {"phone": ""}], None),
        ([CHILD | {"phone": "1381234"}], "第 1 个人：手机号要 11 位数字"),
        ([CHILD, CHILD], "第 2 个人：和前面的人是同一个身份证号"),
        ([CHILD | {"name": "字" * 41}], "第 1 个人：姓名最多 40 个字"),
        ([CHILD | {"name": "李\x01四"}], "第 1 个人：姓名里有打不出来的字符"),
        ([CHILD | {"age": "3"}], "第 1 个人：没有“age”这一格"),
        ([CHILD] * 5, "最多写 4 个人"),
        ([], "还没填家庭成员"),
    ],
)
def test_what_is_wrong_names_the_person(rows: list[dict[str, str]], sentence: str | None) -> None:
    assert said("family", table(*rows)) == sentence


@pytest.mark.parametrize("value", ["x", "{}", "[1]", '[{"name": 1}]', "[" * 5000])
def test_what_is_no_table_is_told_and_never_raised(value: str) -> None:
    assert said("family", value) == "这张表读不出来，请重新填"
    assert answer_words(field("family"), value) == value
    assert masked_persons(field("family"), value, "zh_CN") == "***"


def test_fewer_than_wanted_is_said() -> None:
    at_least_two = replace(field("family"), least=field("family").most)
    assert check_field(at_least_two, table(CHILD), {}, on=ON) == "最少写 4 个人"


def test_it_is_kept_the_same_way_whoever_typed_it() -> None:
    spaced = table({"phone": " ", "relation": "child", "name": " 李小四 ", "id_number": "11010519491231002x"}, {})
    kept = tidy(field("family"), spaced)
    assert kept == '[{"name":"李小四","id_number":"11010519491231002X","relation":"child"}]'
    assert tidy(field("family"), kept) == kept
    assert tidy(field("family"), table({"name": " "})) == ""


BORN = replace(field("family"), columns=(PersonColumn.NAME, PersonColumn.ID_NUMBER, PersonColumn.BIRTH_DATE))


def test_the_day_of_birth_is_what_the_number_says() -> None:
    person = {"name": "王小五", "id_number": "330702199003070011"}
    assert persons_of(tidy(BORN, table(person))) == (person | {"birth_date": "1990-03-07"},)
    other_day = table(person | {"birth_date": "19900308"})
    assert check_field(BORN, other_day, {}, on=ON) == "第 1 个人：出生日期和身份证号对不上"


@pytest.mark.parametrize(
    ("born", "sentence"),
    [
        ("20160318", None),
        ("2016-02-30", "第 1 个人：出生日期写成 2016-03-18 这样"),
        ("去年", "第 1 个人：出生日期写成 2016-03-18 这样"),
        ("2026-03-19", "第 1 个人：出生日期还没到"),
    ],
)
def test_a_day_of_birth_alone_is_held_against_the_day_of_the_application(born: str, sentence: str | None) -> None:
    by_day = replace(BORN, columns=(PersonColumn.NAME, PersonColumn.BIRTH_DATE))
    assert check_field(by_day, table({"name": "小宝", "birth_date": born}), {}, on=date(2026, 3, 18)) == sentence


def test_it_is_read_a_line_for_each_and_masked_before_others() -> None:
    value = persons_answer([CHILD, OTHER])
    assert answer_words(field("family"), value) == (
        "李小四 11010519491231002X 子女 13812345678\n王小五 330702199003070011 配偶"
    )
    assert masked_persons(field("family"), value, "en") == (
        "李*四 1101**********002X Child 138****5678\n王*五 3307**********0011 Spouse"
    )
    assert "李小四" not in masked_persons(field("family"), GIVEN["family"], "zh_CN")
