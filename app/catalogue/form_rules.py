"""What must hold inside the form of one item: unique names, real choices, conditions that can come true."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.catalogue.asked_at import check_asked_at
from app.catalogue.choice_checks import CHOOSING
from app.catalogue.day_order import check_order
from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.catalogue.formula_rules import check_condition, check_formula
from app.catalogue.kind_rules import KINDS, check_kind, check_kind_in_item
from app.catalogue.limit_rules import check_limits
from app.catalogue.places import check_places
from app.catalogue.prefill_sources import MORE_SOURCES, PREFILL_SOURCES, is_source
from app.domain.service_item import FieldType, FormField, ServiceItem
from app.domain.several import BETWEEN

MASKS = ("name", "id_number", "phone", "address")
MOST_FIELDS_A_PAGE = 3
NOT_LOCKED = (FieldType.LONG_TEXT, FieldType.SEVERAL, FieldType.DIVISION, FieldType.PERSON, *KINDS)
"""Where nobody could see that it is locked, and from where it came."""


def check_form_definition(item: ServiceItem, place: Place) -> None:
    earlier: dict[str, FormField] = {}
    pages: set[str] = set()
    for at, page in enumerate(item.form):
        spot = place.at("form").at(at)
        if page.name in pages:
            spot.at("name").say(f"“{page.name}”写了两次，要改一个")
        pages.add(page.name)
        if not 1 <= len(page.fields) <= MOST_FIELDS_A_PAGE:
            spot.at("fields").say(f"一页放 1 到 {MOST_FIELDS_A_PAGE} 项，现在 {len(page.fields)} 项，多的另起一页")
        for number, field in enumerate(page.fields):
            _check_field_definition(field, earlier, spot.at("fields").at(number))
            earlier[field.name] = field
    check_asked_at(item, place)
    check_kind_in_item(item, place)


def _check_field_definition(field: FormField, earlier: Mapping[str, FormField], place: Place) -> None:
    if field.name in earlier:
        place.at("name").say(f"“{field.name}”写了两次，要改一个")
    if field.prefill and not is_source(field.prefill):
        place.at("prefill").say(f"不认识“{field.prefill}”，可以写：{listed((*PREFILL_SOURCES, *MORE_SOURCES))}")
    if field.masked and field.masked not in MASKS:
        place.at("masked").say(f"不认识“{field.masked}”，可以写：{listed(MASKS)}")
    if field.locked and not field.prefill:
        place.at("locked").say("锁住的项要写 prefill，不然永远是空的")
    if field.type is FieldType.PERSON and (field.prefill or field.masked):
        place.at("prefill" if field.prefill else "masked").say("person 是另外一个人，不从证件填，总是遮住；去掉这个键")
    if field.locked and field.type in NOT_LOCKED:
        place.at("locked").say(f"type 为 {field.type} 的项不能锁住，去掉 locked")
    _check_pattern(field, place)
    _check_choices(field, place)
    check_limits(field, place)
    check_order(field, earlier, place)
    check_places(field, place)
    check_kind(field, place)
    check_formula(field, earlier, place.at("compute"))
    if field.show_when is not None:
        check_condition(field.show_when, earlier, place.at("show_when"), "前面")


def _check_pattern(field: FormField, place: Place) -> None:
    if field.example and field.type is not FieldType.TEXT:
        place.at("example").say("只有 type 为 text 的项能写 example，去掉它")
    if not field.pattern:
        return
    try:
        holds = re.fullmatch(field.pattern, field.example) is not None
    except re.error as error:
        place.at("pattern").say(f"这个正则写得不对（{error.msg}），要写 Python 的正则，像 [A-Z]\\d+")
    else:
        if not field.example:
            place.at("example").say("有 pattern 的要写一个填对了的样子")
        elif not holds:
            place.at("example").say(f"“{field.example}”不符合 pattern，要写一个填对了的")
    if field.pattern_words is None:
        place.at("pattern_words").say("写上要怎么填，填错时给人看")
    if field.type is not FieldType.TEXT:
        place.at("pattern").say("只有 type 为 text 的项能写 pattern，去掉它，或改 type")


def _check_choices(field: FormField, place: Place) -> None:
    values = [each.value for each in field.choices]
    if field.type in CHOOSING and len(values) < 2:
        place.at("choices").say("至少写两个选项，像 { value: a, label: { zh_CN: … } }")
    if field.type not in CHOOSING and values:
        place.at("choices").say(f"只有 type 为 {listed(CHOOSING)} 的项有选项，去掉它，或改 type")
    for value in values:
        if BETWEEN in value:
            place.at("choices").say(f"“{value}”里不能有“{BETWEEN}”")
    for value in sorted({each for each in values if values.count(each) > 1}):
        place.at("choices").say(f"“{value}”写了两次，要改一个")
