"""等待上报 on the technician's page: how many, since when, why, what is next; nothing that tells whose case it is."""

from datetime import UTC, datetime

import pytest

from app.domain.formats import CHINA
from app.domain.outbox import Backlog, Waiting, WaitState
from app.viewmodels.waiting_rows import waiting_rows, why_words

SINCE = datetime(2026, 3, 18, 0, 5, tzinfo=UTC)
NEXT = datetime(2026, 3, 18, 1, 50, tzinfo=UTC)
NUMBER = "BM0120260318-0042"


def item(state, why="", kind="case.submitted", attempts=0, number=NUMBER):
    return Waiting("e1", kind, "01900000-0000-7000-8000-000000000001", number, state, SINCE, attempts, NEXT, why=why)


def rows(*items, online=True, waiting=1, conflicts=0, next_at=None, language="zh_CN"):
    backlog = Backlog(waiting, conflicts, oldest=SINCE, next_at=next_at, items=items)
    return waiting_rows(backlog, language, online=online)


def local(at):
    return at.astimezone(CHINA).strftime("%m-%d %H:%M")


def test_where_nothing_waits_one_calm_row_says_so():
    (whole,) = waiting_rows(Backlog(0, 0), "zh_CN", online=True)

    assert (whole["mood"], whole["state"], whole["what"]) == ("ok", "都送到了", "")


def test_with_the_line_down_nobody_has_to_do_anything():
    (whole,) = rows(item(WaitState.DUE), online=False, waiting=12)

    assert (whole["mood"], whole["what"]) == ("warn", "等待上报 12 件")
    assert "联上就送" in whole["todo"]
    assert local(SINCE) in whole["since"]


def test_a_row_that_rests_says_why_how_often_and_when_it_is_tried_again():
    whole, row = rows(item(WaitState.RESTING, "中心平台的回答不对：HTTP 503。", attempts=4), next_at=NEXT)

    assert local(NEXT) in whole["todo"]
    assert row["what"] == "办件 …0042：中心平台的回答不对：HTTP 503"
    assert local(NEXT) in row["todo"]
    assert "试过 4 次" in row["code"]


def test_what_is_parked_is_grave_and_says_what_to_do():
    whole, row = rows(item(WaitState.PARKED, "item_unknown"), waiting=0, conflicts=1)

    assert (whole["mood"], row["mood"]) == ("bad", "bad")
    assert row["what"] == "办件 …0042：中心没有这个事项"
    assert "kiosk sync release" in row["todo"]
    assert "item_unknown" in row["code"]


def test_a_refused_attachment_is_told_as_a_refused_case_is():
    _, row = rows(item(WaitState.PARKED, "attachment_sha256", kind="attachment"), waiting=0, conflicts=1)

    assert row["what"] == "附件 …0042：附件的内容和登记的不一样"
    assert "attachment_sha256" in row["code"]


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("application:agent", "这件事不能代办，中心没有收"),
        ("application:agent.paper", "没有委托书或监护证明，中心没有收"),
        ("application:agent.same_person", "代办人和本人是同一个人，中心没有收"),
        ("application:agent.relation", "代办人的信息不对，中心没有收"),
        ("application:form.phone", "中心没有收"),
    ],
)
def test_what_the_centre_has_against_an_agent_is_told_in_words(why, sentence):
    assert why_words(why, "zh_CN") == sentence


def test_that_a_number_is_another_stations_is_told_in_words():
    assert why_words("number_foreign", "zh_CN") == "这个编号在中心归别的工作站"


def test_no_row_shows_a_whole_number():
    shown = [*rows(item(WaitState.PARKED, "number_used"), item(WaitState.RESTING, "x", kind="attachment"))]

    assert not [row for row in shown for value in row.values() if NUMBER in str(value)]


def test_a_film_without_a_case_yet_has_no_number():
    _, row = rows(item(WaitState.RESTING, "x", kind="attachment", number=""))

    assert row["name"] == "附件"


@pytest.mark.parametrize("why", ["中心平台的回答不对：等了太久没有回答。", "连接不上中心平台。"])
def test_the_english_page_shows_no_chinese_reason(why):
    _, row = rows(item(WaitState.RESTING, why), language="en")

    assert why.rstrip("。") not in row["what"]
