from __future__ import annotations

import pytest

from app.central.api.mailing_form import MailingForm


def test_a_slip_as_people_type_it_is_put_right() -> None:
    form = MailingForm.typed("  张 小满\n", "+86 138-0013-8000", "云溪镇\r\n安和路 12 号")
    assert form.values() == {"recipient": "张 小满", "phone": "13800138000", "address": "云溪镇 安和路 12 号"}
    assert form.errors() == {}


@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        ("1380013800", "手机号要 11 位，还差 1 位"),
        ("", "写 11 位手机号"),
        ("138001380000", "写 11 位手机号"),
        ("12800138000", "这不像手机号，再看一遍"),
    ],
)
def test_a_phone_number_that_does_not_fit_is_told_in_a_sentence(phone: str, sentence: str) -> None:
    assert MailingForm.typed("张", phone, "云溪镇安和路 12 号").errors() == {"phone": sentence}


def test_rare_characters_are_as_good_as_any() -> None:
    assert MailingForm.typed("𠮷䶮", "13800138000", "㙓州安和路 12 号").errors() == {}


def test_what_is_missing_or_too_long_is_told() -> None:
    assert set(MailingForm().errors()) == {"recipient", "phone", "address"}
    assert set(MailingForm.typed("张" * 31, "13800138000", "路" * 121).errors()) == {"recipient", "address"}
