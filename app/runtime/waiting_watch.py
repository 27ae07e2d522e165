"""How much waits for the centre, for whoever works at the machine. Numbers, reasons and times only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import TerminalError
from app.domain.outbox import Backlog
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine

ROWS_SHOWN = 5


class WaitingWatch(QObject):
    """Asked for in the store's worker; `changed` when the answer is another."""

    changed = Signal()

    def __init__(self, machine: Machine, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.backlog = Backlog(0, 0)
        self._machine = machine
        self._hands = hands
        hands.centre.listeners.append(self.look)

    def look(self) -> None:
        desk, now = self._machine.desk, self._machine.now
        self._hands.errands.loose(self._hands.store, lambda _: desk().backlog(now(), ROWS_SHOWN), self._take)

    def _take(self, result: Any) -> None:
        if said_failed(result, TerminalError) or not isinstance(result, Backlog) or result == self.backlog:
            return
        self.backlog = result
        self.changed.emit()
