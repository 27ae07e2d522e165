"""A process of its own for dlib.

dlib holds the interpreter's lock while it loads and reckons, up to half a second, and the window must not wait for
that; and a fault in its native code shall not take the terminal along. The process starts with the first face and
ends when nobody was looked at for a while.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock, Timer
from typing import ParamSpec, TypeVar

from app.domain.child_processes import live_with_parent, put_away
from app.domain.errors import OurFault
from app.vision import dlib_work

IDLE_END_S = 60.0
REPLY_WAIT_S = 20.0

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class FaceProcess:
    """Safe to use from several threads; it does one thing at a time."""

    def __init__(self, idle_end_s: float = IDLE_END_S) -> None:
        self._idle_end_s = idle_end_s
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._used_at = 0.0
        self._ending: Timer | None = None

    @property
    def running(self) -> bool:
        return self._pool is not None

    def warm(self) -> None:
        """Begin to load, without waiting for it; what goes wrong is told to the first one who asks for a face."""
        self._ask(dlib_work.load)

    def do(self, work: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        """`work` of `dlib_work`. A process that died is started again once. Raises OurFault, and what `work` raises."""
        for _ in range(2):
            pool, answer = self._ask(work, *args, **kwargs)
            try:
                if answer is not None:
                    return answer.result(REPLY_WAIT_S)
            except (BrokenProcessPool, CancelledError):
                pass  # it died, or was closed by another thread
            except TimeoutError as late:
                self._drop(pool, hung=True)
                raise OurFault("人脸识别没有回应", "重新启动本程序") from late
            self._drop(pool)
        raise OurFault("人脸识别启动不了", "重新启动本程序")

    def _ask(
        self, work: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> tuple[ProcessPoolExecutor, Future[Answer] | None]:
        """No answer to come where the process has just ended."""
        pool = self._started()
        try:
            return pool, pool.submit(work, *args, **kwargs)
        except RuntimeError:
            return pool, None

    def close(self) -> None:
        """End the process; the next face starts it again."""
        if self._pool is not None:
            self._drop(self._pool)

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            self._used_at = time.monotonic()
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), live_with_parent)
                self._end_after(self._idle_end_s)
            return self._pool

    def _drop(self, pool: ProcessPoolExecutor, *, hung: bool = False) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
                if self._ending is not None:
                    self._ending.cancel()
        put_away(pool, killing=hung)

    def _end_after(self, seconds: float) -> None:
        self._ending = Timer(seconds, self._end_when_idle)
        self._ending.daemon = True
        self._ending.start()

    def _end_when_idle(self) -> None:
        with self._lock:
            left = self._used_at + self._idle_end_s - time.monotonic()
            if left > 0 and self._pool is not None:
                self._end_after(left)
                return
        self.close()
