"""A value worked out from other answers: `income * 12 + bonus`, `(income + benefit) / people`, `age(born)`.

Read once into a tree and walked; nothing of a file is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

AGE = "age"
DEEPEST = 20
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign>[-+*/()]))", re.ASCII)


class FormulaWrong(ValueError):
    """What is wrong with the text of a formula, in one sentence for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Figure:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    name: str


@dataclass(frozen=True, slots=True)
class Age:
    """Full years on the day of the application, by a date or an ID number."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    sign: str
    left: Term
    right: Term


Term = Figure | Answer | Age | Sum


@dataclass(frozen=True, slots=True)
class Formula:
    text: str
    term: Term

    @property
    def figures(self) -> frozenset[str]:
        """The fields whose figures are worked with."""
        return frozenset(each.name for each in _leaves(self.term) if isinstance(each, Answer))

    @property
    def ages(self) -> frozenset[str]:
        """The fields whose age is asked for."""
        return frozenset(each.name for each in _leaves(self.term) if isinstance(each, Age))

    def value(self, figures: Mapping[str, Decimal], ages: Mapping[str, int]) -> Decimal | None:
        """None where one of the fields is not known, or where something is divided by nothing."""
        try:
            return _value(self.term, figures, ages)
        except (KeyError, InvalidOperation, ZeroDivisionError):
            return None


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def read_formula(text: str) -> Formula:
    """Raises FormulaWrong."""
    reader = _Reader(list(_tokens(text)))
    term = reader.sum()
    if reader.rest:
        raise FormulaWrong(f"“{reader.rest[0]}”在这里多了")
    return Formula(text, term)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise FormulaWrong(f"看不懂“{text[at:].strip()}”，只能写字段名、数、+ - * / ( ) 和 age(…)")
        yield found[0].strip()
        at = found.end()


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens
        self._depth = 0

    def sum(self) -> Term:
        return self._row("+-", self._product)

    def _product(self) -> Term:
        return self._row("*/", self._single)

    def _row(self, signs: str, part: Callable[[], Term]) -> Term:
        left = part()
        while self.rest and self.rest[0] in signs:
            left = Sum(self.rest.pop(0), left, part())
        return left

    def _single(self) -> Term:
        if not self.rest:
            raise FormulaWrong("没写完")
        word = self.rest.pop(0)
        if word == "(":
            return self._within()
        if word == AGE and self.rest[:1] == ["("]:
            return self._age()
        if word[0].isdigit():
            return Figure(Decimal(word))
        if word[0].isalpha():
            return Answer(word)
        raise FormulaWrong(f"“{word}”前面缺一项")

    def _within(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaWrong("括号套得太深")
        term = self.sum()
        self._close()
        self._depth -= 1
        return term

    def _age(self) -> Term:
        self.rest.pop(0)
        name = self.rest.pop(0) if self.rest else ""
        if not name.isidentifier():
            raise FormulaWrong("age(…) 里写一个字段名")
        self._close()
        return Age(name)

    def _close(self) -> None:
        if not self.rest or self.rest.pop(0) != ")":
            raise FormulaWrong("缺右括号")


def _leaves(term: Term) -> Iterator[Term]:
    if isinstance(term, Sum):
        yield from _leaves(term.left)
        yield from _leaves(term.right)
    else:
        yield term


def _value(term: Term, figures: Mapping[str, Decimal], ages: Mapping[str, int]) -> Decimal:
    match term:
        case Figure(value):
            return value
        case Answer(name):
            return figures[name]
        case Age(name):
            return Decimal(ages[name])
        case Sum(sign, left, right):
            return _SIGNS[sign](_value(left, figures, ages), _value(right, figures, ages))


_SIGNS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}
