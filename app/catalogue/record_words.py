"""What an office answered, in words: the lines and tables of an item's `query`, for screens and for paper.

Never fails: a value of another kind than the item says is shown as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.formats import FEN_A_YUAN, long_day, mask_id_number, mask_name, mask_phone
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable

ENGLISH = "en"
NOTHING = "—"
FIGURES = (AnswerType.MONEY, AnswerType.NUMBER)
_MASKS: Mapping[AnswerType, Callable[[str], str]] = {
    AnswerType.NAME: mask_name,
    AnswerType.ID_NUMBER: mask_id_number,
    AnswerType.PHONE: mask_phone,
}
_YUAN = {"en": "yuan"}


@dataclass(frozen=True, slots=True)
class FactLine:
    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class Table:
    """`totals` is empty, or has one text a column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    totals: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Speech:
    """In which language, and whether names and numbers are masked, as on a screen."""

    language: str = "zh_CN"
    masked: bool = False

    @property
    def yuan(self) -> str:
        return _YUAN.get(self.language, "元")


def fact_lines(query: Query, record: Mapping[str, Any], speech: Speech) -> tuple[FactLine, ...]:
    """Those the office told something for."""
    lines = []
    for fact in query.facts:
        value = told(record, fact.key)
        if value not in (None, ""):
            lines.append(FactLine(fact.label.in_language(speech.language), _line_words(fact, value, speech)))
    return tuple(lines)


def tables(query: Query, record: Mapping[str, Any], speech: Speech) -> tuple[Table, ...]:
    """Also those without a row: that there is nothing is an answer."""
    return tuple(_table(each, rows_of(record, each.key), speech) for each in query.tables)


def rows_of(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = told(record, key)
    return [each for each in rows if isinstance(each, Mapping)] if isinstance(rows, list) else []


def told(record: Mapping[str, Any], key: str) -> Any:
    """The value under `key`; `period.to` is `to` in what stands under `period`."""
    value: Any = record
    for step in key.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _table(table: QueryTable, rows: Sequence[Mapping[str, Any]], speech: Speech) -> Table:
    shown = tuple(tuple(cell_words(each, told(row, each.key), speech) for each in table.columns) for row in rows)
    return Table(
        name=table.name.in_language(speech.language),
        columns=tuple(Column(_heading(each, speech), each.type in FIGURES) for each in table.columns),
        rows=shown,
        totals=_totals(table, rows, speech) if len(rows) > 1 else (),
    )


def _heading(column: QueryColumn, speech: Speech) -> str:
    label = column.label.in_language(speech.language)
    if column.type is not AnswerType.MONEY:
        return label
    return f"{label} ({speech.yuan})" if speech.language == ENGLISH else f"{label}（{speech.yuan}）"


def _totals(table: QueryTable, rows: Sequence[Mapping[str, Any]], speech: Speech) -> tuple[str, ...]:
    if not table.total:
        return ()
    sums = [
        cell_words(each, sum(_figure(told(row, each.key)) for row in rows), speech) if each.key in table.total else ""
        for each in table.columns
    ]
    if not sums[0]:
        sums[0] = "Total" if speech.language == ENGLISH else "合计"
    return tuple(sums)


def _figure(value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal(0)


def cell_words(column: QueryColumn, value: Any, speech: Speech) -> str:
    """In a table: short."""
    if value in (None, ""):
        return NOTHING
    match column.type:
        case AnswerType.MONEY:
            return yuan(value)
        case AnswerType.CHOICE:
            return _choice(column, value, speech)
        case kind if speech.masked and kind in _MASKS:
            return _MASKS[kind](str(value))
        case _:
            return _plain(value)


def _line_words(fact: QueryColumn, value: Any, speech: Speech) -> str:
    match fact.type:
        case AnswerType.MONEY:
            return f"{yuan(value)} {speech.yuan}"
        case AnswerType.DATE:
            return _day(value, speech)
        case AnswerType.MONTH:
            return _month(value, speech)
        case _:
            return cell_words(fact, value, speech)


def yuan(fen: Any) -> str:
    """Whole fen as yuan with two decimals: `481250` is `4,812.50`."""
    return f"{fen / FEN_A_YUAN:,.2f}" if isinstance(fen, int | Decimal) and not isinstance(fen, bool) else str(fen)


def _choice(column: QueryColumn, value: Any, speech: Speech) -> str:
    found = (each.label.in_language(speech.language) for each in column.choices if each.value == value)
    return next(found, str(value))


def _plain(value: Any) -> str:
    return " ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _day(value: Any, speech: Speech) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return f"{day.day} {day:%b} {day.year}" if speech.language == ENGLISH else long_day(day)


def _month(value: Any, speech: Speech) -> str:
    year, _, month = str(value).partition("-")
    if speech.language == ENGLISH or not month.isdigit():
        return str(value)
    return f"{year}年{int(month)}月"
