"""Work that may take so long and no longer: a driver that hangs does not hang the command."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

LOOK_EVERY_S = 0.1
GRACE_S = 3.0
"""What a driver may take to end in order once it was told to."""

T = TypeVar("T")


class Overdue(Exception):
    """The work did not end in time. Its thread is left to itself, and ends with the program."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(limit_s)
        self.limit_s = limit_s


def within(limit_s: float, work: Callable[[threading.Event], T], asked_to_end: threading.Event | None = None) -> T:
    """`work` in a thread of its own; its event is set when the time is over or `asked_to_end` is.

    Raises Overdue, also where the work ended only because it was told to, and what `work` raises.
    """
    cancel = threading.Event()
    done: Future[T] = Future()
    threading.Thread(target=_do, args=(work, cancel, done), name="self-test", daemon=True).start()
    deadline = time.monotonic() + limit_s
    while not done.done() and time.monotonic() < deadline:
        if asked_to_end is not None and asked_to_end.is_set():
            cancel.set()
            limit_s, deadline = 0.0, time.monotonic()
        wait([done], min(LOOK_EVERY_S, max(0.0, deadline - time.monotonic())))
    if done.done():
        return done.result()
    cancel.set()
    wait([done], GRACE_S)
    raise Overdue(limit_s)


def _do(work: Callable[[threading.Event], T], cancel: threading.Event, done: Future[T]) -> None:
    try:
        done.set_result(work(cancel))
    except BaseException as error:  # noqa: BLE001 - the border of a thread: whoever waits must hear of it
        done.set_exception(error)
