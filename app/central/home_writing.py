"""SQLite's log is written into its file beside the batches, not by the batch whose turn it would be."""

from __future__ import annotations

import threading

from app.central.housekeeping import Repeated
from app.central.storage.database import Database

PAUSE_S = 0.2
"""Between two rounds while large batches come: each flushes the file."""
LOOKS_EVERY_S = 3600.0


class HomeWriter:
    """Only when asked: a centre that gets single cases does as before. `rounds` is begun and ended with the centre."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked = threading.Event()
        self.rounds = Repeated("write-home", LOOKS_EVERY_S, self._round)

    def ask(self) -> None:
        self._asked.set()
        self.rounds.nudge()

    def _round(self, stop: threading.Event) -> None:
        while self._asked.is_set() and not stop.is_set():
            self._asked.clear()
            self._database.write_home()
            stop.wait(PAUSE_S)
