"""An evaluation keypad (好差评 pad)."""

from __future__ import annotations

from collections.abc import Callable
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

Keep = Callable[[Evaluated], object]
"""Puts a grade where it survives a power cut. Called before the person is told that the grade arrived."""


class EvaluationKeypad(Protocol):
    def ask(
        self,
        timeout_s: int,
        operator_number: str = "",
        operator_name: str = "",
        cancel: Event | None = None,
        keep: Keep | None = None,
    ) -> AskOutcome:
        """Ask once; a repeated answer counts once, one to an earlier question never.

        Raises LinkNotThere, LinkLost, LinkSilent, DeviceRefused.
        """

    def set_volume(self, volume: int) -> None: ...

    def status(self) -> DeviceStatus:
        """At once, also while a question is being asked: BUSY."""

    def close(self) -> None: ...
