"""The payloads of a batch by their kind, gathered in one pass.

To ask each payload for each kind costs more than the look-ups that follow: a model that is not of the kind answers
`isinstance` in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from app.central.intake.messages import Payload

Kind = TypeVar("Kind")


class ByKind:
    def __init__(self, payloads: Iterable[Payload]) -> None:
        self._by_kind: dict[type, list[Any]] = {}
        for each in payloads:
            self._by_kind.setdefault(type(each), []).append(each)

    def of(self, kind: type[Kind]) -> Sequence[Kind]:
        """In their order; empty where there is none."""
        return self._by_kind.get(kind, [])
