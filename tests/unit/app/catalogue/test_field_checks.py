from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.field_checks import check_field
from app.domain.service_item import Choice, Condition, FieldType, FormField, LocalText


def field(kind: FieldType, **more: object) -> FormField:
    label = {FieldType.PHONE: "手机号", FieldType.CHOICE: "用途"}.get(kind, "单位")
    return FormField(name="x", label=LocalText(label, "Label"), type=kind, **more)  # type: ignore[arg-type]


CHOICES = (Choice("a", LocalText("甲")), Choice("b", LocalText("乙")))


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (FieldType.PHONE, "1381234567", "手机号要 11 位，还差 1 位"),
        (FieldType.PHONE, "138123456789", "手机号要 11 位，多了 1 位"),
        (FieldType.PHONE, "1381234567a", "手机号只有数字，请再看一遍"),
        (FieldType.PHONE, "１３８１２３４５６７８", "手机号只有数字，请再看一遍"),
        (FieldType.PHONE, "23812345678", "手机号开头不对，请再看一遍"),
        (FieldType.PHONE, "", "还没填手机号"),
        (FieldType.PHONE, "   ", "还没填手机号"),
        (FieldType.ID_NUMBER, "33070219900307001", "身份证号要 18 位，还差 1 位"),
        (FieldType.ID_NUMBER, "3307021990030700111", "身份证号要 18 位，多了 1 位"),
        (FieldType.ID_NUMBER, "33070219900307001A", "身份证号前 17 位是数字，最后一位是数字或 X"),
        (FieldType.ID_NUMBER, "330702199013070012", "身份证号中间 8 位不是出生日期，请再看一遍"),
        (FieldType.ID_NUMBER, "330702199003070012", "身份证号最后一位对不上，请再看一遍"),
        (FieldType.DATE, "2026/3/18", "日期写成 2026-03-18 这样"),
        (FieldType.DATE, "2026-02-30", "没有这一天，请再看一遍"),
        (FieldType.NUMBER, "三", "这里只写数字"),
        (FieldType.ADDRESS, "柳叶路", "地址要写到门牌号，再详细些"),
        (FieldType.TEXT, "甲" * 62, "最多 60 个字，多了 2 个"),
        (FieldType.TEXT, "一行\n两行", "单位里有打不出来的字符，删掉再写"),
        (FieldType.TEXT, "转\u202e向", "单位里有打不出来的字符，删掉再写"),
        (FieldType.TEXT, "\ud800", "单位里有打不出来的字符，删掉再写"),
        (FieldType.TEXT, "\uffff", "单位里有打不出来的字符，删掉再写"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(kind: FieldType, value: str, sentence: str) -> None:
    assert check_field(field(kind), value, {}) == sentence


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldType.PHONE, "13812345678"),
        (FieldType.ID_NUMBER, "330702199003070011"),
        (FieldType.ID_NUMBER, "11010519491231002x"),
        (FieldType.DATE, "2028-02-29"),
        (FieldType.NUMBER, "-12.5"),
        (FieldType.ADDRESS, "临江市青禾县云溪镇柳叶路18号"),
        (FieldType.TEXT, "O'Brien & Söhne (中国)"),
    ],
)
def test_what_holds_is_let_through(kind: FieldType, value: str) -> None:
    assert check_field(field(kind), value, {}) is None


def test_an_abolished_place_in_an_id_number_sends_nobody_away() -> None:
    assert check_field(field(FieldType.ID_NUMBER), "990101199001010019", {}) is None


def test_a_choice_must_be_one_of_those_offered() -> None:
    asked = field(FieldType.CHOICE, choices=CHOICES)
    assert check_field(asked, "a", {}) is None
    assert check_field(asked, "c", {}) == "用途里没有这个选项"
    assert check_field(asked, "", {}) == "还没选用途"


def test_a_field_may_be_left_empty_when_it_is_not_required() -> None:
    assert check_field(field(FieldType.PHONE, required=False), "", {}) is None


def test_a_field_whose_condition_does_not_hold_is_not_checked() -> None:
    asked = field(FieldType.PHONE, show_when=Condition("reason", ("other",)))
    assert check_field(asked, "1", {"reason": "move"}) is None
    assert check_field(asked, "1", {"reason": "other"}) == "手机号要 11 位，还差 10 位"


def test_the_sentence_comes_in_the_language_of_the_screen() -> None:
    assert check_field(field(FieldType.PHONE), "138", {}, "en") == "A mobile number has 11 digits, 8 missing"
    assert check_field(field(FieldType.TEXT), "", {}, "en") == "Please fill in: Label"
    assert check_field(field(FieldType.PHONE), "138", {}, "zh_TW") == "手機號要 11 位，還差 8 位"


@pytest.mark.parametrize("rare", ["䶮", "㛃", "𠮷", "𬱟", "𱍐", "\U000323af", "〇", "·", "\ue863", "龘"])
def test_rare_characters_are_welcome(rare: str) -> None:
    assert check_field(field(FieldType.TEXT), f"王{rare}", {}) is None


ideographs = st.one_of(
    *(
        st.characters(min_codepoint=first, max_codepoint=last)
        for first, last in (
            (0x3400, 0x4DBF),
            (0x4E00, 0x9FFF),
            (0x20000, 0x2A6DF),
            (0x2A700, 0x2EE5D),
            (0x30000, 0x323AF),
        )
    )
)


@given(st.text(ideographs, min_size=1, max_size=20))
def test_every_chinese_character_is_welcome_and_survives_gb18030(text: str) -> None:
    assert text.encode("gb18030").decode("gb18030") == text
    assert check_field(field(FieldType.TEXT), text, {}) is None


@given(st.sampled_from(list(FieldType)), st.text(max_size=80))
def test_no_text_whatever_makes_a_check_fall_over(kind: FieldType, value: str) -> None:
    sentence = check_field(field(kind, choices=CHOICES), value, {})
    assert sentence is None or (sentence and "{" not in sentence)
