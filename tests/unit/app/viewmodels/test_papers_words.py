"""What the amber panel says of a certificate that did not come out: when it may be tried again, and while it is."""

from __future__ import annotations

from typing import Any

import pytest

from app.journeys.states import Finished, Paper
from app.viewmodels.papers_words import papers_words
from tests.journeys.items import ALL_STEPS, CASE, item


def said(**values: Any) -> str:
    state = Finished(
        item(template="t"), ALL_STEPS, CASE, "张*三", at_centre=True, **{"receipt": Paper.PRINTED, **values}
    )
    return "|".join(papers_words(state).values())


def test_only_where_nothing_came_out_another_try_is_offered() -> None:
    assert "再打一次" in said(certificate=Paper.FAILED, can_print_again=True)
    assert "再打一次" not in said(certificate=Paper.FAILED)
    assert "补打" in said(certificate=Paper.FAILED)


@pytest.mark.parametrize("receipt", [Paper.PRINTED, Paper.FAILED])
def test_while_it_is_tried_again_nobody_is_told_to_take_it(receipt: Paper) -> None:
    words = said(certificate=Paper.PRINTING, receipt=receipt)
    assert "正在再打一次" in words
    assert "请拿走证明" not in words
    assert "打好了" not in words
