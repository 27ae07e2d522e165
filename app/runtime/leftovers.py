"""What lies in a slot while nobody sits here: found there at the start, or left behind and still there afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.journeys.states import AtHome
from app.journeys.station_events import StillLying
from app.journeys.things import Thing
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from app.runtime.sitting import Sitting
from hardware import HardwareError, StillThere


class Leftovers(QObject):
    """Whoever only looked around in between does not make the station forget what lies there."""

    def __init__(self, machine: Machine, hands: Hands, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine = machine
        self._hands = hands
        self._sitting = sitting
        sitting.changed.connect(self._follow)

    def start(self) -> None:
        """The power may have gone while somebody was waited for: what lies there now is nobody's who stands here."""
        reader, presenter = self._machine.bench.id_card_reader, self._hands.slip.presenter()
        errands = self._hands.errands
        if reader is not None:
            errands.loose(self._hands.card.worker, lambda _: reader.card_present(), self._card_seen)
        if presenter is not None:
            errands.loose(self._hands.paper.receipts, lambda _: presenter.slip_taken(0), self._slip_seen)

    def _card_seen(self, result: Any) -> None:
        if not said_failed(result, HardwareError) and result:
            self._found(Thing.CARD)

    def _slip_seen(self, result: Any) -> None:
        if not said_failed(result, HardwareError) and isinstance(result, StillThere):
            self._found(Thing.RECEIPT)

    def _found(self, thing: Thing) -> None:
        if isinstance(self._sitting.state, AtHome):
            self._hands.custody.found(thing)
            self._follow()

    def _follow(self) -> None:
        state = self._sitting.state
        if isinstance(state, AtHome) and (still := self._hands.custody.lying - state.forgotten):
            self._sitting.dispatch(StillLying(still))
