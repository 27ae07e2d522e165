"""Writes the log of the terminal: when it started, which sittings there were, how devices changed. Never who."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.audit import AuditEvent, audit_event
from app.domain.errors import TerminalError
from app.journeys.states import (
    AtHome,
    AtStep,
    Finished,
    Finishing,
    Goodbye,
    LookingUp,
    State,
    TakingThings,
    Tracking,
)
from app.journeys.things import Closure
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting
from app.runtime.station import Station

NO_FAULT = "none"
NOBODY = "none"
"""The station has no list of operators to ask."""

Record = Callable[[AuditEvent], None]
"""One durable line; called in the store's worker."""


class Journal(QObject):
    """Follows the sitting and the station; the lines are written in the store's own worker."""

    def __init__(
        self,
        hands: Hands,
        sitting: Sitting,
        station: Station,
        premises: Premises,
        record: Record,
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(sitting)
        self._hands = hands
        self._record = record
        self._new_id = new_id
        self._sitting_id = ""
        self._ending = ""
        self._was_waiting = False
        self._devices: dict[str, tuple[str, str]] = {}
        self._sitting = sitting
        self._station = station
        sitting.changed.connect(self._follow_sitting)
        self._premises = premises
        self._closures: frozenset[Closure] = frozenset()
        self._operator = NOBODY
        station.changed.connect(self._follow_station)
        premises.changed.connect(self._follow_premises)
        premises.power_ends.connect(self._power_ended)

    def started(self, version: str, station_kind: str) -> None:
        self._write(audit_event("terminal.started", version=version, station_kind=station_kind))

    def _write(self, event: AuditEvent) -> None:
        self._hands.errands.loose(self._hands.store, lambda _: self._record(event), _written)

    def _follow_sitting(self) -> None:
        state = self._sitting.state
        if isinstance(state, AtStep | LookingUp | Tracking) and not self._sitting_id:
            self._sitting_id, self._ending = self._new_id(), "left"
            self._write(audit_event("sitting.started", sitting_id=self._sitting_id))
        if not self._sitting_id:
            return
        self._ending = _ending_of(state) or self._ending
        if isinstance(state, TakingThings) and not self._was_waiting:
            self._write(audit_event("sitting.things_left", sitting_id=self._sitting_id))
        self._was_waiting = isinstance(state, TakingThings)
        if isinstance(state, AtHome | Goodbye):
            self._write(audit_event("sitting.ended", sitting_id=self._sitting_id, ending=self._ending))
            self._sitting_id = ""

    def _follow_station(self) -> None:
        faults = self._station.faults
        now = {device: (state, faults.get(device, NO_FAULT)) for device, state in self._station.devices.items()}
        for device, (state, fault) in now.items():
            if self._devices.get(device) != (state, fault):
                self._write(audit_event("device.state_changed", device=device, state=state, fault=fault))
        self._devices = now

    def _follow_premises(self) -> None:
        now, before = self._premises.closures, self._closures
        self._closures = now
        for closure in sorted(now - before):
            self._write(audit_event("station.closed", closure=closure.value))
        for closure in sorted(before - now):
            self._write(audit_event("station.opened", closure=closure.value))
        if Closure.MAINTENANCE in now - before:
            self._operator = self._premises.operator or NOBODY
            self._write(audit_event("maintenance.started", operator=self._operator))
        if Closure.MAINTENANCE in before - now:
            self._write(audit_event("maintenance.ended", operator=self._operator))

    def _power_ended(self) -> None:
        self._write(audit_event("station.power_ended"))


def _ending_of(state: State) -> str:
    """How far it came, where the state says so."""
    match state:
        case Finishing():
            return "saved"
        case Finished():
            return "finished"
        case _:
            return ""


def _written(result: Any) -> None:
    said_failed(result, TerminalError)
