"""How Ctrl-C and SIGTERM end a command: at once, cleanly, and never looking like success."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Ended(KeyboardInterrupt):
    """A person ended the command before it was done; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def exit_code(self) -> int:
        return 128 + self.number


@contextmanager
def signals_end_the_command() -> Iterator[None]:
    """In the block both signals raise Ended: also where a shell started the command with Ctrl-C switched off."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise Ended(number)

    with _handled_by(end):
        yield


class AskedToEnd(threading.Event):
    """Set by the first signal."""

    number: int = signal.SIGINT

    def raise_if_set(self) -> None:
        """Raises Ended: for loops that may not be left by a signal handler, such as Qt's, which swallow it."""
        if self.is_set():
            raise Ended(self.number)


@contextmanager
def waiting() -> Iterator[AskedToEnd]:
    """In the block the first signal sets the event, so that whoever waits can end in order; a second one raises."""
    asked_to_end = AskedToEnd()

    def end(number: int, _frame: FrameType | None) -> None:
        if asked_to_end.is_set():
            raise Ended(number)
        asked_to_end.number = number
        asked_to_end.set()

    with _handled_by(end):
        yield asked_to_end


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # Python hands signals to the main thread only
        return
    before = {each: signal.signal(each, handler) for each in ENDING_SIGNALS}
    try:
        yield
    finally:
        for each, earlier in before.items():
            signal.signal(each, signal.SIG_DFL if earlier is None else earlier)
