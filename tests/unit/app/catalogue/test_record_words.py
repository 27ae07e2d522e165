"""What an office answered, in words."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue.record_words import Speech, fact_lines, tables
from app.domain.choice import Choice
from app.domain.local_text import LocalText
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable

STATES = (Choice("on", LocalText("在缴", "Paying")), Choice("off", LocalText("停了", "Stopped")))
QUERY = Query(
    LocalText("缴费明细"),
    LocalText("没有查到。"),
    facts=(
        QueryColumn("name", LocalText("姓名"), AnswerType.NAME),
        QueryColumn("balance", LocalText("余额", "Balance"), AnswerType.MONEY),
        QueryColumn("period.to", LocalText("缴到"), AnswerType.MONTH),
        QueryColumn("since", LocalText("参保日期"), AnswerType.DATE),
        QueryColumn("state", LocalText("状态", "State"), AnswerType.CHOICE, STATES),
    ),
    tables=(
        QueryTable(
            "months",
            LocalText("每月缴费", "Months"),
            (
                QueryColumn("month", LocalText("月份", "Month"), AnswerType.MONTH),
                QueryColumn("paid", LocalText("个人缴", "You paid"), AnswerType.MONEY),
            ),
            total=("paid",),
        ),
    ),
)
RECORD: dict[str, Any] = {
    "name": "张小满",
    "balance": 481250,
    "period": {"to": "2026-03"},
    "since": "2011-07-01",
    "state": "on",
    "months": [{"month": "2026-03", "paid": 10050}, {"month": "2026-02", "paid": 9950}],
}


def lines(record: dict[str, Any], speech: Speech) -> dict[str, str]:
    return {each.label: each.value for each in fact_lines(QUERY, record, speech)}


def test_lines_are_said_in_chinese_with_names_in_full_on_paper() -> None:
    assert lines(RECORD, Speech()) == {
        "姓名": "张小满",
        "余额": "4,812.50 元",
        "缴到": "2026年3月",
        "参保日期": "2011年7月1日",
        "状态": "在缴",
    }


def test_names_are_masked_on_the_screen_and_words_are_said_in_its_language() -> None:
    said = lines(RECORD, Speech("en", masked=True))
    assert said["姓名"] == "张*满"
    assert (said["Balance"], said["State"], said["参保日期"]) == ("4,812.50 yuan", "Paying", "1 Jul 2011")


def test_what_the_office_does_not_say_has_no_line() -> None:
    assert lines({"state": "off"}, Speech()) == {"状态": "停了"}


def test_a_table_has_its_sums_at_the_foot() -> None:
    (table,) = tables(QUERY, RECORD, Speech())
    assert [(each.label, each.is_figure) for each in table.columns] == [("月份", False), ("个人缴（元）", True)]
    assert table.rows == (("2026-03", "100.50"), ("2026-02", "99.50"))
    assert table.totals == ("合计", "200.00")


def test_one_row_needs_no_sum_and_no_row_is_an_answer_too() -> None:
    (one,) = tables(QUERY, {"months": RECORD["months"][:1]}, Speech())
    assert one.totals == ()
    (none,) = tables(QUERY, {}, Speech())
    assert (none.rows, none.totals) == ((), ())


@pytest.mark.parametrize("odd", ["lots", None, True, {"a": 1}, [1]])
def test_a_value_of_another_kind_is_shown_as_it_is(odd: Any) -> None:
    """A register is a stranger: nothing it says may stop the page."""
    record = {**RECORD, "balance": odd, "since": odd, "months": [{"month": odd, "paid": odd}, "no row", {"paid": 100}]}
    fact_lines(QUERY, record, Speech(masked=True))
    (table,) = tables(QUERY, record, Speech())
    assert len(table.rows) == 2
