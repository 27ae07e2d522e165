"""Watches the receipt in the printer's mouth, and draws it in when nobody takes it. Only for printers that can tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, assert_never

from app.domain.prints import PrintState
from app.journeys.delays import SLIP_WATCH_S
from app.journeys.events import Event
from app.journeys.station_events import SlipWasTaken
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import HardwareError, NotKnown, Retracted, SlipOutcome, SlipPresenter, StillThere, Taken

GROUP = "slip"


class SlipHand:
    """Speaks to the printer in its own worker. `told` hears what became of it, for the ledger."""

    def __init__(self, machine: Machine, errands: Errands, worker: Worker, told: Callable[[PrintState], None]) -> None:
        self._machine = machine
        self._errands = errands
        self._worker = worker
        self._told = told

    def _presenter(self) -> SlipPresenter | None:
        printer: Any = self._machine.bench.receipt_printer
        return printer if isinstance(printer, SlipPresenter) else None

    def watch(self) -> None:
        """Say `SlipWasTaken` once it is gone; nothing where nobody can tell."""
        presenter = self._presenter()
        if presenter is None:
            return
        self._errands.stop(GROUP)
        self._errands.start(GROUP, self._worker, lambda stop: presenter.slip_taken(SLIP_WATCH_S, stop), self._seen)

    def _seen(self, result: Any) -> Event | None:
        if said_failed(result, HardwareError):
            return None
        outcome: SlipOutcome = result
        match outcome:
            case Taken():
                self._told(PrintState.TAKEN)
                return SlipWasTaken()
            case StillThere() | NotKnown():
                return None
            case _ as never:
                assert_never(never)

    def retract(self, done: Callable[[], None]) -> None:
        """`done` is called only where the slip was really drawn in."""
        presenter = self._presenter()
        if presenter is None:
            return

        def drawn_in(result: Any) -> None:
            if not said_failed(result, HardwareError) and isinstance(result, Retracted):
                self._told(PrintState.RETRACTED)
                done()

        self._errands.stop(GROUP)
        self._errands.loose(self._worker, lambda _: presenter.retract(), drawn_in)
