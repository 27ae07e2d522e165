"""One version of a pack that gives points: what is asked, what counts how much, what a score opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.catalogue.rules.dated import Doubt, Head
from app.domain.condition import Condition
from app.domain.formula import Formula
from app.domain.local_text import LocalText


class FactType(StrEnum):
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be known of a person. `values`: the words of a choice and how they are called; `most`: of a number."""

    name: str
    type: FactType
    label: LocalText
    values: Mapping[str, LocalText]
    most: Decimal
    unit: LocalText


@dataclass(frozen=True, slots=True)
class Bar:
    """Who cannot have points at all, whatever the score."""

    rule: str
    when: Condition
    text: LocalText


@dataclass(frozen=True, slots=True)
class PersonClass:
    """The first whose condition holds is the person's."""

    code: str
    name: LocalText
    when: Condition


class RowKind(StrEnum):
    TABLE = "table"
    """So many points for each value of one fact; of several values the best one, or all."""
    EACH = "each"
    """So many points for each whole step of a figure."""
    BANDS = "bands"
    """So many points where a figure lies."""
    FIXED = "fixed"
    """So many points where a condition holds."""


@dataclass(frozen=True, slots=True)
class Band:
    least: Decimal
    most: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Validity:
    """A row counts for so many years from the day that a fact names."""

    fact: str
    years: int


@dataclass(frozen=True, slots=True)
class Row:
    """`text` is the line on the glass; `more` (empty: none) what would bring more. `classes` empty: for all.

    Which of the others are used is the kind's matter: `of`, `values` and `adds_up` of a table; `counts`, `points`,
    `per` of each; `counts`, `bands`; `when`, `points` of a fixed one. `most`: no more than so many points.
    """

    code: str
    kind: RowKind
    text: LocalText
    more: LocalText
    classes: tuple[str, ...]
    most: Decimal | None
    validity: Validity | None
    of: str = ""
    values: Mapping[str, Decimal] | None = None
    adds_up: bool = False
    counts: Formula | None = None
    points: Decimal = Decimal(0)
    per: Decimal = Decimal(1)
    bands: tuple[Band, ...] = ()
    when: Condition | None = None


class GroupCode(StrEnum):
    BASE = "base"
    BONUS = "bonus"
    DEDUCTIONS = "deductions"


@dataclass(frozen=True, slots=True)
class Group:
    """`most`: the bound of all its rows together; None: there is none. Deductions are written above nothing."""

    code: GroupCode
    name: LocalText
    most: Decimal | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What a score is for: open from `least` points, to `classes` (empty: all), where `when` holds."""

    code: str
    name: LocalText
    least: Decimal
    classes: tuple[str, ...]
    when: Condition | None
    wants: LocalText
    """Said where `when` does not hold."""


class Tie(StrEnum):
    """By what people with the same score are ranked."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTIONS = "deductions"
    EARLIER = "earlier"


class Part(StrEnum):
    """The pack's own sentences."""

    NO_CLASS = "no_class"
    MISSING = "missing"
    TOO_LOW = "too_low"
    GROUP_MOST = "group_most"
    NOT_BELOW = "not_below"
    USE_SHORT = "use_short"
    USE_CLASS = "use_class"
    EXPIRED = "expired"


PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    Part.NO_CLASS: (),
    Part.MISSING: ("fact",),
    Part.TOO_LOW: ("score", "least"),
    Part.GROUP_MOST: ("group", "most"),
    Part.NOT_BELOW: (),
    Part.USE_SHORT: ("least", "short"),
    Part.USE_CLASS: ("class",),
    Part.EXPIRED: ("fact", "years"),
}
LINE_WORDS = ("value", "count")
MORE_WORDS = ("value", "count", "points", "most")


@dataclass(frozen=True, slots=True)
class PointsPack:
    head: Head
    valid_months: int
    """So long a score counts from the day it was worked out for."""
    facts: Mapping[str, Fact]
    bars: tuple[Bar, ...]
    classes: tuple[PersonClass, ...]
    groups: tuple[Group, ...]
    uses: tuple[Use, ...]
    ties: tuple[Tie, ...]
    texts: Mapping[str, LocalText]
    doubts: tuple[Doubt, ...]
