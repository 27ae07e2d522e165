"""What is known of each device: its condition over time. A device in the middle of a job is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.journeys.delays import HANGS_S, SILENT_LOOK_S
from app.runtime.errands import Errands, said_failed
from app.runtime.worker import Worker
from hardware import DeviceStatus, HardwareError
from hardware.faults import NO_ANSWER, status_of
from hardware.watch import Condition, observe


@dataclass(frozen=True, slots=True)
class Watched:
    """One device of the station, with the worker that alone may speak to it; no job of it is silent for `longest_s`."""

    room: str
    device: Any
    worker: Worker
    longest_s: float = HANGS_S


class DeviceWatch(QObject):
    """`seen(room)` after every look that was believed, `changed` when a condition became another."""

    seen = Signal(str)
    changed = Signal(str)

    def __init__(
        self,
        watched: Iterable[Watched],
        errands: Errands,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.conditions: dict[str, Condition] = {}
        self._watched = tuple(each for each in watched if each.device is not None)
        self._errands = errands
        self._now = now
        self._looking: dict[str, float] = {}
        """Since when; or when its silence was last counted."""
        self._hanging: dict[str, float] = {}
        """Jobs that do not come back: when their silence was last counted."""

    @property
    def is_looking(self) -> bool:
        return bool(self._looking)

    def look(self) -> None:
        """At every device whose worker has nothing else to do: whoever works with it notices for himself.

        A driver that never comes back, from a look or from a job, is a device that does not answer.
        """
        for each in self._watched:
            if each.room in self._looking:
                self._count_silence(each.room, self._looking)
            elif each.worker.silent_s >= each.longest_s:
                self._hanging.setdefault(each.room, monotonic() - SILENT_LOOK_S)
                self._count_silence(each.room, self._hanging)
            elif each.worker.is_idle:
                self._hanging.pop(each.room, None)
                self._looking[each.room] = monotonic()
                self._errands.loose(each.worker, _look_at(each.device), self._deliver(each.room))

    def _count_silence(self, room: str, counted_at: dict[str, float]) -> None:
        now = monotonic()
        if now - counted_at[room] >= SILENT_LOOK_S:
            counted_at[room] = now
            self._take(room, status_of(room, NO_ANSWER))

    def _deliver(self, room: str) -> Callable[[Any], None]:
        def deliver(result: Any) -> None:
            self._looking.pop(room, None)
            silent = said_failed(result, HardwareError)
            self._take(room, status_of(room, NO_ANSWER) if silent else result)

        return deliver

    def _take(self, room: str, status: DeviceStatus) -> None:
        before = self.conditions.get(room)
        after = observe(before, room, status, self._now())
        self.conditions[room] = after
        if after.misses == 0:
            self.seen.emit(room)
        if before is None or before.status != after.status:
            self.changed.emit(room)


def _look_at(device: Any) -> Callable[[Any], DeviceStatus]:
    def look(stop: Any) -> DeviceStatus:
        del stop
        status: DeviceStatus = device.status()
        return status

    return look
