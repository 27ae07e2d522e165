"""Has the power of attorney written that a principal has just signed on the glass."""

from __future__ import annotations

from typing import Any

from app.domain.errors import TerminalError
from app.journeys.authority_commands import WritePower
from app.journeys.authority_events import PowerNotWritten, PowerWasWritten
from app.journeys.events import Event
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker

POWER = "power-of-attorney"


def write_power(command: WritePower, machine: Machine, errands: Errands, worker: Worker) -> None:
    """Nothing of it touches a disk before the case is saved with it."""
    write = machine.write_power
    if write is None:
        errands.say(PowerNotWritten())
        return
    told = command
    errands.start(POWER, worker, lambda _: write(told.item, told.agency, told.principal, told.signature), _written)


def _written(result: Any) -> Event:
    return PowerNotWritten() if said_failed(result, TerminalError) else PowerWasWritten(result)
