"""What a formula and a condition may speak of: fields that come before, of kinds that can be worked with."""

from __future__ import annotations

from collections.abc import Mapping

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.domain.condition import Condition
from app.domain.service_item import FieldType, FormField

FIGURES = (FieldType.NUMBER, FieldType.MONEY)
BORN = (FieldType.DATE, FieldType.ID_NUMBER)


def check_formula(field: FormField, earlier: Mapping[str, FormField], place: Place) -> None:
    if field.compute is None:
        return
    if field.type not in FIGURES:
        place.say(f"只有 type 为 {listed(FIGURES)} 的项能算，去掉它，或改 type")
    if field.prefill:
        place.say("算出来的项不能再写 prefill")
    for names, kinds in ((field.compute.figures, FIGURES), (field.compute.ages, BORN)):
        for name in sorted(names):
            used = earlier.get(name)
            if used is None:
                place.say(f"前面没有“{name}”这一项，可以写：{listed(earlier) or '（前面还没有）'}")
            elif used.type not in kinds:
                place.say(f"“{name}”的 type 是 {used.type}，这里只能用 {listed(kinds)}")


def check_condition(condition: Condition, fields: Mapping[str, FormField], place: Place, where: str) -> None:
    """`where` says which fields may be named: 前面 or 表里."""
    for steps, part in condition.parts():
        spot = place
        for step in steps:
            spot = spot.at(step)
        _check_part(part, fields, spot, where)


def _check_part(part: Condition, fields: Mapping[str, FormField], place: Place, where: str) -> None:
    if not part.field:
        if not (part.all or part.any or part.but_not):
            place.say("写 field，或 all、any、not")
        return
    asked = fields.get(part.field)
    if asked is None:
        place.at("field").say(f"{where}没有“{part.field}”这一项，可以写：{listed(fields) or '（前面还没有）'}")
        return
    if not part.values and part.least is None and part.most is None and part.filled is None:
        place.at("values").say("写上哪些答案（values），或 least、most、filled")
    if (part.least is not None or part.most is not None) and asked.type not in FIGURES:
        place.say(f"“{asked.name}”的 type 是 {asked.type}，least 和 most 只能比 {listed(FIGURES)}")
    possible = [each.value for each in asked.choices]
    for value in part.values:
        if possible and value not in possible:
            place.at("values").say(f"“{asked.name}”没有“{value}”这个选项，有：{listed(possible)}")
