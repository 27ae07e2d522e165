"""What the centre does besides answering: one thread a task, again and again until the centre closes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from app.domain.errors import TerminalError
from app.domain.fault_trail import fault_trail

TIDY_EVERY_S = 60.0
STOP_TIMEOUT_S = 1.0
_log = logging.getLogger("bianmin.central")


class Repeated:
    """Runs `work` every `every_s` seconds, at once when `nudge` is called. What fails is logged and tried again."""

    def __init__(self, name: str, every_s: float, work: Callable[[threading.Event], None]) -> None:
        """`work` gets the event that asks it to stop early."""
        self._name = name
        self._every_s = every_s
        self._work = work
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"centre-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        self._wake.set()

    def ask_to_stop(self) -> None:
        self._stop.set()
        self._wake.set()

    def stop(self) -> None:
        """What does not end in time is left: it works in transactions, and its rows are taken up again."""
        self.ask_to_stop()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self._work(self._stop)
            except TerminalError as error:
                _log.error("%s %s %s", self._name, error.code, fault_trail(error))
            except Exception as error:  # noqa: BLE001 - one defect must not end the task for good; its trail is logged
                _log.error("fault %s %s", self._name, fault_trail(error))
            self._wake.wait(self._every_s)
