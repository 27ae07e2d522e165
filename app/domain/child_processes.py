"""Processes that a program starts for work of its own: none outlives it, and one that hangs holds up nobody's end."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from threading import Thread


def live_with_parent() -> None:
    """Called in the child: Ctrl-C is the parent's to hear, and the child ends when the parent has, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def put_away(pool: ProcessPoolExecutor, *, killing: bool) -> None:
    """Without waiting. `killing`: what they are at is not wanted any more, or they hang and would never end."""
    if killing:
        for process in list((pool._processes or {}).values()):
            process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
