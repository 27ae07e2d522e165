"""The quick look says what the slow one says."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.catalogue.characters import _is_unseen, unseen


@given(some.text(alphabet=some.characters()))
def test_a_text_is_unseen_where_one_of_its_characters_is(text: str) -> None:
    assert unseen(text) == any(_is_unseen(each) for each in text)


def test_no_character_at_all_is_judged_differently_by_the_quick_look() -> None:
    assert not [point for point in range(sys.maxunicode + 1) if unseen(chr(point)) != _is_unseen(chr(point))]


@pytest.mark.parametrize("text", ["张三", "𠮷㐂", "\U000323b0", "a b", "全角　空格", ""])
def test_what_can_be_seen_may_stand_there(text: str) -> None:
    assert not unseen(text)


@pytest.mark.parametrize("text", ["张\u200b三", "\u202e123", "\ufdd0", "\U0001ffff", "a\nb", "\x00", "\u2028"])
def test_what_nobody_sees_may_not(text: str) -> None:
    assert unseen(text)
