"""When a field is asked or a material is needed: by the answers so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.domain.several import BETWEEN, chosen_of


@dataclass(frozen=True, slots=True)
class Condition:
    """True when all that it says holds: the answer to `field` is one of `values` (of several choices one is enough), a
    figure from `least` to `most`, `filled` or not; every one of `all`, one of `any`, `but_not`."""

    field: str = ""
    values: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    filled: bool | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    but_not: Condition | None = None

    def holds(self, values: Mapping[str, str]) -> bool:
        return (
            (not self.field or self._field_holds(values.get(self.field, "").strip()))
            and (not self.all or all(each.holds(values) for each in self.all))
            and (not self.any or any(each.holds(values) for each in self.any))
            and (self.but_not is None or not self.but_not.holds(values))
        )

    def _field_holds(self, answer: str) -> bool:
        if self.values and answer not in self.values and (BETWEEN not in answer or not self._chosen(answer)):
            return False
        if self.filled is not None and self.filled != bool(answer):
            return False
        return self._is_between(answer)

    def _chosen(self, answer: str) -> bool:
        return not set(self.values).isdisjoint(chosen_of(answer))

    def _is_between(self, answer: str) -> bool:
        if self.least is None and self.most is None:
            return True
        figure = figure_of(answer)
        if figure is None:
            return False
        return (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)

    def parts(self) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
        """This one and all inside it, each with the steps that lead to it in a file."""
        yield (), self
        inside = [
            *((("all", at), each) for at, each in enumerate(self.all)),
            *((("any", at), each) for at, each in enumerate(self.any)),
            *([(("not",), self.but_not)] if self.but_not else []),
        ]
        for steps, each in inside:
            for deeper, part in each.parts():
                yield (*steps, *deeper), part


def figure_of(answer: str) -> Decimal | None:
    """None where the answer is no figure."""
    try:
        figure = Decimal(answer)
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None
