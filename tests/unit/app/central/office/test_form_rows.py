"""The answers to a form as an office reads them."""

from __future__ import annotations

import pytest

from app.central.office.fact_rows import rows_of
from tests.form_catalogue import EVERY_FIELD, FILLED


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
