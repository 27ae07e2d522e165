"""What is true of the station itself, whoever stands before it: the line, the paper, the devices, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.config import Settings
from app.domain.errors import TerminalError
from app.journeys.delays import REACHABLE_POLL_S, SYNC_INTERVAL_S
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from hardware import DeviceState, DeviceStatus, HardwareError


class Station(QObject):
    """Looks at the line and the devices in their own workers; `changed` when something did."""

    changed = Signal()

    def __init__(self, settings: Settings, machine: Machine, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.name = settings.station.name
        self.place = f"{settings.station.place} · {settings.station.number}"
        self.online = False
        self.receipt_paper = ""
        self.devices: dict[str, str] = {}
        self._machine = machine
        self._hands = hands
        self._asking: set[str] = set()
        self._pulse = QTimer(self)
        self._pulse.setInterval(REACHABLE_POLL_S * 1000)
        self._pulse.timeout.connect(self.look)
        self._sync = QTimer(self)
        self._sync.setInterval(SYNC_INTERVAL_S * 1000)
        self._sync.timeout.connect(self._sync_if_online)

    def now(self) -> datetime:
        """Local time, aware."""
        return self._machine.now().astimezone()

    def start(self) -> None:
        self._pulse.start()
        self._sync.start()
        self._hands.paper.warm()
        self.look()

    def stop(self) -> None:
        self._pulse.stop()
        self._sync.stop()

    def look(self) -> None:
        """One look at everything; a device whose worker is still busy with the last look is left alone."""
        services = self._machine.services
        self._ask("centre", self._hands.centre.questions, lambda _: services().reachable(), self._heard)
        bench, hands = self._machine.bench, self._hands
        rooms: tuple[tuple[str, Any, Any], ...] = (
            ("id_card_reader", bench.id_card_reader, hands.card.worker),
            ("receipt_printer", bench.receipt_printer, hands.paper.receipts),
            ("certificate_printer", bench.certificate_printer, hands.paper.certificates),
            ("evaluation_keypad", bench.evaluation_keypad, hands.pad),
            ("camera", bench.camera, hands.camera.camera),
        )
        for room, device, worker in rooms:
            if device is not None:
                self._ask(room, worker, _look_at(device), self._seen(room))

    def _ask(self, what: str, worker: Any, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        if what in self._asking:
            return
        self._asking.add(what)

        def deliver(result: Any) -> None:
            self._asking.discard(what)
            done(result)

        self._hands.errands.loose(worker, work, deliver)

    def _heard(self, result: Any) -> None:
        online = not said_failed(result, TerminalError) and bool(result)
        if online and not self.online:
            self._hands.centre.sync_quietly()
        self._set(online=online)

    def _seen(self, room: str) -> Callable[[Any], None]:
        def seen(result: Any) -> None:
            offline = said_failed(result, HardwareError)
            status: DeviceStatus = DeviceStatus(DeviceState.OFFLINE) if offline else result
            self.devices = {**self.devices, room: status.state.value}
            if room == "receipt_printer":
                self.receipt_paper = status.paper.value if status.paper else ""
            self.changed.emit()

        return seen

    def _set(self, online: bool) -> None:
        if online != self.online:
            self.online = online
            self.changed.emit()

    def _sync_if_online(self) -> None:
        if self.online:
            self._hands.centre.sync_quietly()


def _look_at(device: Any) -> Callable[[Any], DeviceStatus]:
    def look(stop: Any) -> DeviceStatus:
        del stop
        status: DeviceStatus = device.status()
        return status

    return look
