"""What cannot be decided, or not so, is told in words on the same page, with what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.central.administration import Administration
from app.central.storage.database import Database
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent
from tests.central.office.test_deciding import rows


@pytest.mark.parametrize(
    ("decision", "told", "words"),
    [
        ("return", {"reason": "不清楚"}, "补正要指明一个部分"),
        ("return", {"part": "photo", "reason": "不清楚"}, "补正要指明一个部分"),
        ("return", {"part": "all", "reason": "不清楚"}, "没有“all”这一部分"),
        ("return", {"part": "video", "reason": "  "}, "要写明原因"),
        ("refuse", {}, "要写明原因"),
        ("refuse", {"reason": "长" * 501}, "原因太长"),
        ("burn", {"reason": "因为"}, "没有这种决定"),
        ("", {}, "没有这种决定"),
    ],
)
def test_what_cannot_be_decided_is_told_in_words_and_nothing_is_kept(
    somebody: Callable[..., Browser],
    sent: Callable[..., Sent],
    database: Database,
    decision: str,
    told: dict[str, str],
    words: str,
) -> None:
    hospital, case = somebody("hospital"), sent()
    answer = hospital.decide(case.id, decision, **told)
    assert answer.status_code == 409
    assert words in answer.text
    assert told.get("reason", "").strip() in answer.text  # what was typed is not lost
    assert rows(database, case.id) == []


def test_a_whole_case_is_returned_by_one_named_part_too(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    licensing, case = somebody("licensing"), sent(WHOLE_ITEM)
    for part, words in (("", "补正要指明一个部分"), ("nothing", "没有“nothing”这一部分"), ("all", "没有“all”这一部分")):
        answer = licensing.decide(case.id, "return", part=part, reason="不清楚")
        assert answer.status_code == 409
        assert words in answer.text
    assert rows(database, case.id) == []
    assert licensing.decide(case.id, "return", part="form", reason="不清楚").status_code == 303


def test_words_left_in_a_hidden_field_do_not_travel_with_an_acceptance(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    licensing, case = somebody("licensing"), sent(WHOLE_ITEM)
    assert licensing.decide(case.id, "accept", part="form", reason="想过要退回").status_code == 303
    told = office.get_case(case.id)
    assert (told["status"], told["reason"], told["decisions"][0]["reason"]) == ("accepted", "", "")
