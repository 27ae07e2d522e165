"""Looking after the station itself now and then, for as long as the program runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import TerminalError
from app.domain.freeze import Grade, Ground, reasons_of
from app.journeys.delays import UPKEEP_S
from app.runtime.errands import Errands, said_failed
from app.runtime.upkeep import Upkeep
from app.runtime.worker import Worker


class UpkeepWatch(QObject):
    """Looks in the store's worker, as `tend` does it; `changed` when something else was found."""

    changed = Signal()

    def __init__(
        self, tend: Callable[[], Upkeep] | None, errands: Errands, store: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.found = Upkeep()
        self._tend = tend
        self._errands = errands
        self._store = store
        self._is_asking = False
        self._clock = QTimer(self)
        self._clock.setInterval(UPKEEP_S * 1000)
        self._clock.timeout.connect(self.look)

    @property
    def is_frozen(self) -> bool:
        """On a ground of the station's own: a lock closes it at once and by itself, see `CentreOrders`."""
        reasons = reasons_of(self.found.freeze)
        return any(each.grade is Grade.FROZEN and each.ground is not Ground.LOCKED for each in reasons)

    def start(self) -> None:
        if self._tend is not None:
            self._clock.start()
            self.look()

    def stop(self) -> None:
        self._clock.stop()

    def look(self) -> None:
        tend = self._tend
        if tend is None or self._is_asking:
            return
        self._is_asking = True
        self._errands.loose(self._store, lambda _: tend(), self._take)

    def _take(self, result: Any) -> None:
        self._is_asking = False
        if said_failed(result, TerminalError):
            return  # a store that cannot be read tells so where it is used
        before, self.found = self.found, result
        if before.freeze != result.freeze or _shown(before) != _shown(result):
            self.changed.emit()


def _shown(upkeep: Upkeep) -> object:
    """What of the clock is worth saying again; the moment itself always differs."""
    clock = upkeep.clock
    return clock and (clock.sureness, clock.last_step, round(clock.off.total_seconds() / 60))
