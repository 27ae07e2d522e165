"""What is true of the station itself, whoever stands before it: the line, the paper, the devices, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.config import Settings
from app.domain.errors import TerminalError
from app.journeys.delays import HEARTBEAT_S, REACHABLE_POLL_S, SYNC_INTERVAL_S
from app.journeys.events import ReaderIsThere
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from hardware import DeviceState, DeviceStatus, HardwareError

LOOKS_UNTIL_GONE = 3
GONE = frozenset({DeviceState.OFFLINE, DeviceState.NO_DEVICE, DeviceState.POWER_OFF})


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
        self.told_paper = ""
        """The paper state the office last heard of."""
        self._machine = machine
        self._hands = hands
        self._asking: set[str] = set()
        self._missed: dict[str, int] = {}
        self._pulse = QTimer(self)
        self._pulse.setInterval(REACHABLE_POLL_S * 1000)
        self._pulse.timeout.connect(self.look)
        self._sync = QTimer(self)
        self._sync.setInterval(SYNC_INTERVAL_S * 1000)
        self._sync.timeout.connect(self._sync_if_online)
        self._beat = QTimer(self)
        self._beat.setInterval(HEARTBEAT_S * 1000)
        self._beat.timeout.connect(self.tell)

    @property
    def staff_told(self) -> bool:
        """Whether the office has heard of the paper as it is now: only then may the glass say so."""
        return self.told_paper == self.receipt_paper

    def now(self) -> datetime:
        """Local time, aware."""
        return self._machine.now().astimezone()

    def start(self) -> None:
        self._pulse.start()
        self._sync.start()
        self._beat.start()
        self._hands.paper.warm()
        self.look()

    def stop(self) -> None:
        self._pulse.stop()
        self._sync.stop()
        self._beat.stop()

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

    def tell(self) -> None:
        """Tell the office how the station is."""
        if not self.online:
            return
        services, outbox, paper = self._machine.services, self._machine.outbox, self.receipt_paper
        state = {"devices": dict(self.devices), "receipt_paper": paper}

        def beat(stop: Any) -> str:
            del stop
            services().heartbeat({**state, "waiting": outbox().waiting()})
            return paper

        self._ask("heartbeat", self._hands.centre.sync, beat, self._told)

    def _told(self, result: Any) -> None:
        if not said_failed(result, TerminalError):
            self.told_paper = result
            self.changed.emit()

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
            self._hands.centre.sync_quietly(due_only=False)
        self._set(online=online)

    def _seen(self, room: str) -> Callable[[Any], None]:
        def seen(result: Any) -> None:
            offline = said_failed(result, HardwareError)
            status: DeviceStatus = DeviceStatus(DeviceState.OFFLINE) if offline else result
            if self._missed_too_few_times(room, status.state):
                return
            self.devices = {**self.devices, room: status.state.value}
            if room == "id_card_reader" and status.state is DeviceState.ONLINE:
                self._hands.errands.say(ReaderIsThere())
            if room == "receipt_printer":
                self.receipt_paper = status.paper.value if status.paper else ""
                if not self.staff_told:
                    self.tell()
            self.changed.emit()

        return seen

    def _missed_too_few_times(self, room: str, state: DeviceState) -> bool:
        """A device that was there is called gone only after `LOOKS_UNTIL_GONE` looks in a row that missed it."""
        self._missed[room] = self._missed.get(room, 0) + 1 if state in GONE else 0
        was_there = room in self.devices and self.devices[room] not in GONE
        return was_there and 0 < self._missed[room] < LOOKS_UNTIL_GONE

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
