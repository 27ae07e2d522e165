"""What must hold of fields that ask for persons, files or a row of the record: their own keys, and no other's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.catalogue.entry import listed
from app.catalogue.findings import Place
from app.catalogue.prefill_sources import CHOSEN, EARLIER, REMEMBERED, chosen_source, kind_of_source
from app.domain.form_files import ATTACHED, MOST_PAGES
from app.domain.named_persons import PersonColumn
from app.domain.query import QueryTable
from app.domain.service_item import FieldType, FormField, ServiceItem, StepKind
from app.domain.several import BETWEEN

MOST_PERSONS = 20
KINDS = (FieldType.PERSONS, FieldType.PLACE, *ATTACHED, FieldType.ROW)
_OWN_KEYS: dict[str, tuple[FieldType, ...]] = {
    "columns": (FieldType.PERSONS,),
    "relations": (FieldType.PERSONS,),
    "attachment": ATTACHED,
    "rows": (FieldType.ROW,),
    "value": (FieldType.ROW,),
    "words": (FieldType.ROW,),
}
_NEEDED = {
    FieldType.PERSONS: ("columns",),
    FieldType.PHOTO: ("attachment",),
    FieldType.SCAN: ("attachment",),
    FieldType.SIGNATURE: ("attachment",),
    FieldType.ROW: ("rows", "value", "words"),
}
_FOR_EXAMPLE = {
    "columns": "[name, id_number, relation]",
    "attachment": "photo-of-place",
    "rows": "violations",
    "value": "number",
    "words": "[place, day, fine]",
}


def check_kind(field: FormField, place: Place) -> None:
    """What can be seen on the field alone."""
    _check_keys(field, place)
    if field.type in KINDS and field.masked:
        why = "总是遮住" if field.type is FieldType.PERSONS else "没有可遮的"
        place.at("masked").say(f"type 为 {field.type} 的项{why}，去掉 masked")
    if field.type in (*ATTACHED, FieldType.ROW) and field.prefill:
        place.at("prefill").say(f"type 为 {field.type} 的项要当场给，去掉 prefill")
    if field.type is FieldType.PERSONS:
        _check_persons(field, place)
    if field.type is FieldType.SCAN:
        _check_count(field, place, MOST_PAGES, "页")
        if field.least is not None:
            place.at("least").say("拍几页由人定，去掉 least；最多几页写 most")
    if field.locked and f"{kind_of_source(field.prefill)}." in REMEMBERED:
        place.at("locked").say("从以前办的事记下来的会变，不能锁住，去掉 locked")


def _check_keys(field: FormField, place: Place) -> None:
    for key, kinds in _OWN_KEYS.items():
        if getattr(field, key) and field.type not in kinds:
            place.at(key).say(f"只有 type 为 {listed(kinds)} 的项能写 {key}，去掉它，或改 type")
    for key in _NEEDED.get(field.type, ()):
        if not getattr(field, key):
            place.at(key).say(f"type 为 {field.type} 的项要写 {key}，像 {_FOR_EXAMPLE[key]}")


def _check_persons(field: FormField, place: Place) -> None:
    columns = field.columns
    if columns and PersonColumn.NAME not in columns:
        place.at("columns").say("要有 name")
    for column in sorted({each for each in columns if columns.count(each) > 1}):
        place.at("columns").say(f"“{column}”写了两次，要去掉一个")
    if PersonColumn.RELATION in columns and not field.relations:
        place.at("relations").say("写上可以选的关系，像 { value: child, label: { zh_CN: 子女 } }")
    if field.relations and PersonColumn.RELATION not in columns:
        place.at("columns").say("写了 relations，columns 里也要有 relation")
    values = [each.value for each in field.relations]
    for value in values:
        if BETWEEN in value:
            place.at("relations").say(f"“{value}”里不能有“{BETWEEN}”")
    for value in sorted({each for each in values if values.count(each) > 1}):
        place.at("relations").say(f"“{value}”写了两次，要改一个")
    _check_count(field, place, MOST_PERSONS, "人")


def _check_count(field: FormField, place: Place, most: int, what: str) -> None:
    for key, count in (("least", field.least), ("most", field.most)):
        if count is not None and (count != int(count) or not 1 <= count <= most):
            place.at(key).say(f"要写整数，1 到 {most}（{what}）")


def check_kind_in_item(item: ServiceItem, place: Place) -> None:
    """What needs the rest of the item: attachments once, a step that asks the register, what is asked before."""
    taken = {each.attachment: f"材料“{each.code}”" for each in item.materials if each.attachment}
    earlier: dict[str, FormField] = {}
    for at, page in enumerate(item.form):
        for number, field in enumerate(page.fields):
            spot = place.at("form").at(at).at("fields").at(number)
            if field.attachment and field.attachment in taken:
                spot.at("attachment").say(f"{taken[field.attachment]}已经用了“{field.attachment}”，换一个名字")
            elif field.attachment:
                taken[field.attachment] = f"“{field.name}”"
            if field.type is FieldType.ROW:
                _check_row(item, field, spot)
            _check_source(item, field, earlier, spot.at("prefill"))
            earlier[field.name] = field


def _check_row(item: ServiceItem, field: FormField, place: Place) -> None:
    if StepKind.QUERY not in item.steps:
        place.at("type").say(f"从查到的记录里选，steps 里要有 {StepKind.QUERY}")
    if item.query is None or not field.rows:
        return
    table = _table(item, field)
    if table is None:
        place.at("rows").say(f"query 里没有“{field.rows}”这个表，有：{listed(each.key for each in item.query.tables)}")
        return
    for key, names in (("value", (field.value,)), ("words", field.words)):
        for name in names:
            if name:
                _check_column(name, table, place.at(key))


def _table(item: ServiceItem, field: FormField) -> QueryTable | None:
    tables = item.query.tables if item.query else ()
    return next((each for each in tables if each.key == field.rows), None)


def _check_column(name: str, table: QueryTable, place: Place) -> None:
    if table.column(name) is None:
        place.say(f"“{table.key}”这个表没有“{name}”这一列，有：{listed(each.key for each in table.columns)}")


def _check_source(item: ServiceItem, field: FormField, earlier: Mapping[str, FormField], place: Place) -> None:
    source = field.prefill or ""
    if source.startswith(EARLIER):
        names = [each.name for each in item.fields()]
        if source.removeprefix(EARLIER) not in names:
            place.say(f"表里没有“{source.removeprefix(EARLIER)}”，可以写：{listed(names)}")
    if not source.startswith(CHOSEN):
        return
    name, key = chosen_source(source)
    asked: Any = earlier.get(name)
    if asked is None or asked.type is not FieldType.ROW:
        known = [each.name for each in earlier.values() if each.type is FieldType.ROW]
        place.say(f"“{name}”不是前面 type 为 row 的项，可以写：{listed(known) or '（前面还没有）'}")
        return
    table = _table(item, asked)
    if table is not None and key:
        _check_column(key, table, place)
