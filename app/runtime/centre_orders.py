"""What the centre wants done here: restart, lock, unlock, send the program's log. Each is done once, also over a crash.

Another catalogue, too, is put in use by a restart between two sittings; nothing has to be remembered for it.

Lock and unlock are done with the row that brings them; here they become a closed page. A restart is begun in its row
and then the program ends, between two sittings; the next start finds it and says that it is done.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import TerminalError
from app.domain.ports import ChangeOutcome, Outbox, StationCommand
from app.journeys.states import AtHome
from app.journeys.things import Closure
from app.runtime.errands import said_failed
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting

RESTART, SEND_LOGS = "restart", "send_logs"


class CentreOrders(QObject):
    """Looked after every exchange with the centre; the store's worker reads and writes the rows."""

    restart_wanted = Signal()
    lock_turned = Signal()
    """The centre closed the station, or opened it again."""

    def __init__(
        self, machine: Machine, hands: Hands, sitting: Sitting, premises: Premises, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._machine = machine
        self._hands = hands
        self._sitting = sitting
        self._premises = premises
        self._restart: StationCommand | None = None
        self._catalogue_came = False
        self._under_way: set[str] = set()
        hands.centre.listeners.append(self.look)
        sitting.changed.connect(self._restart_if_idle)

    def start(self) -> None:
        """The program has just started: whatever restart was wanted has happened. What was left half is left now."""

        def settle(outbox: Outbox) -> None:
            self._machine.early().leave_all()
            for each in outbox.open_commands():
                if each.name == RESTART:
                    outbox.end_command(each.cursor, ChangeOutcome.DONE)

        self._with_outbox(settle, lambda _: self.look())

    def look(self) -> None:
        came = self._machine.catalogue_came
        self._with_outbox(lambda outbox: (tuple(outbox.open_commands()), outbox.locked(), came()), self._found)

    def _found(self, found: tuple[tuple[StationCommand, ...], bool, bool]) -> None:
        commands, locked, self._catalogue_came = found
        if locked != (Closure.LOCKED in self._premises.closures):
            self._premises.lock(locked)
            self.lock_turned.emit()
        for each in commands:
            if each.cursor in self._under_way:
                continue
            if each.name == RESTART and self._restart is None:
                self._restart = each
            if each.name == SEND_LOGS:
                self._under_way.add(each.cursor)
                self._keep_log(each)
        self._restart_if_idle()

    def _restart_if_idle(self) -> None:
        """Between two sittings, and not while a paper is on its way; whoever comes next finds the machine anew."""
        command = self._restart
        if not (isinstance(self._sitting.state, AtHome) and self._hands.papers_are_out):
            return
        if command is None:
            if self._catalogue_came and not self._hands.operator:  # no clerk is sent away from a desk for it
                self.restart_wanted.emit()
        elif command.cursor not in self._under_way:
            self._under_way.add(command.cursor)
            self._with_outbox(
                lambda outbox: outbox.begin_command(command.cursor), lambda _: self._end_program(command), command
            )

    def _end_program(self, command: StationCommand) -> None:
        """Somebody may have come while the row was written."""
        if isinstance(self._sitting.state, AtHome):
            self.restart_wanted.emit()
        else:
            self._under_way.discard(command.cursor)

    def _keep_log(self, command: StationCommand) -> None:
        self._with_outbox(lambda outbox: self._send_log(outbox, command), self._log_kept, command)

    def _send_log(self, outbox: Outbox, command: StationCommand) -> None:
        """Begun again after a crash it replaces what was kept: the centre gets one."""
        outbox.begin_command(command.cursor)
        self._machine.early().begin_log(command.id, io.BytesIO(self._machine.station_log()))
        outbox.end_command(command.cursor, ChangeOutcome.DONE, "queued")

    def _log_kept(self, _: None) -> None:
        self._hands.centre.sync_quietly()

    def _with_outbox(
        self, work: Callable[[Outbox], Any], done: Callable[[Any], None], command: StationCommand | None = None
    ) -> None:
        """A `command` whose rows could not be written, on a full disk say, is carried out after the next exchange."""

        def deliver(result: Any) -> None:
            if not said_failed(result, TerminalError):
                done(result)
            elif command is not None:
                self._under_way.discard(command.cursor)

        self._hands.errands.loose(self._hands.store, lambda _: work(self._machine.outbox()), deliver)
