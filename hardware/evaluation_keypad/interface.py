"""An evaluation keypad (好差评 pad)."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`grade` 5 非常满意 … 1 非常不满意."""

    grade: int


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nobody pressed in time: stays "not evaluated"."""


@dataclass(frozen=True, slots=True)
class EvaluationCancelled:
    """Cancelled at the pad or by the caller."""


AskOutcome = Evaluated | NoAnswer | EvaluationCancelled


class EvaluationKeypad(Protocol):
    def ask(
        self, timeout_s: int, operator_number: str = "", operator_name: str = "", cancel: Event | None = None
    ) -> AskOutcome:
        """Ask once; a repeated answer counts once. Raises LinkNotThere, LinkLost, LinkSilent."""

    def set_volume(self, volume: int) -> None: ...

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
