"""Forms, materials and other parts of an item file, read into the words of `app.domain.service_item`."""

from __future__ import annotations

from app.catalogue.entry import Entry
from app.domain.divisions import Level
from app.domain.formula import Formula, FormulaWrong, read_formula
from app.domain.named_persons import PersonColumn
from app.domain.person_file import REUSABLE
from app.domain.service_item import (
    Choice,
    Condition,
    Fee,
    FieldType,
    FormField,
    FormPage,
    LocalText,
    Material,
    MaterialSource,
    Milestone,
    OtherDay,
    Result,
    StepKind,
)


def read_page(entry: Entry) -> FormPage:
    page = FormPage(
        name=entry.text("name"),
        title=entry.local("title"),
        help=entry.optional_local("help") or LocalText(""),
        fields=tuple(read_field(each) for each in entry.entries("fields")),
        at=entry.one_of("at", StepKind, default=StepKind.FORM),
    )
    entry.close()
    return page


MOST_LETTERS = 60
MOST_LETTERS_OF_LINES = 500
MOST_DECIMALS = 9


def read_field(entry: Entry) -> FormField:
    kind = entry.one_of("type", FieldType)
    room = MOST_LETTERS_OF_LINES if kind is FieldType.LONG_TEXT else MOST_LETTERS
    field = FormField(
        name=entry.text("name"),
        label=entry.local("label"),
        type=kind,
        required=entry.yes_no("required", default=True),
        prefill=entry.text("prefill", default="") or None,
        locked=entry.yes_no("locked", default=False),
        choices=tuple(read_choice(each) for each in entry.entries("choices", default=())),
        max_length=entry.whole("max_length", default=room, least=1),
        help=entry.optional_local("help"),
        show_when=read_condition(entry.entry("show_when")) if entry.has("show_when") else None,
        masked=entry.text("masked", default="") or None,
        pattern=entry.text("pattern", default=""),
        pattern_words=entry.optional_local("pattern_words"),
        example=entry.text("example", default=""),
        least=entry.decimal("least"),
        most=entry.decimal("most"),
        decimals=entry.whole("decimals", most=MOST_DECIMALS) if entry.has("decimals") else None,
        unit=entry.optional_local("unit"),
        earliest=entry.day_limit("earliest"),
        latest=entry.day_limit("latest"),
        not_before=OtherDay(entry.text("not_before")) if entry.has("not_before") else None,
        not_after=OtherDay(entry.text("not_after")) if entry.has("not_after") else None,
        compute=_read_formula(entry),
        within=entry.text("within", default=""),
        down_to=entry.one_of("down_to", Level, default=Level.TOWNSHIP),
        columns=entry.many_of("columns", PersonColumn, default=()),
        relations=tuple(read_choice(each) for each in entry.entries("relations", default=())),
        attachment=entry.text("attachment", default=""),
        rows=entry.text("rows", default=""),
        value=entry.text("value", default=""),
        words=entry.texts("words", default=()),
    )
    entry.close()
    return field


def read_choice(entry: Entry) -> Choice:
    choice = Choice(value=entry.text("value"), label=entry.local("label"))
    entry.close()
    return choice


def read_condition(entry: Entry) -> Condition:
    condition = Condition(
        field=entry.text("field", default=""),
        values=entry.texts("values", default=()),
        least=entry.decimal("least"),
        most=entry.decimal("most"),
        filled=entry.yes_no("filled", default=False) if entry.has("filled") else None,
        all=tuple(read_condition(each) for each in entry.entries("all", default=())),
        any=tuple(read_condition(each) for each in entry.entries("any", default=())),
        but_not=read_condition(entry.entry("not")) if entry.has("not") else None,
    )
    entry.close()
    return condition


def _read_formula(entry: Entry) -> Formula | None:
    text = entry.text("compute", default="")
    try:
        return read_formula(text) if text else None
    except FormulaWrong as error:
        entry.place.at("compute").say(f"算式写得不对：{error}")
        return None


REUSED_FOR = {MaterialSource.E_LICENCE: 365, MaterialSource.PERSON_FILE: 365}
"""Days, where the item does not say: a scan often belongs to one matter alone (an invoice), so it is not reused."""
REUSED_AT_MOST = 3650


def read_material(entry: Entry) -> Material:
    source = entry.one_of("source", MaterialSource)
    if entry.has("reuse_days") and source not in REUSABLE:
        entry.place.at("reuse_days").say(f"{source} 的材料每次都要新的，不能再用：去掉 reuse_days")
    material = Material(
        code=entry.text("code"),
        name=entry.local("name"),
        source=source,
        attachment=entry.text("attachment"),
        media_types=entry.texts("media_types"),
        required=entry.yes_no("required", default=True),
        needed_when=read_condition(entry.entry("needed_when")) if entry.has("needed_when") else None,
        later=entry.yes_no("later", default=False),
        where=entry.optional_local("where"),
        reuse_days=entry.whole("reuse_days", default=REUSED_FOR.get(source, 0), most=REUSED_AT_MOST),
    )
    entry.close()
    return material


def read_fee(entry: Entry) -> Fee:
    asked_for = entry.text("amount_from", default="")
    fee = Fee(
        amount_fen=entry.whole("amount_fen", default=0 if asked_for else None),
        basis=entry.optional_local("basis"),
        amount_from=asked_for,
        pay_later=entry.yes_no("pay_later", default=True),
    )
    entry.close()
    return fee


def read_result(entry: Entry) -> Result:
    result = Result(
        name=entry.local("name"),
        printed_by=entry.text("printed_by"),
        template=entry.text("template", default="") or None,
        validity_days=entry.whole("validity_days", default=0) or None,
        statement=entry.optional_local("statement"),
        only_when=entry.text("only_when", default="") or None,
    )
    entry.close()
    return result


def read_milestone(entry: Entry) -> Milestone:
    milestone = Milestone(days=entry.whole("days"), text=entry.local("text"))
    entry.close()
    return milestone
