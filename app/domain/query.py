"""What an office answers about a person (查询), as data: lines and tables, each value with its label and its kind.

The record itself is a mapping as the office's register told it: values by `key`, tables as lists of mappings. Money is
whole fen, a date `2026-03-18`, a month `2026-03`.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from app.domain.choice import Choice
from app.domain.day_limit import DayLimit
from app.domain.local_text import LocalText


class AnswerType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    """A word of the register, told in the languages of the screens by its `choices`."""
    ID_NUMBER = "id_number"
    PHONE = "phone"
    NAME = "name"
    PLATE = "plate"
    DIVISION = "division"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the reference centre makes up where no register is connected: one of `words`, or a figure from `least` to
    `most` (money in fen), or a day from `first` to `last`."""

    words: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    first: DayLimit | None = None
    last: DayLimit | None = None


@dataclass(frozen=True, slots=True)
class QueryColumn:
    """One value of a record: a line by itself, or a column of a table."""

    key: str
    label: LocalText
    type: AnswerType
    choices: tuple[Choice, ...] = ()
    sample: Sample | None = dataclass_field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class QueryTable:
    """`total` names the columns of money or numbers that are summed at the foot."""

    key: str
    name: LocalText
    columns: tuple[QueryColumn, ...]
    total: tuple[str, ...] = ()
    sample_rows: int = 3

    def column(self, key: str) -> QueryColumn | None:
        return next((each for each in self.columns if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Query:
    """`name` is what is looked up (缴费明细). `asks` are fields of the form that are sent along, where it comes after
    the form. `empty` says what to do where the office holds nothing."""

    name: LocalText
    empty: LocalText
    facts: tuple[QueryColumn, ...] = ()
    tables: tuple[QueryTable, ...] = ()
    asks: tuple[str, ...] = ()

    def table(self, key: str) -> QueryTable | None:
        return next((each for each in self.tables if each.key == key), None)
