"""Whether this station can hand a case over, or take one: it belongs to a hall whose keys it keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import TerminalError
from app.domain.hand_over import HandOver
from app.journeys.delays import HALL_LOOK_S
from app.runtime.errands import Errands, said_failed
from app.runtime.worker import Worker


class HallKeys(QObject):
    """Looks in the store's worker, now and then: the keys come with a sync, long after the start."""

    changed = Signal()

    def __init__(
        self, office: Callable[[], HandOver] | None, errands: Errands, store: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.makes = False
        self.takes = False
        self._office = office
        self._errands = errands
        self._store = store
        self._is_asking = False
        self._clock = QTimer(self)
        self._clock.setInterval(HALL_LOOK_S * 1000)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        if self._office is not None:
            self._clock.start()
            self.look()

    def stop(self) -> None:
        self._clock.stop()

    def look(self) -> None:
        office = self._office
        if office is None or self._is_asking:
            return
        self._is_asking = True
        self._errands.loose(self._store, lambda _: (office().makes(), office().takes()), self._found)

    def _found(self, result: Any) -> None:
        self._is_asking = False
        if said_failed(result, TerminalError):
            return  # a store that cannot be read tells so where it is used
        if result != (self.makes, self.takes):
            self.makes, self.takes = result
            self.changed.emit()
