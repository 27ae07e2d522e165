"""One plain thread that does jobs in order, and hands each result back on the window's thread.

One worker per device: a slow printer never holds up the card reader, and the window never waits.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)


class Job:
    """A piece of work under way. `cancel` asks it to stop; whatever it still answers is dropped."""

    def __init__(self) -> None:
        self.stop = threading.Event()

    def cancel(self) -> None:
        self.stop.set()


@dataclass(frozen=True, slots=True)
class Failed:
    """The job raised; `error` is what it raised."""

    error: Exception


class _Courier(QObject):
    """Carries calls from any thread to the thread it was made in.

    The application owns it: whichever thread forgets the worker last, the window's thread is the one that ends it.
    """

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self.sent.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _call(self, deed: Callable[[], None]) -> None:
        deed()


Work = Callable[[threading.Event], Any]
Done = Callable[[Any], None]


class Worker:
    """`run(work, done)`: `work(stop)` in the thread, `done(result | Failed)` in the window's thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: queue.SimpleQueue[tuple[Job, Work, Done] | None] = queue.SimpleQueue()
        self._courier = _Courier()
        self._current: Job | None = None
        self._sending = threading.Lock()
        self._given = self._done = 0
        self._mute = False
        self._given_up = False
        self._heard_at: float | None = None
        self._thread: threading.Thread | None = None
        """Begun by the first job: a station without a device has no thread for it."""

    @property
    def is_idle(self) -> bool:
        """Nothing is done and nothing waits; told from the window's thread, which alone gives work."""
        return self._given == self._done

    @property
    def silent_s(self) -> float:
        """How long the job under way has not been heard of: since it began, or said `is_at_it`. 0 between two jobs."""
        heard_at = self._heard_at
        return 0.0 if heard_at is None else monotonic() - heard_at

    def run(self, work: Work, done: Done) -> Job:
        job = Job()
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name=f"worker-{self._name}", daemon=True)
            self._thread.start()
        self._given += 1
        self._queue.put((job, work, done))
        return job

    def post(self, deed: Callable[[], None]) -> None:
        """From inside a job: call `deed` on the window's thread."""
        with self._sending:
            if not self._mute:
                self._courier.sent.emit(lambda: None if self._mute else deed())  # it may be closed on the way

    def is_at_it(self) -> None:
        """From inside a job that goes on for as long as somebody stands there: nothing hangs."""
        self._heard_at = monotonic()

    def close(self, timeout_s: float) -> None:
        """`end`, and wait for it."""
        self.end()
        self.wait(timeout_s)

    def end(self) -> None:
        """Ask the running job to stop, do what still waits, then end. Nothing is told any more; waits for nothing."""
        with self._sending:
            if self._mute:
                return
            self._mute = True
        current = self._current
        if current is not None:
            current.cancel()
        self._queue.put(None)
        self._courier.deleteLater()

    def wait(self, timeout_s: float) -> None:
        """For the end; what takes longer is given up."""
        if self._thread is not None:
            self._thread.join(timeout_s)
        self._given_up = True

    def _loop(self) -> None:
        while (entry := self._queue.get()) is not None:
            if not self._given_up:
                self._do(*entry)
            self._done += 1
            del entry  # what a job worked with is a person's data: it must not wait here for the next job

    def _do(self, job: Job, work: Work, done: Done) -> None:
        if job.stop.is_set():
            return
        self._current = job
        if self._mute:
            job.cancel()  # it is done all the same, and is to be short
        self._heard_at = monotonic()
        result = self._result(work, job)
        self._heard_at = None
        self._current = None
        if not job.stop.is_set():
            self.post(lambda: _deliver(done, result, job))

    def _result(self, work: Work, job: Job) -> Any:
        try:
            return work(job.stop)
        except Exception as error:  # noqa: BLE001 - the one border of a thread: whatever it is goes to `done`
            _log.info("%s: job ended with %s", self._name, type(error).__name__)
            return Failed(error)


def _deliver(done: Done, result: Any, job: Job) -> None:
    if not job.stop.is_set():
        done(result)
