"""The first letters of the Pinyin, by the order of the characters in GB/T 2312 and the lists beside it."""

from __future__ import annotations

import pytest

from app.catalogue.initials import MOST_READINGS, initials


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("身份证", "sfz"),
        ("啊座", "az"),
        ("居民户口簿", "jmhkb"),
        ("C1 驾驶证", "c1jsz"),
        ("殡葬补贴", "bzbt"),
        ("缴费（养老）", "jfyl"),
    ],
)
def test_every_common_character_has_its_letter(text: str, letters: str) -> None:
    assert initials(text)[0] == letters


@pytest.mark.parametrize(
    ("text", "letters"), [("银行", "yh"), ("重新办", "cxb"), ("会计", "kj"), ("行驶", "xs"), ("重点", "zd")]
)
def test_a_character_with_two_sounds_is_found_by_both(text: str, letters: str) -> None:
    assert letters in initials(text)


@pytest.mark.parametrize("text", ["", "licence", "？！", "C1", "㐀"])
def test_what_holds_no_known_character_has_none(text: str) -> None:
    assert initials(text) == ()


def test_many_sounds_together_stay_few_enough_to_be_looked_through() -> None:
    assert len(initials("行重长会调参单解传" * 5)) == MOST_READINGS
