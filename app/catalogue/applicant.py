"""The applicant of an application: the card's fields as they travel, dates in ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, NoReturn

from app.catalogue.characters import unseen
from app.catalogue.id_numbers import FOREIGNERS_CARD_2017, birth_day_in, card_number_problem
from app.domain.errors import FormInvalid
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

KEYS = tuple(each.name for each in fields(IdentityCard) if each.name != "portrait")
_KEYS = frozenset(KEYS)
DATES = {"birth_date": "出生日期", "valid_from": "有效期起", "valid_to": "有效期止"}
LONG_TERM = "valid_to"
"""None where the card says so instead of a day."""
SEXES = ("0", "1", "2", "9")  # GB/T 2261.1
LONGEST_TEXT = 120


def check_applicant(item: ServiceItem, applicant: Mapping[str, Any]) -> None:
    """Raises FormInvalid; `field` is e.g. `applicant.id_number`."""
    if not _all_hold(applicant):
        for key, value in applicant.items():
            _check_value(key, value)
    kind = applicant.get("kind") or ""
    if kind not in item.card_kinds:
        _refuse("kind", "这种证件办不了这件事", f"可以用：{'、'.join(item.card_kinds)}")
    if not (applicant.get("name") or applicant.get("name_en") or "").strip():
        _refuse("name", "还没填姓名")
    number = applicant.get("id_number") or ""
    problem = card_number_problem(kind, number)
    if problem is not None:
        _refuse("id_number", problem.zh_cn)
    if applicant.get("sex") not in SEXES:
        _refuse("sex", "性别要写 1（男）或 2（女）")
    _check_dates(kind, number, applicant)


def _all_hold(applicant: Mapping[str, Any]) -> bool:
    """One look at all of them together; where it finds anything odd, each is looked at by itself."""
    values = [*applicant.values()]
    if LONG_TERM in applicant and applicant[LONG_TERM] is None:
        values.remove(None)
    try:
        text = "".join(values)
    except TypeError:
        return False
    return text.isprintable() and _KEYS.issuperset(applicant) and max(map(len, values), default=0) <= LONGEST_TEXT


def _check_value(key: str, value: Any) -> None:
    if key not in KEYS:
        _refuse(key, f"申请人没有“{key}”这一项", f"可以写：{'、'.join(KEYS)}")
    if value is None and key in DATES:
        return
    if not isinstance(value, str):
        _refuse(key, f"申请人的“{key}”要写成文字")
    if len(value) > LONGEST_TEXT:
        _refuse(key, f"申请人的“{key}”太长，最多 {LONGEST_TEXT} 个字")
    if unseen(value):
        _refuse(key, f"申请人的“{key}”里有打不出来的字符")


def _check_dates(kind: str, number: str, applicant: Mapping[str, Any]) -> None:
    if kind == FOREIGNERS_CARD_2017 or applicant.get("birth_date") != birth_day_in(number):
        born, _, _ = [_day(key, applicant.get(key)) for key in DATES]
        if not born:
            _refuse("birth_date", "还没填出生日期")
        if kind != FOREIGNERS_CARD_2017:
            _refuse("birth_date", "出生日期和证件号码对不上")
    begins, ends = _day("valid_from", applicant.get("valid_from")), _day(LONG_TERM, applicant.get(LONG_TERM))
    if begins and ends and ends < begins:
        _refuse("valid_to", "证件有效期止早于有效期起")


def _day(key: str, value: str | None) -> str:
    """A day as it is written, which sorts as days do; empty where none is told."""
    if not value:
        return ""
    try:
        if date.fromisoformat(value).isoformat() == value:  # other ways to write a day are not taken
            return value
    except ValueError:
        pass  # told below, like any other text that is no date
    _refuse(key, f"{DATES[key]}要写成 2026-03-18 这样")


def _refuse(key: str, sentence: str, what_to_do: str = "对照证件改好再提交") -> NoReturn:
    raise FormInvalid(f"applicant.{key}", sentence, what_to_do)
