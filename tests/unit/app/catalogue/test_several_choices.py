"""Several choices in one answer."""

from __future__ import annotations

import pytest

from app.catalogue.answer_words import answer_words
from app.catalogue.tidy import tidy
from app.domain.service_item import Condition
from tests.form_catalogue import field
from tests.unit.app.catalogue.form_kinds import said


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "还没选难处"),
        ("|", "还没选难处"),
        ("illness|cold", "难处里没有这个选项"),
        ("illness|illness", "同一项选了两次"),
        ("illness|study|disability|no_work", "最多选 3 项"),
        ("illness|study|disability", None),
        ("other", None),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(value: str, sentence: str | None) -> None:
    assert said("hardship", value) == sentence


def test_the_sentence_comes_in_english() -> None:
    assert said("hardship", "illness|study|disability|no_work", "en") == "Choose at most 3"


def test_they_are_kept_in_the_order_in_which_they_are_offered() -> None:
    assert tidy(field("hardship"), "other|illness|study") == "illness|study|other"


def test_they_are_read_by_their_labels() -> None:
    assert answer_words(field("hardship"), "illness|study") == "有人生病、有人上学"
    assert answer_words(field("hardship"), "illness|study", "en") == "Somebody is ill, Somebody studies"


def test_a_condition_holds_where_one_of_them_was_chosen() -> None:
    condition = Condition("hardship", ("illness", "disability"))
    assert condition.holds({"hardship": "study|illness"})
    assert not condition.holds({"hardship": "study|no_work"})
    assert not condition.holds({})
