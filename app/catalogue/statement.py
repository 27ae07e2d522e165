"""What stands on the general certificate (the template `statement`): everything in words, ready to be set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.catalogue.answer_words import answer_words
from app.catalogue.record_rows import row_chosen
from app.catalogue.record_words import Speech, fact_lines, tables
from app.domain.service_item import FieldType, ServiceItem

TEMPLATE = "statement"
PAPER = "paper"
"""The key under which it is handed to the template, beside what the office answered."""


def statement_of(
    item: ServiceItem, record: Mapping[str, Any], form: Mapping[str, str], name: str, id_number: str
) -> dict[str, Any]:
    """`{title, statement, valid_days, person, answers, facts, tables}` in Chinese; names and numbers in full."""
    speech = Speech()
    query, record = item.query, _with_chosen_rows(item, record, form)
    return {
        "title": item.result.name.zh_cn,
        "statement": item.result.statement.zh_cn if item.result.statement else "",
        "valid_days": item.result.validity_days or 0,
        "person": {"name": name, "id_number": id_number},
        "answers": [
            {"label": each.label.zh_cn, "value": answer_words(each, form[each.name])}
            for each in item.fields()
            if form.get(each.name) and (each.show_when is None or each.show_when.holds(form))
        ],
        "facts": [asdict(each) for each in fact_lines(query, record, speech)] if query else [],
        "tables": [asdict(each) for each in tables(query, record, speech)] if query else [],
    }


def _with_chosen_rows(item: ServiceItem, record: Mapping[str, Any], form: Mapping[str, str]) -> Mapping[str, Any]:
    """Of a table that the form chooses from only the chosen row: who is shown the paper need not see the others."""
    for field in item.fields():
        row = row_chosen(field, form.get(field.name, ""), record) if field.type is FieldType.ROW else None
        if row is not None:
            record = _replaced(record, field.rows, [row])
    return record


def _replaced(record: Mapping[str, Any], key: str, value: Any) -> Mapping[str, Any]:
    """`period.to` is `to` in what stands under `period`."""
    head, _, rest = key.partition(".")
    return {**record, head: _replaced(record[head], rest, value) if rest else value}
