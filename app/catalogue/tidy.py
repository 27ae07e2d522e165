"""An answer as it is kept: the same thing written the same way, whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from app.catalogue.credit_codes import tidy_credit_code
from app.catalogue.persons_checks import tidy_persons
from app.catalogue.plates import tidy_plate
from app.catalogue.whereabouts_checks import tidy_place
from app.domain.named_person import person_answer, person_of
from app.domain.service_item import FieldType, FormField
from app.domain.several import answer_of, chosen_of

_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TYPED_MONEY = re.compile(r"\d{1,12}(\.\d{0,2})?", re.ASCII)
_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n?|\n)", re.ASCII)
_CENT = Decimal("0.01")


def tidy(field: FormField, value: str) -> str:
    """What does not hold is left as it was typed, so that the person finds it again."""
    by_kind = _TIDIED.get(field.type)
    if by_kind is not None:
        return by_kind(value.strip())
    by_field = _TIDIED_BY_FIELD.get(field.type)
    return value.strip() if by_field is None else by_field(field, value.strip())


def _in_order(field: FormField, value: str) -> str:
    """As they are offered, whatever was touched first; what is not offered stays, to be told."""
    order = [each.value for each in field.choices]
    return answer_of(sorted(chosen_of(value), key=lambda each: order.index(each) if each in order else len(order)))


def _money(value: str) -> str:
    plain = value.replace(",", "").replace("，", "")
    if not _TYPED_MONEY.fullmatch(plain):
        return value
    try:
        return f"{Decimal(plain).quantize(_CENT):f}"
    except InvalidOperation:
        return value


def _date(value: str) -> str:
    whole = _EIGHT_DIGITS.fullmatch(value)
    return "-".join(whole.groups()) if whole else value


def _lines(value: str) -> str:
    return _LINE_ENDS.sub("\n", value)


def _person(value: str) -> str:
    return person_answer(*person_of(value))


_TIDIED: dict[FieldType, Callable[[str], str]] = {
    FieldType.LONG_TEXT: _lines,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.ID_NUMBER: str.upper,
    FieldType.PLATE: tidy_plate,
    FieldType.CREDIT_CODE: tidy_credit_code,
    FieldType.PERSON: _person,
}
_TIDIED_BY_FIELD: dict[FieldType, Callable[[FormField, str], str]] = {
    FieldType.SEVERAL: _in_order,
    FieldType.PERSONS: tidy_persons,
    FieldType.PLACE: tidy_place,
}
