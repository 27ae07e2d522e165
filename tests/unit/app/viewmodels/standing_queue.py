"""A queue of a hall that stands still, and a desk that keeps what is pressed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QObject, Signal

NOW = datetime(2026, 3, 18, 9, 41, tzinfo=timezone(timedelta(hours=8)))


class StandingQueue(QObject):
    changed = Signal()

    def __init__(self):
        super().__init__()
        self.queue = self.at_desk = None
        self.is_silent = self.working = False
        self.refused = ""
        self.clock = NOW

    def now(self):
        return self.clock

    def put(self, **values):
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()


class Calls:
    def __init__(self):
        self.queue = StandingQueue()
        self.acts = []

    def call_next(self):
        self.acts.append("next")

    def recall(self):
        self.acts.append("recall")

    def missed(self):
        self.acts.append("missed")
