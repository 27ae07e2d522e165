"""The house around the station: its power, its door, who stands before it. Closes and opens the station accordingly.

On battery nobody new is taken; who sits there may go on for `drain_s`, unless the UPS says it ends sooner. Then the
sitting ends as soon as nothing of it can be lost, what is printing is printed, and `power_ends` is said: the program
ends and, where the station is set up so, the machine is switched off. Nothing holds that up for ever: what hangs is
waited for up to a limit, the shorter the nearer the end is.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.journeys.delays import (
    DRAINED_LIMIT_S,
    ENDING_LIMIT_S,
    LOW_LIMIT_S,
    MAINTENANCE_REST_S,
    PREMISES_LOOK_MS,
)
from app.journeys.events import TimeRanOut
from app.journeys.states import AtHome, TakingThings
from app.journeys.station_events import StationCloses, StationOpens
from app.journeys.things import Closure
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from app.runtime.sitting import Sitting
from hardware import Contacts, HardwareError, IoBoard, Judgement, LightMode, Outlook, PowerReading, judge


def closures_of(contacts: Contacts) -> dict[Closure, bool]:
    """What the contacts of the cabinet say of taking people; a contact that is not wired says nothing."""
    told = {Closure.DOOR_OPEN: contacts.door_open, Closure.TAMPERED: contacts.tamper}
    return {closure: holds for closure, holds in told.items() if holds is not None}


class Premises(QObject):
    """`changed` when a closure, the presence of people or the minutes left on battery changed."""

    changed = Signal()
    power_ends = Signal()

    def __init__(
        self, machine: Machine, hands: Hands, sitting: Sitting, drain_s: float, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.closures: frozenset[Closure] = frozenset()
        self.person_present: bool | None = None
        """None where no sensor tells."""
        self.operator = ""
        """Who works at the technician's page; empty where nobody is, and where this station has no list to ask."""
        self._machine = machine
        self._hands = hands
        self._sitting = sitting
        self._drain_s = drain_s
        self._power = Judgement()
        self._reading: PowerReading | None = None
        self._minutes = 0
        self._dark: tuple[int, float] | None = None
        """The limit that holds, and since when."""
        self._asking: set[str] = set()
        self._is_over = False
        self._clock = QTimer(self)
        self._clock.setInterval(PREMISES_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(MAINTENANCE_REST_S * 1000)
        self._rest.timeout.connect(self.end_maintenance)
        sitting.changed.connect(self._keep_closed)

    def start(self) -> None:
        self._hands.reminder.all_dark()
        if self._machine.bench.power is not None or self._machine.bench.io_board is not None:
            self._clock.start()
            self.look()

    def stop(self) -> None:
        self._clock.stop()
        self._rest.stop()

    @property
    def on_battery(self) -> bool:
        return Closure.ON_BATTERY in self.closures

    @property
    def seconds_until_dark(self) -> int:
        """How long who sits here may go on, as far as is known; 0 on mains and when it is over."""
        since = self._power.battery_since
        if not self.on_battery or since is None or self._is_dark:
            return 0
        left = self._drain_s - (monotonic() - since)
        runtime_s = self._reading.runtime_s if self._reading else None
        return max(0, round(left if runtime_s is None else min(left, runtime_s)))

    @property
    def _is_dark(self) -> bool:
        """The time on battery is over, or the UPS says that it ends."""
        since = self._power.battery_since
        is_drained = self.on_battery and (since is None or monotonic() - since >= self._drain_s)
        return self._power.outlook is Outlook.SHUT_DOWN or is_drained

    # ------------------------------------------------------------ looking

    def look(self) -> None:
        """At the UPS and the contacts, each in its own worker; then push on what has to end."""
        power, board = self._machine.bench.power, self._machine.bench.io_board
        if power is not None:
            self._ask("power", self._hands.power, lambda _: power.look(), self._power_seen)
        if board is not None:
            self._ask("contacts", self._hands.reminder.lights, lambda _: board.look(), self._contacts_seen)
        self._push_on()
        minutes = self.seconds_until_dark // 60
        if minutes != self._minutes:
            self._minutes = minutes
            self.changed.emit()

    def _ask(self, what: str, worker: Any, work: Any, done: Any) -> None:
        if what in self._asking:
            return
        self._asking.add(what)

        def deliver(result: Any) -> None:
            self._asking.discard(what)
            done(None if said_failed(result, HardwareError) else result)

        self._hands.errands.loose(worker, work, deliver)

    def _power_seen(self, reading: PowerReading | None) -> None:
        self._reading = reading or self._reading
        self._power = judge(self._power, reading, monotonic())
        self._close_if(Closure.ON_BATTERY, self._power.outlook is not Outlook.SERVE)

    def _contacts_seen(self, contacts: Contacts | None) -> None:
        if contacts is None:
            return  # what was seen last still counts: a board that went away opens no door
        for closure, holds in closures_of(contacts).items():
            self._close_if(closure, holds)
        if contacts.person_present != self.person_present:
            self.person_present = contacts.person_present
            self.changed.emit()

    # ------------------------------------------------------------ closing and opening

    def begin_maintenance(self, operator: str = "") -> None:
        """A technician held the mark on the glass and signed in: the devices are shown, nobody is taken."""
        self.operator = operator
        self._close_if(Closure.MAINTENANCE, True)
        self._rest.start()

    def end_maintenance(self) -> None:
        self._rest.stop()
        self._close_if(Closure.MAINTENANCE, False)
        self.operator = ""

    def lock(self, holds: bool) -> None:
        """The centre closes the station, or opens it again. Who sits there goes on."""
        self._close_if(Closure.LOCKED, holds)

    def freeze(self, holds: bool) -> None:
        """Nothing new is begun for now. Who sits there goes on."""
        self._close_if(Closure.FROZEN, holds)

    def touched(self) -> None:
        """Somebody still works at the technician's page."""
        if self._rest.isActive():
            self._rest.start()

    def _close_if(self, closure: Closure, holds: bool) -> None:
        if holds == (closure in self.closures):
            return
        self.closures = self.closures | {closure} if holds else self.closures - {closure}
        if closure is Closure.TAMPERED:
            self._alarm(holds)
        if closure is Closure.MAINTENANCE:
            self._tell_board(lambda board: board.set_maintenance(holds))
        if isinstance(self._sitting.state, AtHome):
            self._sitting.dispatch(StationCloses(closure) if holds else StationOpens(closure))
        self.changed.emit()

    def _keep_closed(self) -> None:
        """Whoever left came home to a station that is closed by now."""
        state = self._sitting.state
        if isinstance(state, AtHome):
            for closure in self.closures - state.closures:
                self._sitting.dispatch(StationCloses(closure))

    def _alarm(self, on: bool) -> None:
        mode = LightMode.ON if on else LightMode.OFF
        self._tell_board(lambda board: board.set_light("alarm", mode))

    def _tell_board(self, deed: Callable[[IoBoard], None]) -> None:
        board = self._machine.bench.io_board
        if board is not None:
            self._hands.errands.loose(self._hands.reminder.lights, lambda _: deed(board), _done)

    # ------------------------------------------------------------ ending what must end

    def _push_on(self) -> None:
        is_dark = self._is_dark
        if not isinstance(self._sitting.state, AtHome):
            self._end_sitting(is_dark)
        limit = self._limit_s() if is_dark else None
        if limit is None:
            self._dark = None
        elif self._dark is None or self._dark[0] != limit:
            self._dark = limit, monotonic()
        if self._dark is not None and not self._is_over and (self._all_is_done() or self._is_late(*self._dark)):
            self._is_over = True
            self.power_ends.emit()

    def _end_sitting(self, is_dark: bool) -> None:
        """Under an open door at once; on battery when its time is over."""
        grave = self.closures & {Closure.DOOR_OPEN, Closure.TAMPERED}
        if grave or is_dark:
            self._sitting.dispatch(StationCloses(Closure.ON_BATTERY if is_dark else next(iter(grave))))
        if isinstance(self._sitting.state, TakingThings) and self._power.outlook is Outlook.SHUT_DOWN:
            self._sitting.dispatch(TimeRanOut())  # no time is left to wait: it is written down now

    def _all_is_done(self) -> bool:
        return isinstance(self._sitting.state, AtHome) and self._hands.papers_are_out

    def _limit_s(self) -> int:
        if self._reading is not None and self._reading.ending:
            return ENDING_LIMIT_S
        return LOW_LIMIT_S if self._power.outlook is Outlook.SHUT_DOWN else DRAINED_LIMIT_S

    def _is_late(self, limit_s: int, since: float) -> bool:
        return monotonic() - since >= limit_s


def _done(result: Any) -> None:
    said_failed(result, HardwareError)
