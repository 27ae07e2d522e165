"""What a person must look at: papers nobody knows the end of, things left behind. Numbers only, never whose."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import TerminalError
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine


class LooseEnds(QObject):
    """Asked for in the store's worker; `changed` when the answer is another."""

    changed = Signal()

    def __init__(self, machine: Machine, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unknown_papers: tuple[str, ...] = ()
        self.left_behind = 0
        self._machine = machine
        self._hands = hands

    def look(self) -> None:
        ledger, custody = self._machine.prints, self._machine.custody

        def ask(stop: Any) -> tuple[tuple[str, ...], int]:
            del stop
            unknown = [job.number for job in ledger().jobs(unsettled=True) if job.needs_a_person]
            return tuple(unknown), custody().waiting()

        self._hands.errands.loose(self._hands.store, ask, self._take)

    def _take(self, result: Any) -> None:
        if said_failed(result, TerminalError):
            return
        if result != (self.unknown_papers, self.left_behind):
            self.unknown_papers, self.left_behind = result
            self.changed.emit()
