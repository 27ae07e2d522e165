"""What a desk asks of the machine beyond the steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.case import SubmittedCase
from app.domain.decisions import CaseDecision
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class PrintNotice:
    """`missing` and `reused` are codes of materials."""

    item: ServiceItem
    case_id: str
    masked_name: str
    missing: tuple[str, ...]
    reused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaveDecision:
    decision: CaseDecision = field(repr=False)


@dataclass(frozen=True, slots=True)
class AwaitDecision:
    """Sync now; say within `CENTRE_ANSWER_S` what the centre said of the decision."""

    case_id: str


@dataclass(frozen=True, slots=True)
class PrintResult:
    """The paper of a completed case, from what is kept of the case; the same paper where it was made before."""

    item: ServiceItem
    case: SubmittedCase


@dataclass(frozen=True, slots=True)
class PassOn:
    """转办: this desk is not asked to decide it again."""

    case_id: str


DeskCommand = PrintNotice | SaveDecision | AwaitDecision | PrintResult | PassOn
