"""Several choices in one answer: their values side by side."""

from __future__ import annotations

from collections.abc import Iterable

BETWEEN = "|"
"""No value of a choice may hold it."""


def chosen_of(answer: str) -> tuple[str, ...]:
    if BETWEEN not in answer:
        return (answer,) if answer else ()
    return tuple(each for each in answer.split(BETWEEN) if each)


def answer_of(values: Iterable[str]) -> str:
    return BETWEEN.join(values)
