"""The camera while a person stands before it: every picture to the glass, the newest one to the judge."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from app.journeys.delays import PREVIEW_INTERVAL_MS
from hardware import Camera


class LivePictures:
    """The newest picture, passed from the camera's thread to the judging thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._picture: Any = None
        self._count = 0

    def put(self, picture: Any) -> None:
        with self._changed:
            self._picture = picture
            self._count += 1
            self._changed.notify_all()

    def newer_than(self, count: int, timeout_s: float) -> tuple[Any, int]:
        """Wait for a picture after number `count`; `(None, count)` when none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > count, timeout_s)
            return (self._picture, self._count) if self._count > count else (None, count)

    def clear(self) -> None:
        with self._changed:
            self._picture = None


def stream(camera: Camera, pictures: LivePictures, show: Callable[[Any], None], stop: threading.Event) -> None:
    """Until stopped. Raises what the camera raises."""
    try:
        while not stop.wait(PREVIEW_INTERVAL_MS / 1000):
            picture = camera.grab()
            pictures.put(picture)
            show(picture)
    finally:
        pictures.clear()
