"""One choice or several, against those that are offered."""

from __future__ import annotations

from app.catalogue.filled import filled
from app.domain.service_item import FieldType, FormField, LocalText
from app.domain.several import chosen_of

CHOOSING = (FieldType.CHOICE, FieldType.SEVERAL)

NO_CHOICE = LocalText("{label}里没有这个选项", "There is no such choice for: {label}", "{label}裡沒有這個選項")
_TWICE = LocalText("同一项选了两次", "The same was chosen twice", "同一項選了兩次")
_TOO_FEW = LocalText("最少选 {n} 项", "Choose at least {n}", "最少選 {n} 項")
_TOO_MANY = LocalText("最多选 {n} 项", "Choose at most {n}", "最多選 {n} 項")


def choice_problem(field: FormField, value: str) -> LocalText | None:
    """What is wrong with a choice, or None."""
    for each in field.choices:
        if each.value == value:
            return None
    return NO_CHOICE


def several_problem(field: FormField, value: str) -> LocalText | None:
    """What is wrong with several choices, or None."""
    values = chosen_of(value)
    if not set(values) <= {each.value for each in field.choices}:
        return NO_CHOICE
    if len(set(values)) != len(values):
        return _TWICE
    if field.least is not None and len(values) < field.least:
        return filled(_TOO_FEW, n=f"{field.least:f}")
    if field.most is not None and len(values) > field.most:
        return filled(_TOO_MANY, n=f"{field.most:f}")
    return None
