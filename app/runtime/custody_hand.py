"""Writes down what was left behind, and what became of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from app.domain.custody import CustodyBook, CustodyEnding
from app.domain.errors import TerminalError
from app.domain.fault_trail import fault_trail
from app.journeys.things import NOTHING, Thing, Things
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.slip_hand import SlipHand
from app.runtime.worker import Worker

_log = logging.getLogger(__name__)


class CustodyHand:
    """In the store's worker, so that a record is never overtaken by what became of it."""

    def __init__(self, machine: Machine, errands: Errands, store: Worker, slip: SlipHand) -> None:
        self.lying: Things = NOTHING
        """Written down in this run, and not seen gone since: these still lie there, whoever comes meanwhile."""
        self._machine = machine
        self._errands = errands
        self._store = store
        self._slip = slip

    def keep(self, things: Things, case_id: str) -> None:
        """A card is written down; a slip too, and is drawn in where the printer can."""
        self.lying |= things
        for thing in (each for each in Thing if each in things):
            self._write(lambda book, thing=thing: book.open(thing.value, case_id))  # type: ignore[misc]
        if Thing.RECEIPT in things:
            self._draw_in()

    def found(self, thing: Thing) -> None:
        """It lay there when the station started: written down, unless an earlier run did so."""

        def write(book: CustodyBook) -> None:
            if not any(each.thing == thing.value and each.ending is CustodyEnding.OPEN for each in book.records()):
                book.open(thing.value, "")

        self.lying |= {thing}
        self._write(write)
        if thing is Thing.RECEIPT:
            self._draw_in()

    def taken(self, things: Things) -> None:
        """Seen gone from its slot; nothing where it was not written down."""
        self._gone(things, CustodyEnding.TAKEN)

    def covered(self) -> None:
        """Another receipt comes: nobody will see what becomes of the one before. Its record stays open."""
        self.lying -= {Thing.RECEIPT}

    def _draw_in(self) -> None:
        self._slip.retract(lambda: self._gone(frozenset({Thing.RECEIPT}), CustodyEnding.RETRACTED))

    def _gone(self, things: Things, ending: CustodyEnding) -> None:
        gone = things & self.lying
        self.lying -= gone
        for thing in (each for each in Thing if each in gone):
            self._write(lambda book, thing=thing: book.seen(thing.value, ending))  # type: ignore[misc]

    def _write(self, deed: Callable[[CustodyBook], Any]) -> None:
        self._errands.loose(self._store, lambda _: deed(self._machine.custody()), _written)


def _written(result: Any) -> None:
    if said_failed(result, TerminalError) and isinstance(result.error, TerminalError):
        _log.error("what was left behind was not written down: %s", fault_trail(result.error))
