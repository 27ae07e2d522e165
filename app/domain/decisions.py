"""A decision taken at a desk (直接办结): complete or refuse, once for each case, by a clerk who has the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.case import SubmittedCase
from app.domain.service_item import ServiceItem

DESK = "desk"
"""The word of `Result.printed_by` for a result that a desk prints once it has decided."""
REASON_MAX = 200


class DeskDecision(StrEnum):
    """The words are those of the centre's own decisions. Whatever is not decided here goes on to the office."""

    COMPLETE = "complete"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """`reason` stands on a refusal and may speak of the person. `operator` is a staff number."""

    case_id: str
    decision: DeskDecision
    operator: str
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decided case that somebody at the desk has to see to.

    `why` is the centre's word where it did not accept the decision; empty: the result has not been printed yet.
    """

    case: SubmittedCase
    item_code: str
    name: str = field(repr=False)
    decision: DeskDecision
    decided_at: datetime
    why: str = ""
    item_version: str = ""


@dataclass(frozen=True, slots=True)
class UndecidedCase:
    """Accepted at this desk, which may decide it, and neither decided nor passed on: the power went, or the clerk."""

    case: SubmittedCase
    item_code: str
    item_version: str
    name: str = field(repr=False)


class DecisionWord(StrEnum):
    """What the centre said of a decision."""

    TAKEN = "taken"
    REJECTED = "rejected"
    WAITS = "waits"


class DecisionBook(Protocol):
    """Decisions of this desk; each call is one durable transaction with its event to the centre and audit record."""

    def decide(self, decision: CaseDecision) -> None:
        """Once: the same again changes nothing. Raises WrongInput for another one, or where there is no such case."""

    def pass_on(self, case_id: str, operator: str) -> None:
        """转办: the office decides it. Kept here alone; nothing changes where the case was decided or passed on."""

    def undecided(self, decidable: frozenset[str]) -> Sequence[UndecidedCase]:
        """Newest first. `decidable`: the items this desk may decide."""

    def word_of(self, case_id: str) -> tuple[DecisionWord, str]:
        """What the centre said so far, and why it said no."""

    def operator_of(self, case_id: str) -> str:
        """Who decided it; empty where nobody did."""

    def open_decisions(self, with_paper: frozenset[str]) -> Sequence[OpenDecision]:
        """Newest first. `with_paper`: the items whose result this desk prints."""


def may_be_decided_here(item: ServiceItem) -> bool:
    """Direct, with one office alone, and not one whose result the station prints by itself as soon as it is saved."""
    return item.direct and not item.reviews and item.result.printed_by != "station"


def prints_result(item: ServiceItem) -> bool:
    """Whether a completed case of this item gets its paper at the desk."""
    return item.result.printed_by == DESK and item.result.template is not None
