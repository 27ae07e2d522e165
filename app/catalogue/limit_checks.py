"""Figures and days against the limits of their field, in words with the limit in them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from app.catalogue.filled import filled
from app.domain.service_item import FieldType, FormField, LocalText

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_NUMBER_FORM = LocalText("这里只写数字", "Digits only, please", "這裡只寫數字")
_WHOLE_FORM = LocalText("这里只写整数", "A whole number, please", "這裡只寫整數")
_PLACES = LocalText("小数点后最多 {n} 位", "At most {n} digits after the point", "小數點後最多 {n} 位")
_MONEY_FORM = LocalText(
    "金额写成 1234.50 这样，最多两位小数", "Write the amount like 1234.50", "金額寫成 1234.50 這樣，最多兩位小數"
)
_TOO_LITTLE = LocalText("不能少于 {limit}", "No less than {limit}", "不能少於 {limit}")
_TOO_MUCH = LocalText("不能多于 {limit}", "No more than {limit}", "不能多於 {limit}")
_DATE_FORM = LocalText("日期写成 2026-03-18 这样", "Write the date like 2026-03-18", "日期寫成 2026-03-18 這樣")
_NO_SUCH_DATE = LocalText("没有这一天，请再看一遍", "There is no such day, please look again", "沒有這一天，請再看一遍")
_TOO_EARLY = LocalText("不能早于 {limit}", "No earlier than {limit}", "不能早於 {limit}")
_TOO_LATE = LocalText("不能晚于 {limit}", "No later than {limit}", "不能晚於 {limit}")
YUAN = LocalText("元", "yuan", "元")


def number_problem(field: FormField, value: str) -> LocalText | None:
    """What is wrong with a number, or None."""
    if not _NUMBER.fullmatch(value):
        return _NUMBER_FORM
    places = len(value.partition(".")[2])
    if field.decimals == 0 and not _WHOLE.fullmatch(value):
        return _WHOLE_FORM
    if field.decimals is not None and places > field.decimals:
        return filled(_PLACES, n=str(field.decimals))
    return bounds_problem(field, Decimal(value))


def money_problem(field: FormField, value: str) -> LocalText | None:
    """What is wrong with an amount in yuan, or None."""
    return bounds_problem(field, Decimal(value)) if _MONEY.fullmatch(value) else _MONEY_FORM


def bounds_problem(field: FormField, figure: Decimal) -> LocalText | None:
    if field.least is not None and figure < field.least:
        return filled(_TOO_LITTLE, limit=with_unit(field, field.least))
    if field.most is not None and figure > field.most:
        return filled(_TOO_MUCH, limit=with_unit(field, field.most))
    return None


def with_unit(field: FormField, figure: Decimal | str) -> LocalText:
    """`3 人`, `1000 元`; the bare figure where it counts nothing."""
    unit = YUAN if field.type is FieldType.MONEY else field.unit
    number = f"{figure:f}" if isinstance(figure, Decimal) else figure
    return filled(LocalText("{figure} {unit}"), figure=number, unit=unit) if unit else LocalText(number)


def date_problem(field: FormField, value: str, on: date) -> LocalText | None:
    """What is wrong with a date on the day of the application, or None."""
    if not _ISO_DATE.fullmatch(value):
        return _DATE_FORM
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return _NO_SUCH_DATE
    if field.earliest is not None and day < field.earliest.on(on):
        return filled(_TOO_EARLY, limit=field.earliest.on(on).isoformat())
    if field.latest is not None and day > field.latest.on(on):
        return filled(_TOO_LATE, limit=field.latest.on(on).isoformat())
    return None
