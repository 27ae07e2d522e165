"""Writes down what was left behind, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.custody import CustodyBook, CustodyEnding
from app.domain.errors import TerminalError
from app.journeys.things import Thing, Things
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.slip_hand import SlipHand
from app.runtime.worker import Worker


class CustodyHand:
    """In the store's worker, so that a record is never overtaken by what became of it."""

    def __init__(self, machine: Machine, errands: Errands, store: Worker, slip: SlipHand) -> None:
        self._machine = machine
        self._errands = errands
        self._store = store
        self._slip = slip

    def keep(self, things: Things, case_id: str) -> None:
        """A card is written down; a slip too, and is drawn in where the printer can."""
        for thing in (each for each in Thing if each in things):
            self._write(lambda book, thing=thing: book.open(thing.value, case_id))  # type: ignore[misc]
        if Thing.RECEIPT in things:
            self._slip.retract(self._retracted)

    def taken(self, things: Things) -> None:
        for thing in (each for each in Thing if each in things):
            self._seen(thing, CustodyEnding.TAKEN)

    def _retracted(self) -> None:
        self._seen(Thing.RECEIPT, CustodyEnding.RETRACTED)

    def _seen(self, thing: Thing, ending: CustodyEnding) -> None:
        self._write(lambda book: book.seen(thing.value, ending))

    def _write(self, deed: Callable[[CustodyBook], Any]) -> None:
        self._errands.loose(self._store, lambda _: deed(self._machine.custody()), _written)


def _written(result: Any) -> None:
    said_failed(result, TerminalError)
