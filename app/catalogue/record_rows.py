"""One row of what the register told: which there are, which was chosen, what it says for the fields after it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.catalogue import record_words
from app.catalogue.plan import plan_of
from app.catalogue.prefill_sources import CHOSEN, chosen_source
from app.catalogue.record_words import Speech
from app.domain.errors import FormInvalid
from app.domain.formats import FEN_A_YUAN
from app.domain.query import AnswerType, Query
from app.domain.service_item import FieldType, FormField, LocalText, ServiceItem

_GONE = LocalText(
    "查到的记录里没有这一条了，请重新选",
    "This is no longer in the record, please choose again",
    "查到的記錄裡沒有這一條了，請重新選",
)
Row = Mapping[str, Any]


def rows_of(field: FormField, record: Mapping[str, Any] | None) -> tuple[Row, ...]:
    """Those that can be chosen, in the register's order; none where nothing was told or the table is not there."""
    return tuple(row for row in record_words.rows_of(record or {}, field.rows) if value_of(field, row))


def has_rows(field: FormField, record: Mapping[str, Any] | None) -> bool:
    """Whether the register told this table at all: where it did not, the value is typed."""
    return isinstance(record_words.told(record or {}, field.rows), list)


def value_of(field: FormField, row: Row) -> str:
    """What is kept of a row."""
    return _text(record_words.told(row, field.value))


def row_chosen(field: FormField, answer: str, record: Mapping[str, Any] | None) -> Row | None:
    return next((row for row in rows_of(field, record) if value_of(field, row) == answer), None)


def row_lines(field: FormField, query: Query | None, row: Row, speech: Speech) -> list[tuple[str, str]]:
    """Label and value of each key that is shown on its line, as the item's `query` says them; what the register does
    not hold is left out."""
    table = query.table(field.rows) if query is not None else None
    lines = []
    for key in field.words:
        value, column = record_words.told(row, key), table.column(key) if table else None
        if value in (None, ""):
            continue
        if column is None:
            lines.append(("", _text(value)))
            continue
        words = record_words.cell_words(column, value, speech)
        unit = f" {speech.yuan}" if column.type is AnswerType.MONEY else ""
        lines.append((column.label.in_language(speech.language), words + unit))
    return lines


def row_words(
    item: ServiceItem, field: FormField, answer: str, record: Mapping[str, Any] | None, speech: Speech
) -> str:
    """The row that was chosen, in one line; the kept value itself where the register told nothing."""
    row = row_chosen(field, answer, record)
    return answer if row is None else "  ".join(words for _, words in row_lines(field, item.query, row, speech))


def row_problem(field: FormField, answer: str, record: Mapping[str, Any] | None) -> LocalText | None:
    """What is wrong with a choice by what the register told, or None; nothing where it told nothing."""
    if field.type is not FieldType.ROW or not answer or not has_rows(field, record):
        return None
    return None if row_chosen(field, answer, record) is not None else _GONE


def with_chosen(item: ServiceItem, values: Mapping[str, str], record: Mapping[str, Any] | None) -> dict[str, str]:
    """The answers with what the chosen rows say in every field locked to them; where the register told nothing, they
    stay as they were typed."""
    known = dict(values)
    for field in item.fields():
        if field.locked and (field.prefill or "").startswith(CHOSEN):
            told = told_by_choice(item, field, known, record)
            if told is not None:
                known[field.name] = told
    return known


def told_by_choice(
    item: ServiceItem, field: FormField, values: Mapping[str, str], record: Mapping[str, Any] | None
) -> str | None:
    """What the row chosen before says for this field: money in yuan. Empty while none is chosen, None where the
    register told nothing."""
    name, key = chosen_source(field.prefill or "")
    asked = next((each for each in item.fields() if each.name == name), None)
    if asked is None or not has_rows(asked, record):
        return None
    row = row_chosen(asked, values.get(name, "").strip(), record)
    told = record_words.told(row, key) if row is not None else None
    if field.type is FieldType.MONEY and isinstance(told, int):
        return f"{Decimal(told) / FEN_A_YUAN:.2f}"
    return _text(told)


def check_rows(item: ServiceItem, form: Mapping[str, str], record: Any) -> None:
    """Raises FormInvalid where a choice is not in the record that travels with it, or where a field locked to the
    choice says something else; where no record travels, nothing can be held against it."""
    if not isinstance(record, Mapping):
        return
    for each in plan_of(item).rows:
        problem = row_problem(each, form.get(each.name, ""), record)
        if problem is not None:
            raise FormInvalid(each.name, problem.zh_cn, f"重新选“{each.label.zh_cn}”再提交")
        if not (each.locked and (each.prefill or "").startswith(CHOSEN)):
            continue
        told = told_by_choice(item, each, form, record)
        if told and each.name in form and form[each.name] != told:
            raise FormInvalid(each.name, f"{each.label.zh_cn}和查到的记录不一样", "这一项以记录为准，不能改")


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | Mapping | list) else str(value)
