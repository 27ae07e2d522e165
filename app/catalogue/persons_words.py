"""A table of persons in words: `张三（配偶）、李四（子女）`, in full or masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.formats import mask_id_number, mask_name, mask_phone
from app.domain.named_persons import PersonColumn, Row, persons_of
from app.domain.service_item import FormField


def _year_only(day: str) -> str:
    return f"{day[:4]}-**-**"


_MASKS: dict[PersonColumn, Callable[[str], str]] = {
    PersonColumn.NAME: mask_name,
    PersonColumn.ID_NUMBER: mask_id_number,
    PersonColumn.PHONE: mask_phone,
    PersonColumn.BIRTH_DATE: _year_only,
}


def masked_row(row: Row) -> dict[str, str]:
    """Everything that says who somebody is, hidden as everywhere."""
    return {key: _MASKS[PersonColumn(key)](value) if _is_masked(key) else value for key, value in row.items()}


def _is_masked(key: str) -> bool:
    return key in {each.value for each in _MASKS}


def relation_words(field: FormField, value: str, language: str) -> str:
    return next((each.label.in_language(language) for each in field.relations if each.value == value), value)


def row_words(field: FormField, row: Row, language: str) -> str:
    """`张三 330702199003070011 配偶 13812345678`"""
    said = (
        relation_words(field, row[each], language) if each is PersonColumn.RELATION else row[each]
        for each in field.columns
        if row.get(each)
    )
    return " ".join(said)


def persons_words(field: FormField, rows: Iterable[Row], language: str) -> str:
    """A line for each."""
    return "\n".join(row_words(field, row, language) for row in rows)


def masked_persons(field: FormField, answer: str, language: str) -> str:
    """As it is read by others; what is no table is hidden whole."""
    rows = persons_of(answer)
    return "***" if rows is None else persons_words(field, [masked_row(row) for row in rows], language)
