"""Which limits a field may name, and that they leave something between them."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.domain.day_limit import DayLimit
from app.domain.service_item import FieldType, FormField

FIGURES = (FieldType.NUMBER, FieldType.MONEY, FieldType.SEVERAL, FieldType.PERSONS, FieldType.SCAN)
_SOME_DAY = date(2026, 1, 1)
"""Two counted days keep their order from whatever day they are counted."""


def check_limits(field: FormField, place: Place) -> None:
    _only_for(field, place, {"least": field.least, "most": field.most}, FIGURES)
    _only_for(field, place, {"unit": field.unit, "decimals": field.decimals}, (FieldType.NUMBER,))
    _only_for(field, place, {"earliest": field.earliest, "latest": field.latest}, (FieldType.DATE,))
    if field.least is not None and field.most is not None and field.least > field.most:
        place.at("most").say(f"比 least（{field.least:f}）小，怎么填都不对：要写 {field.least:f} 或更大的数")
    if field.type is FieldType.SEVERAL:
        _check_counts(field, place)
    if _are_the_wrong_way_round(field.earliest, field.latest):
        place.at("latest").say("比 earliest 早，怎么填都不对：要写同一天或以后")


def _check_counts(field: FormField, place: Place) -> None:
    """Of several choices, limits say how many."""
    for key, count in (("least", field.least), ("most", field.most)):
        if count is not None and (count != int(count) or not 1 <= count <= len(field.choices)):
            place.at(key).say(f"要写整数，1 到 {len(field.choices)}（一共这么多选项）")


def _are_the_wrong_way_round(first: DayLimit | None, last: DayLimit | None) -> bool:
    if first is None or last is None or first.is_counted != last.is_counted:
        return False  # which of a day of the calendar and a counted one comes first depends on the day
    return first.on(_SOME_DAY) > last.on(_SOME_DAY)


def _only_for(field: FormField, place: Place, values: dict[str, Any], kinds: tuple[FieldType, ...]) -> None:
    for key, value in values.items():
        if value is not None and field.type not in kinds:
            place.at(key).say(f"只有 type 为 {listed(kinds)} 的项能写 {key}，去掉它，或改 type")
