"""One answer against one field: a sentence for under its label, or nothing when it holds.

Any character of GB 18030 is welcome, rare ones in names above all; what cannot be seen or printed is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from app.catalogue.characters import unseen
from app.catalogue.choice_checks import CHOOSING, NO_CHOICE, choice_problem, several_problem
from app.catalogue.credit_codes import credit_code_problem
from app.catalogue.day_order import order_problem
from app.catalogue.file_checks import MISSING, file_problem
from app.catalogue.id_numbers import counted, id_number_problem
from app.catalogue.limit_checks import date_problem, money_problem, number_problem
from app.catalogue.person_checks import person_problem
from app.catalogue.persons_checks import persons_problem
from app.catalogue.places import division_problem
from app.catalogue.plates import plate_problem
from app.catalogue.tidy import tidy
from app.catalogue.whereabouts_checks import place_problem
from app.domain.form_files import ATTACHED
from app.domain.formats import china_today
from app.domain.service_item import FieldType, FormField, LocalText

PHONE_DIGITS = 11
_CHOSEN = (*CHOOSING, FieldType.DIVISION, FieldType.ROW)
SHORTEST_ADDRESS = 5

_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)

_EMPTY = LocalText("还没填{label}", "Please fill in: {label}", "還沒填{label}")
_UNCHOSEN = LocalText("还没选{label}", "Please choose: {label}", "還沒選{label}")
_UNSEEN = LocalText(
    "{label}里有打不出来的字符，删掉再写",
    "{label} holds a character that cannot be printed",
    "{label}裡有打不出來的字元，刪掉再寫",
)
_TOO_LONG = LocalText(
    "最多 {most} 个字，多了 {n} 个", "At most {most} characters, {n} too many", "最多 {most} 個字，多了 {n} 個"
)
_PHONE_SHORT = LocalText(
    "手机号要 11 位，还差 {n} 位", "A mobile number has 11 digits, {n} missing", "手機號要 11 位，還差 {n} 位"
)
_PHONE_LONG = LocalText(
    "手机号要 11 位，多了 {n} 位", "A mobile number has 11 digits, {n} too many", "手機號要 11 位，多了 {n} 位"
)
_PHONE_FORM = LocalText(
    "手机号只有数字，请再看一遍", "A mobile number has digits only, please look again", "手機號只有數字，請再看一遍"
)
_PHONE_START = LocalText(
    "手机号开头不对，请再看一遍",
    "A mobile number does not begin like this, please look again",
    "手機號開頭不對，請再看一遍",
)
_ADDRESS_SHORT = LocalText(
    "地址要写到门牌号，再详细些", "Please add the street and house number", "地址要寫到門牌號，再詳細些"
)


def check_field(
    field: FormField, value: str, values: Mapping[str, str], language: str = "zh_CN", on: date | None = None
) -> str | None:
    """The sentence for what is wrong with `value`, or None. `values` are all answers so far: a field whose
    condition does not hold is not asked, so nothing is wrong with it. `on` is the day of the application, None today.
    """
    if field.show_when is not None and not field.show_when.holds(values):
        return None
    answer = tidy(field, value)
    problem = _problem(field, answer, on or china_today())
    if problem is None and (field.not_before is not None or field.not_after is not None):
        problem = order_problem(field, answer, values)
    if problem is None:
        return None
    sentence = problem.in_language(language)
    return sentence.format(label=field.label.in_language(language), most=field.max_length)


def _problem(field: FormField, value: str, on: date) -> LocalText | None:
    if not value:
        if not field.required or field.compute is not None:
            return None
        return MISSING.get(field.type) or (_UNCHOSEN if field.type in _CHOSEN else _EMPTY)
    if unseen(value.replace("\n", "") if field.type is FieldType.LONG_TEXT else value):
        return _UNSEEN
    if field.type in CHOOSING:
        return (choice_problem if field.type is FieldType.CHOICE else several_problem)(field, value)
    if field.type in ATTACHED:
        return file_problem(field, value)
    match field.type:
        case FieldType.DIVISION:
            return division_problem(field, value)
        case FieldType.PLACE:
            return place_problem(field, value)
        case FieldType.PERSONS:
            return persons_problem(field, value, on)
        case _:
            return _problem_of_line(field, value, on)


def _problem_of_line(field: FormField, value: str, on: date) -> LocalText | None:
    problem = _problem_of_kind(field, value, on)
    if field.pattern and not re.fullmatch(field.pattern, value, re.ASCII):
        problem = field.pattern_words or NO_CHOICE
    if problem is None and len(value) > field.max_length:
        return _with_count(_TOO_LONG, len(value) - field.max_length)
    return problem


def _problem_of_kind(field: FormField, value: str, on: date) -> LocalText | None:
    match field.type:
        case FieldType.NUMBER:
            return number_problem(field, value)
        case FieldType.MONEY:
            return money_problem(field, value)
        case FieldType.DATE:
            return date_problem(field, value, on)
        case _:
            check = _CHECKS.get(field.type)
            return check(value) if check else None


def _phone_problem(value: str) -> LocalText | None:
    if not _DIGITS.fullmatch(value):
        return _PHONE_FORM
    missing = PHONE_DIGITS - len(value)
    if missing > 0:
        return counted(_PHONE_SHORT, missing)
    if missing < 0:
        return counted(_PHONE_LONG, -missing)
    return None if _PHONE.fullmatch(value) else _PHONE_START


def _address_problem(value: str) -> LocalText | None:
    return _ADDRESS_SHORT if len(value) < SHORTEST_ADDRESS else None


def _with_count(text: LocalText, count: int) -> LocalText:
    """`{n}` filled in, `{most}` left for the field's own figure."""
    return LocalText(*(each.replace("{n}", str(count)) for each in (text.zh_cn, text.en, text.zh_tw)))


_CHECKS: dict[FieldType, Callable[[str], LocalText | None]] = {
    FieldType.PHONE: _phone_problem,
    FieldType.ADDRESS: _address_problem,
    FieldType.ID_NUMBER: id_number_problem,
    FieldType.PLATE: plate_problem,
    FieldType.CREDIT_CODE: credit_code_problem,
    FieldType.PERSON: person_problem,
}
