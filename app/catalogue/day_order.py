"""Two dates of one form in their order: the second names the first, which is asked before it.

The reader only knows the name; `linked` gives the words and the condition of the field that is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from app.catalogue.entry import listed
from app.catalogue.filled import filled
from app.catalogue.findings import Place
from app.domain.day_limit import DayLimit
from app.domain.service_item import FieldType, FormField, FormPage, LocalText, OtherDay

_BEFORE = LocalText("不能早于“{other}”（{day}）", "No earlier than “{other}” ({day})", "不能早於“{other}”（{day}）")
_AFTER = LocalText("不能晚于“{other}”（{day}）", "No later than “{other}” ({day})", "不能晚於“{other}”（{day}）")


def linked(pages: Iterable[FormPage]) -> tuple[FormPage, ...]:
    """The pages with what each date is compared with; a name that is none stays, and is refused by `check_order`."""
    earlier: dict[str, FormField] = {}
    made = []
    for page in pages:
        fields = []
        for field in page.fields:
            fields.append(
                replace(field, not_before=_meant(field.not_before, earlier), not_after=_meant(field.not_after, earlier))
            )
            earlier.setdefault(field.name, field)
        made.append(replace(page, fields=tuple(fields)))
    return tuple(made)


def _meant(other: OtherDay | None, earlier: Mapping[str, FormField]) -> OtherDay | None:
    found = earlier.get(other.field) if other is not None else None
    return other if other is None or found is None else OtherDay(other.field, found.label, found.show_when)


def order_problem(field: FormField, value: str, values: Mapping[str, str]) -> LocalText | None:
    """What is wrong with a date beside the other one, or None: also where the other is not asked, or is no day yet."""
    day = _day(value)
    for other, words in ((field.not_before, _BEFORE), (field.not_after, _AFTER)):
        beside = _other_day(other, values)
        if day is None or beside is None or other is None:
            continue
        if day < beside if words is _BEFORE else day > beside:
            return filled(words, other=other.label or other.field, day=beside.isoformat())
    return None


def _other_day(other: OtherDay | None, values: Mapping[str, str]) -> date | None:
    if other is None or (other.show_when is not None and not other.show_when.holds(values)):
        return None
    return _day(values.get(other.field, ""))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def in_order(field: FormField, values: Mapping[str, str], on: date) -> FormField:
    """The field with limits that keep the order with these answers, for whoever makes an answer up."""
    first, last = _other_day(field.not_before, values), _other_day(field.not_after, values)
    if first is not None and (field.earliest is None or field.earliest.on(on) < first):
        field = replace(field, earliest=DayLimit(first))
    if last is not None and (field.latest is None or field.latest.on(on) > last):
        field = replace(field, latest=DayLimit(last))
    return field


def check_order(field: FormField, earlier: Mapping[str, FormField], place: Place) -> None:
    """Whether what it names is there, is a date and is asked before it."""
    for key, other in (("not_before", field.not_before), ("not_after", field.not_after)):
        if other is None:
            continue
        if field.type is not FieldType.DATE:
            place.at(key).say(f"只有 type 为 {FieldType.DATE} 的项能写 {key}，去掉它，或改 type")
        days = listed(each.name for each in earlier.values() if each.type is FieldType.DATE) or "（前面还没有日期）"
        meant = earlier.get(other.field)
        if meant is None:
            place.at(key).say(f"前面没有“{other.field}”这一项，可以写：{days}")
        elif meant.type is not FieldType.DATE:
            place.at(key).say(f"“{other.field}”的 type 是 {meant.type}，只能和日期比：{days}")
    if field.not_before is not None and field.not_before == field.not_after:
        place.at("not_after").say("和 not_before 是同一项，就只能是同一天：去掉一个")
