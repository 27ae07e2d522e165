"""Between the centre and an object store on the net that may hang: it holds few of the threads others need."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from app.central.patience import Patience
from app.domain.errors import StorageProblem

T = TypeVar("T")
ASKED_AT_ONCE = 32
"""Of the threads that answer requests, a few stay for those who want no attachment."""


class StoreAway(StorageProblem):
    """`reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__("附件存储没有回答。", "请过一会儿再试。")
        self.reason = reason


class Guard:
    """Asks a store on the net. A fault that was waited for `silent_s` is a silence: then nobody asks for `rest_s`."""

    def __init__(self, silent_s: float, rest_s: float) -> None:
        self._silent_s = silent_s
        self._patience = Patience(StoreAway, rest_s, at_once=ASKED_AT_ONCE)

    def ask(self, question: Callable[[], T]) -> T:
        """Raises StoreAway, and what the question raises."""
        return self._patience.ask(lambda: self._heard(question))

    def _heard(self, question: Callable[[], T]) -> T:
        from obstore.exceptions import GenericError

        begun = time.monotonic()
        try:
            return question()
        except GenericError as error:
            if time.monotonic() - begun < self._silent_s:
                raise
            raise StoreAway("silent") from error
