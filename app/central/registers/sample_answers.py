"""The worked example of a register for any item: what its `query` describes, made up from the ID number.

The same person and answers give the same record on the same day. Whoever has a 9 before the check digit has none, so
that this answer can be tried too.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from app.central.registers.interface import PresentPerson
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable

NO_RECORD_DIGIT = "9"
MONTHS_A_YEAR = 12
DAYS_BETWEEN_ROWS = 47
FARTHEST_DAY = 400
_Make = Callable[[QueryColumn, random.Random, date, int], Any]


class SampleAnswers:
    def __init__(self, query: Query) -> None:
        self._query = query

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        if person.id_number[-2:-1] == NO_RECORD_DIGIT:
            return None
        asked = "|".join(f"{name}={answers[name]}" for name in sorted(answers))
        dice = random.Random(hashlib.sha256(f"{person.id_number}|{asked}".encode()).digest())
        record: dict[str, Any] = {"person": {"name": person.name, "id_number": person.id_number}}
        for fact in self._query.facts:
            _put(record, fact.key, _of_person(fact, person) or _value(fact, dice, today, 0))
        for table in self._query.tables:
            _put(record, table.key, _rows(table, dice, today))
        return record


def _put(record: dict[str, Any], key: str, value: Any) -> None:
    """`period.to` is `to` in what stands under `period`."""
    *above, last = key.split(".")
    for step in above:
        record = record.setdefault(step, {})
    record[last] = value


def _of_person(fact: QueryColumn, person: PresentPerson) -> str:
    """A name or number without a sample is that of the person."""
    if fact.sample is not None:
        return ""
    match fact.type:
        case AnswerType.NAME:
            return person.name
        case AnswerType.ID_NUMBER:
            return person.id_number
        case _:
            return ""


def _rows(table: QueryTable, dice: random.Random, today: date) -> list[dict[str, Any]]:
    """Newest first, no text of the first column twice as far as its words go."""
    return [
        {column.key: _value(column, dice, today, at) for column in table.columns} for at in range(table.sample_rows)
    ]


def _value(column: QueryColumn, dice: random.Random, today: date, row: int) -> Any:
    return _MADE.get(column.type, _word)(column, dice, today, row)


def _word(column: QueryColumn, dice: random.Random, _today: date, row: int) -> str:
    words = column.sample.words if column.sample is not None else ()
    return words[(dice.randrange(len(words)) + row) % len(words)] if words else ""


def _choice(column: QueryColumn, dice: random.Random, _today: date, _row: int) -> str:
    return dice.choice(column.choices).value


def _figure(column: QueryColumn, dice: random.Random, _today: date, _row: int) -> int:
    sample = column.sample
    return dice.randint(sample.least, sample.most) if sample is not None else 0


def _day(column: QueryColumn, dice: random.Random, today: date, row: int) -> str:
    """Row after row further back, within the span of the sample."""
    sample = column.sample
    first = sample.first.on(today) if sample and sample.first else today - timedelta(days=FARTHEST_DAY)
    last = sample.last.on(today) if sample and sample.last else today
    days = max(1, (last - first).days)
    back = dice.randrange(min(DAYS_BETWEEN_ROWS, days)) + row * DAYS_BETWEEN_ROWS
    return (last - timedelta(days=back % (days + 1))).isoformat()


def _month(_column: QueryColumn, _dice: random.Random, today: date, row: int) -> str:
    """The month before this one, and back from there."""
    count = today.year * MONTHS_A_YEAR + today.month - 2 - row
    return f"{count // MONTHS_A_YEAR:04d}-{count % MONTHS_A_YEAR + 1:02d}"


_MADE: dict[AnswerType, _Make] = {
    AnswerType.CHOICE: _choice,
    AnswerType.NUMBER: _figure,
    AnswerType.MONEY: _figure,
    AnswerType.DATE: _day,
    AnswerType.MONTH: _month,
}
