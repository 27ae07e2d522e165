"""How far a decision at the desk has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.decisions import DeskDecision


class Stage(StrEnum):
    """`reason` and `confirm`: a refusal is being written, and asked for once more. `taken` and `waits` are decided."""

    REASON = "reason"
    CONFIRM = "confirm"
    SAVING = "saving"
    NOT_SAVED = "not_saved"
    WAITING = "waiting"
    TAKEN = "taken"
    WAITS = "waits"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decided:
    """`why` is the centre's word where it did not accept it."""

    decision: DeskDecision
    stage: Stage
    operator: str = ""
    reason: str = field(default="", repr=False)
    why: str = ""
