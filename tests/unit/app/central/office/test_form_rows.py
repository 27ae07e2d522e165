"""The answers to a form as an office reads them."""

from __future__ import annotations

import pytest

from app.central.office.fact_rows import rows_of
from tests.form_catalogue import EVERY_FIELD, EVERY_THING, FILLED, GIVEN


@pytest.mark.parametrize("in_full", [False, True])
def test_an_office_reads_every_answer_in_words(in_full: bool) -> None:
    rows = {row.label: row.value for row in rows_of(EVERY_FIELD, "form", FILLED, in_full=in_full)}
    assert rows["每月收入"] == "3200.50 元"
    assert rows["一起住的人"] == "3 人"
    assert rows["每人每月"] == "1066.83 元"
    assert rows["联系人"] == ("李小四 11010519491231002X" if in_full else "李*四 1101**********002X")
    assert rows["难处"] == "有人生病、有人上学"
    assert rows["所在地区"] == "浙江省 临江市 青禾县 云溪镇"
    assert rows["车牌号"] == "浙GD12345"


def test_the_lines_of_a_long_answer_reach_the_office_as_lines() -> None:
    [row] = [each for each in rows_of(EVERY_FIELD, "form", FILLED, in_full=True) if each.label == "申请理由"]
    assert row.value == FILLED["reason"]
    assert "\n" in row.value


@pytest.mark.parametrize("in_full", [False, True])
def test_an_office_reads_persons_a_place_and_what_was_taken(in_full: bool) -> None:
    rows = {row.label: row.value for row in rows_of(EVERY_THING, "form", GIVEN, in_full=in_full)}
    assert ("李小四" in rows["家庭成员"]) is in_full
    assert rows["家庭成员"].splitlines()[1].startswith("王小五 330702" if in_full else "王*五 3307**********0011 配偶")
    assert rows["地点"] == "云溪镇 菜市场南门口（集市网格）"
    assert rows["网格责任单位"] == "云溪镇老街社区"
    assert (rows["问题照片"], rows["书面材料"], rows["证人签名"]) == ("拍好了", "2 页", "签好了")


def test_a_place_nobody_can_read_breaks_no_page() -> None:
    rows = {row.label: row.value for row in rows_of(EVERY_THING, "form", {"where": "[1", "family": "x"}, in_full=False)}
    assert rows == {"地点": "[1", "家庭成员": "***"}
