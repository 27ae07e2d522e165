"""Asks the operators' desk who somebody is.

In the store's worker: looking at a PIN takes a moment, and the window never waits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.errors import TerminalError
from app.domain.operators import Entry, OperatorDesk, SignInOutcome, entry_of
from app.runtime.errands import Errands, said_failed
from app.runtime.worker import Worker


class OperatorDoor:
    """Answers come on the window's thread; None where the store could not be asked."""

    def __init__(
        self, desk: Callable[[], OperatorDesk], is_enrolled: Callable[[], bool], errands: Errands, store: Worker
    ) -> None:
        self._desk = desk
        self._is_enrolled = is_enrolled
        self._errands = errands
        self._store = store

    def entry(self, done: Callable[[Entry | None], None]) -> None:
        """What whoever holds the mark is to be asked here."""
        desk, is_enrolled = self._desk, self._is_enrolled

        def look(_: Any) -> Entry:
            return entry_of(desk().has_list(), is_enrolled())

        self._errands.loose(self._store, look, lambda result: done(_answer(result)))

    def sign_in(self, number: str, pin: bytearray, done: Callable[[SignInOutcome | None], None]) -> None:
        """`pin`: ASCII digits; it is overwritten once it was looked at, whatever came of it."""
        desk = self._desk

        def look(_: Any) -> SignInOutcome:
            try:
                return desk().sign_in(number, pin.decode("ascii"))
            finally:
                pin[:] = bytes(len(pin))

        self._errands.loose(self._store, look, lambda result: done(_answer(result)))


def _answer(result: Any) -> Any:
    return None if said_failed(result, TerminalError) else result
