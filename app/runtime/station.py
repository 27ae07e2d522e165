"""What is true of the station itself, whoever stands before it: the line, the paper, the devices, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.config import Settings
from app.domain.errors import TerminalError
from app.domain.formats import CHINA
from app.domain.outbox import Backlog
from app.journeys.delays import HEARTBEAT_S, REACHABLE_POLL_S, SYNC_INTERVAL_S
from app.journeys.events import ReaderIsThere
from app.runtime.device_watch import DeviceWatch
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.loose_ends import LooseEnds
from app.runtime.machine import Machine
from app.runtime.upkeep import Upkeep
from app.runtime.upkeep_watch import UpkeepWatch
from app.runtime.waiting_watch import WaitingWatch
from hardware import DeviceState
from hardware.faults import fault_of
from hardware.watch import Condition

if TYPE_CHECKING:
    from hardware import PlugWatch


class Station(QObject):
    """Looks at the line and the devices in their own workers; `changed` when something did."""

    changed = Signal()
    plugged = Signal()
    """Said in another thread: something came or went, look at once."""

    def __init__(self, settings: Settings, machine: Machine, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.name = settings.station.name
        self.place = f"{settings.station.place} · {settings.station.number}"
        self.online = False
        self.receipt_paper = ""
        self.told_paper = ""
        """The paper state the office last heard of."""
        self._told_faults: dict[str, str] = {}
        self._machine = machine
        self._hands = hands
        self._asking: set[str] = set()
        self._day = self.now().date()
        self.watch = DeviceWatch(hands.watched(), hands.errands, self.now, self)
        self.watch.seen.connect(self._seen)
        self.watch.changed.connect(self._changed)
        self.loose_ends = LooseEnds(machine, hands, self)
        self.loose_ends.changed.connect(self.changed.emit)
        self._waiting: WaitingWatch | None = None
        self._upkeep: UpkeepWatch | None = None
        self._plugs: PlugWatch | None = None
        self.plugged.connect(self.look, Qt.ConnectionType.QueuedConnection)
        self._pulse = QTimer(self)
        self._pulse.setInterval(REACHABLE_POLL_S * 1000)
        self._pulse.timeout.connect(self.look)
        self._sync = QTimer(self)
        self._sync.setInterval(SYNC_INTERVAL_S * 1000)
        self._sync.timeout.connect(self._sync_if_online)
        self._beat = QTimer(self)
        self._beat.setInterval(HEARTBEAT_S * 1000)
        self._beat.timeout.connect(self.tell)

    def follow_waiting(self, waiting: WaitingWatch) -> None:
        """What waits for the centre belongs to what is true of the station."""
        self._waiting = waiting
        waiting.changed.connect(self.changed.emit)

    def follow_upkeep(self, upkeep: UpkeepWatch) -> None:
        """So do its clock and whether it may take anybody."""
        self._upkeep = upkeep
        upkeep.changed.connect(self.changed.emit)

    @property
    def upkeep(self) -> Upkeep:
        return self._upkeep.found if self._upkeep is not None else Upkeep()

    @property
    def backlog(self) -> Backlog:
        return self._waiting.backlog if self._waiting is not None else Backlog(0, 0)

    @property
    def staff_told(self) -> bool:
        """Whether the office has heard of the paper as it is now: only then may the glass say so."""
        return self.told_paper == self.receipt_paper

    def office_knows(self, room: str) -> bool:
        """Whether the office has heard of what is wrong with a device now."""
        fault = self.faults.get(room, "")
        return fault != "" and self._told_faults.get(room, "") == fault

    def now(self) -> datetime:
        """Local time, aware."""
        return self._machine.now().astimezone(CHINA)

    def start(self) -> None:
        from hardware import open_plug_watch  # sockets are not needed before the first frame

        self._pulse.start()
        self._sync.start()
        self._beat.start()
        self._plugs = open_plug_watch(lambda _: self.plugged.emit())
        self._hands.paper.warm()
        self.loose_ends.look()
        self.look()

    def stop(self) -> None:
        if self._plugs is not None:
            self._plugs.close()
            self._plugs = None
        self._pulse.stop()
        self._sync.stop()
        self._beat.stop()

    def look(self) -> None:
        """One look at everything; a device whose worker is still busy with the last look is left alone."""
        today = self.now().date()
        if today != self._day:  # what is offered goes by the day
            self._day = today
            self.changed.emit()
        services = self._machine.services
        self._ask("centre", self._hands.centre.questions, lambda _: services().reachable(), self._heard)
        self.watch.look()

    def tell(self) -> None:
        """Tell the office how the station is."""
        if not self.online:
            return
        services, outbox, paper = self._machine.services, self._machine.outbox, self.receipt_paper
        accounts, versions = self._machine.accounts, dict(self._machine.versions())
        faults = self.faults
        state = {
            "versions": versions,
            "devices": self.devices,
            "faults": faults,
            "receipt_paper": paper,
            **self._loose(),
        }

        def beat(stop: Any) -> tuple[str, dict[str, str], bool]:
            del stop
            known = {"waiting": outbox().waiting(), "cursor": outbox().cursor()}
            standing = accounts().standing().document() if accounts is not None else {}
            return paper, faults, services().heartbeat({**state, **known, **standing})

        self._ask("heartbeat", self._hands.centre.sync, beat, self._told)

    def _loose(self) -> dict[str, int]:
        self.loose_ends.look()
        return {"unknown_papers": len(self.unknown_papers), "left_behind": self.left_behind}

    def _told(self, result: Any) -> None:
        if not said_failed(result, TerminalError):
            self.told_paper, self._told_faults, has_changes = result
            self.changed.emit()
            if has_changes:
                self._hands.centre.sync_quietly()

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

    @property
    def conditions(self) -> dict[str, Condition]:
        """What is known of each device, by room."""
        return self.watch.conditions

    @property
    def unknown_papers(self) -> tuple[str, ...]:
        return self.loose_ends.unknown_papers

    @property
    def left_behind(self) -> int:
        return self.loose_ends.left_behind

    @property
    def devices(self) -> dict[str, str]:
        """The state of each device in a word, for the office and the log."""
        return {room: each.status.state.value for room, each in self.watch.conditions.items()}

    @property
    def faults(self) -> dict[str, str]:
        """The code of what is wrong with each device that is not well."""
        known = ((room, fault_of(room, each.status)) for room, each in self.watch.conditions.items())
        return {room: fault.code for room, fault in known if fault is not None}

    def _seen(self, room: str) -> None:
        status = self.watch.conditions[room].status
        if room == "id_card_reader" and status.state is DeviceState.ONLINE:
            self._hands.errands.say(ReaderIsThere())
        if room == "receipt_printer":
            self.receipt_paper = status.paper.value if status.paper else ""
            if not self.staff_told:
                self.tell()
        self.changed.emit()

    def _changed(self, room: str) -> None:
        """The office hears of it; and a printer that came back may tell how its last job ended."""
        self.tell()
        if room == "certificate_printer" and not self.watch.conditions[room].is_gone:
            self._hands.paper.take_stock()
            self.loose_ends.look()

    def _set(self, online: bool) -> None:
        if online != self.online:
            self.online = online
            self.changed.emit()

    def _sync_if_online(self) -> None:
        if self.online:
            self._hands.centre.sync_quietly()
