"""The worked example of a register for any item: what its `query` describes, made up from the ID number.

The same person and answers give the same record on the same day. Whoever has a 9 before the check digit has none, so
that this answer can be tried too.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.central.registers.interface import PresentPerson
from app.domain.query import AnswerType, Query, QueryColumn, QueryTable

NO_RECORD_DIGIT = "9"
MONTHS_A_YEAR = 12
FARTHEST_DAY = 400
FARTHEST_TURN = 1000


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a value stands: the `row` of so many `rows`. `turn` says which of a sample's words is told, the same in
    every column, so that what is written in the same place of two samples stands side by side."""

    dice: random.Random
    today: date
    row: int
    rows: int
    turn: int


_Make = Callable[[QueryColumn, _Line], Any]


class SampleAnswers:
    def __init__(self, query: Query) -> None:
        self._query = query

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        if person.id_number[-2:-1] == NO_RECORD_DIGIT:
            return None
        asked = "|".join(f"{name}={answers[name]}" for name in sorted(answers))
        dice = random.Random(hashlib.sha256(f"{person.id_number}|{asked}".encode()).digest())
        record: dict[str, Any] = {"person": {"name": person.name, "id_number": person.id_number}}
        line = _Line(dice, today, 0, 1, dice.randrange(FARTHEST_TURN))
        for fact in self._query.facts:
            _put(record, fact.key, _of_person(fact, person) or _value(fact, line))
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
    """Newest first; no word twice as far as they go, so that a row can be chosen by it."""
    turn = dice.randrange(FARTHEST_TURN)
    lines = [_Line(dice, today, at, table.sample_rows, turn + at) for at in range(table.sample_rows)]
    return [{column.key: _value(column, line) for column in table.columns} for line in lines]


def _value(column: QueryColumn, line: _Line) -> Any:
    return _MADE.get(column.type, _word)(column, line)


def _word(column: QueryColumn, line: _Line) -> str:
    words = column.sample.words if column.sample is not None else ()
    return words[line.turn % len(words)] if words else ""


def _choice(column: QueryColumn, line: _Line) -> str:
    """One of the sample where there is one: beside other values not every word makes sense."""
    return _word(column, line) or line.dice.choice(column.choices).value


def _figure(column: QueryColumn, line: _Line) -> int:
    sample = column.sample
    return line.dice.randint(sample.least, sample.most) if sample is not None else 0


def _day(column: QueryColumn, line: _Line) -> str:
    """Row after row further back, all of them over the span of the sample."""
    sample = column.sample
    first = sample.first.on(line.today) if sample and sample.first else line.today - timedelta(days=FARTHEST_DAY)
    last = sample.last.on(line.today) if sample and sample.last else line.today
    between = max(1, (last - first).days // line.rows)
    back = line.row * between + line.dice.randrange(between)
    return max(first, last - timedelta(days=back)).isoformat()


def _month(column: QueryColumn, line: _Line) -> str:
    """The month before this one, and back from there, where the sample names none."""
    if told := _word(column, line):
        return told
    count = line.today.year * MONTHS_A_YEAR + line.today.month - 2 - line.row
    return f"{count // MONTHS_A_YEAR:04d}-{count % MONTHS_A_YEAR + 1:02d}"


_MADE: dict[AnswerType, _Make] = {
    AnswerType.CHOICE: _choice,
    AnswerType.NUMBER: _figure,
    AnswerType.MONEY: _figure,
    AnswerType.DATE: _day,
    AnswerType.MONTH: _month,
}
