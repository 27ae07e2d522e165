"""A table of persons in one answer: a JSON list of objects, a key only where something stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum

Row = Mapping[str, str]


class PersonColumn(StrEnum):
    """What may be asked of each person, in the order in which it stands."""

    NAME = "name"
    ID_NUMBER = "id_number"
    BIRTH_DATE = "birth_date"
    RELATION = "relation"
    PHONE = "phone"


def persons_of(answer: str) -> tuple[dict[str, str], ...] | None:
    """The rows as they were written; None where the answer is no such list."""
    if not answer.strip():
        return ()
    try:
        rows = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    if not all(isinstance(value, str) for row in rows for value in row.values()):
        return None
    return tuple(rows)


def persons_answer(rows: Iterable[Row]) -> str:
    """Written the same way whoever typed it; a row without anything is left out, no rows are no answer."""
    kept = [{key: row[key].strip() for key in _ordered(row) if row[key].strip()} for row in rows]
    kept = [row for row in kept if row]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def _ordered(row: Row) -> list[str]:
    order = [each.value for each in PersonColumn]
    return sorted(row, key=lambda key: order.index(key) if key in order else len(order))
