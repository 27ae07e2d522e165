"""What lies in a slot while nobody sits here: found there at the start, or left behind and still there afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.journeys.states import AtHome
from app.journeys.station_events import StillLying
from app.journeys.things import Thing
from app.runtime.device_watch import DeviceWatch
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from app.runtime.sitting import Sitting
from hardware import DeviceState, HardwareError, StillThere


class Leftovers(QObject):
    """Whoever only looked around in between does not make the station forget what lies there."""

    def __init__(self, machine: Machine, hands: Hands, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine = machine
        self._hands = hands
        self._sitting = sitting
        self._reader_unseen = False
        """The look at the reader is still due: it was not there, or did not answer."""
        sitting.changed.connect(self._follow)

    def start(self) -> None:
        """The power may have gone while somebody was waited for: what lies there now is nobody's who stands here."""
        self._hands.card.look(self._card_seen)
        presenter = self._hands.slip.presenter()
        if presenter is not None:
            self._hands.errands.loose(self._hands.paper.receipts, lambda _: presenter.slip_taken(0), self._slip_seen)

    def follow_reader(self, watch: DeviceWatch) -> None:
        """After a power cut a reader may come up later than the station: it is looked at as soon as it is there."""
        watch.seen.connect(lambda room: self._reader_seen(room, watch.conditions[room].status.state))

    def _reader_seen(self, room: str, state: DeviceState) -> None:
        due = self._reader_unseen and room == "id_card_reader" and state is DeviceState.ONLINE
        if due and isinstance(self._sitting.state, AtHome):
            self._reader_unseen = False
            self._hands.card.look(self._card_seen)

    def _card_seen(self, result: Any) -> None:
        """It lay there before anybody's card was read, also where somebody has begun meanwhile."""
        self._reader_unseen = said_failed(result, HardwareError)
        if not self._reader_unseen and result:
            self._hands.custody.found(Thing.CARD)
            self._follow()

    def _slip_seen(self, result: Any) -> None:
        found = not said_failed(result, HardwareError) and isinstance(result, StillThere)
        if found and isinstance(self._sitting.state, AtHome):
            self._hands.custody.found(Thing.RECEIPT)
            self._follow()

    def _follow(self) -> None:
        state = self._sitting.state
        if isinstance(state, AtHome) and (still := self._hands.custody.lying - state.forgotten):
            self._sitting.dispatch(StillLying(still))
