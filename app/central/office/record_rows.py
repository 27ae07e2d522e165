"""What an office's register told, as the item's `query` names it: the same words as on the terminal's screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.catalogue.record_words import Speech, Table, fact_lines, tables
from app.domain.query import Query

NOTHING = "没有"
MAY, WORDS = "能不能办", "理由"


def record_rows(query: Query, record: Mapping[str, Any], *, in_full: bool) -> list[tuple[str, str]]:
    """Label and value; what the query does not name is left out. A row of a table is one line of the page."""
    speech = Speech(masked=not in_full)
    lines = [(each.label, each.value) for each in fact_lines(query, record, speech)]
    rows = [line for each in tables(query, record, speech) for line in _table_rows(each)]
    return [*_verdict_rows(record.get("verdict")), *lines, *rows]


def _verdict_rows(verdict: Any) -> Iterator[tuple[str, str]]:
    """Of a register that says at once whether it can be, and why not."""
    if not isinstance(verdict, Mapping) or "may" not in verdict:
        return
    yield MAY, "可以" if verdict["may"] is True else "不可以"
    words = verdict.get("words")
    if isinstance(words, Mapping) and words.get("zh_CN"):
        yield WORDS, str(words["zh_CN"])


def _table_rows(table: Table) -> Iterator[tuple[str, str]]:
    if not table.rows:
        yield table.name, NOTHING
    for number, row in enumerate(table.rows, 1):
        named = zip(table.columns, row, strict=True)
        yield f"{table.name} {number}", "，".join(f"{column.label} {value}" for column, value in named)
