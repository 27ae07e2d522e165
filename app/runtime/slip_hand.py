"""Watches the receipt in the printer's mouth, and draws it in when nobody takes it. Only for printers that can tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, assert_never

from PySide6.QtCore import QTimer

from app.domain.prints import PrintState
from app.journeys.delays import SLIP_LOOK_MS
from app.journeys.events import Event
from app.journeys.station_events import SlipWasTaken
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import HardwareError, NotKnown, Retracted, SlipOutcome, SlipPresenter, StillThere, Taken

GROUP = "slip"


class SlipHand:
    """Speaks to the printer in its own worker, a short look at a time: a receipt may lie there for days, and the
    printer must be free for its status and for the next one meanwhile.

    `newest` is the ledger's id of the receipt in the mouth; `told` hears what became of it.
    """

    def __init__(
        self,
        machine: Machine,
        errands: Errands,
        worker: Worker,
        newest: Callable[[], str],
        told: Callable[[str, PrintState], None],
    ) -> None:
        self._machine = machine
        self._errands = errands
        self._worker = worker
        self._newest = newest
        self._told = told
        self._watch = 0

    def presenter(self) -> SlipPresenter | None:
        printer: Any = self._machine.bench.receipt_printer
        return printer if isinstance(printer, SlipPresenter) else None

    def watch(self) -> None:
        """Say `SlipWasTaken` once it is gone; nothing where nobody can tell."""
        presenter = self.presenter()
        self.stop()
        if presenter is not None:
            self._look(presenter, self._watch, self._newest())

    def stop(self) -> None:
        self._watch += 1
        self._errands.stop(GROUP)

    def _look(self, presenter: SlipPresenter, watch: int, job_id: str) -> None:
        if watch != self._watch:
            return
        self._errands.stop(GROUP)  # the look before is over: nothing of it is kept

        def seen(result: Any) -> Event | None:
            if said_failed(result, HardwareError):
                return None
            outcome: SlipOutcome = result
            match outcome:
                case Taken():
                    self._told(job_id, PrintState.TAKEN)
                    return SlipWasTaken()
                case StillThere() | NotKnown():
                    again = self._errands.later(lambda: self._look(presenter, watch, job_id))
                    QTimer.singleShot(SLIP_LOOK_MS, again)
                    return None
                case _ as never:
                    assert_never(never)

        self._errands.start(GROUP, self._worker, lambda stop: presenter.slip_taken(0, stop), seen)

    def retract(self, done: Callable[[], None]) -> None:
        """`done` is called only where the slip was really drawn in; then there is nothing to watch any more."""
        presenter = self.presenter()
        if presenter is None:
            return
        job_id = self._newest()

        def drawn_in(result: Any) -> None:
            if not said_failed(result, HardwareError) and isinstance(result, Retracted):
                self.stop()
                self._told(job_id, PrintState.RETRACTED)
                done()

        self.stop()
        self._errands.loose(self._worker, lambda _: presenter.retract(), drawn_in)
