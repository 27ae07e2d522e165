"""What was left behind in the machine (遗落物品): written down when nobody came back for it. Never whose it was.

The record carries the case where there is one: through it the office finds the owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.prints import OperatorAct


class CustodyEnding(StrEnum):
    """`taken`: the machine saw it leave its slot, whoever took it. `retracted`: the machine drew it in, where it lies
    until somebody closes the record by hand. `handed_over`, `destroyed`: what an operator answers for."""

    OPEN = ""
    TAKEN = "taken"
    RETRACTED = "retracted"
    HANDED_OVER = "handed_over"
    DESTROYED = "destroyed"


BY_HAND = (CustodyEnding.HANDED_OVER, CustodyEnding.DESTROYED)


@dataclass(frozen=True, slots=True)
class CustodyRecord:
    """`thing` is a word of the journeys (card, receipt); `case_id` may be empty; `operator` is a staff number."""

    id: str
    thing: str
    case_id: str
    left_at: datetime
    ending: CustodyEnding = CustodyEnding.OPEN
    ended_at: datetime | None = None
    operator: str = ""
    reason: str = field(default="", repr=False)

    @property
    def needs_a_person(self) -> bool:
        """It may still lie in or on the machine."""
        return self.ending in (CustodyEnding.OPEN, CustodyEnding.RETRACTED)


class CustodyBook(Protocol):
    """Every write is one durable transaction with its audit record."""

    def open(self, thing: str, case_id: str) -> CustodyRecord: ...

    def seen(self, thing: str, ending: CustodyEnding) -> None:
        """The machine saw what became of the newest open record of that thing; nothing where there is none."""

    def close(self, record_id: str, ending: CustodyEnding, act: OperatorAct) -> CustodyRecord:
        """By hand. Raises WrongInput for an unknown record, one that is closed, or an ending no hand can give."""

    def records(self, limit: int = 100) -> Sequence[CustodyRecord]:
        """Newest first."""

    def waiting(self) -> int:
        """How many need a person."""
