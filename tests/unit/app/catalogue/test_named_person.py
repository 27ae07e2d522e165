"""Somebody beside the applicant: name and ID number in one answer."""

from __future__ import annotations

import pytest

from app.catalogue.answer_words import answer_words
from app.catalogue.review import review_rows
from app.catalogue.tidy import tidy
from tests.form_catalogue import EVERY_FIELD, FILLED, field
from tests.unit.app.catalogue.form_kinds import said
from tests.unit.app.catalogue.test_forms import CARD


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", None),
        ("|", None),
        ("李小四", "还没填身份证号"),
        ("|11010519491231002X", "还没填姓名"),
        ("李小四|1101051949123100", "身份证号要 18 位，还差 2 位"),
        ("李小四|110105194912310021", "身份证号最后一位对不上，请再看一遍"),
        ("李\u202e小四|11010519491231002X", "联系人里有打不出来的字符，删掉再写"),
        ("阿卜杜热合曼·买买提依明江|11010519491231002x", None),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(value: str, sentence: str | None) -> None:
    assert said("contact", value) == sentence


def test_it_is_kept_without_blanks_and_with_a_capital_x() -> None:
    assert tidy(field("contact"), " 李小四 | 11010519491231002x ") == "李小四|11010519491231002X"


def test_it_is_masked_before_signing_and_whole_only_for_who_holds_the_finger_down() -> None:
    [row] = [each for each in review_rows(EVERY_FIELD, FILLED, CARD) if each.field_name == "contact"]
    assert (row.shown, row.full) == ("李*四 1101**********002X", "李小四 11010519491231002X")
    assert answer_words(field("contact"), FILLED["contact"], "en") == row.full
