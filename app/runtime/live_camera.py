"""The camera while a person stands before it: the newest picture to the glass, and to the judge."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.journeys.delays import PREVIEW_INTERVAL_MS
from hardware import Camera, LinkSilent, Shot

OPENS_WITHIN_S = 8.0
"""A camera may take seconds to open; only then does its silence count."""
LOOK_UP_S = 1.0


@dataclass(frozen=True, slots=True)
class Preview:
    """The way of a picture to the glass. Each call says whose thread it is made in."""

    is_free: Callable[[], bool]
    """Any thread: the last picture was painted, so that another one makes nobody wait."""
    prepare: Callable[[Any], Any]
    """The camera's thread: the picture (H×W×3 BGR, not to be painted on) as the window wants it."""
    show: Callable[[Any], None]
    """The window's thread: what `prepare` gave."""


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
        """Wait for a picture after number `count`, the caller's own; `(None, count)` when none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > count, timeout_s)
            picture, newest = self._picture, self._count
        return (picture.copy(), newest) if picture is not None and newest > count else (None, count)

    def clear(self) -> None:
        with self._changed:
            self._picture = None


def stream(
    camera: Camera,
    pictures: LivePictures,
    preview: Preview,
    show: Callable[[Any], None],
    stop: threading.Event,
    came: Callable[[], None] = lambda: None,
) -> None:
    """Until stopped. `came` hears of every picture; `show` takes what was prepared to the window's thread, and a
    picture that comes while the last one is not painted yet is passed over. Raises what the camera raises.
    """
    number, shown_at = 0, None
    try:
        while not stop.is_set():
            shot = camera.next_shot(number) if number else _first_shot(camera, stop)
            number = shot.number
            came()
            pictures.put(shot.picture)
            now = time.monotonic()
            if shown_at is None or (now - shown_at >= PREVIEW_INTERVAL_MS / 1000 and preview.is_free()):
                shown_at = now
                show(preview.prepare(shot.picture))
    finally:
        pictures.clear()


def _first_shot(camera: Camera, stop: threading.Event) -> Shot:
    """Looks up now and then, so that whoever leaves meanwhile is not waited for."""
    deadline = time.monotonic() + OPENS_WITHIN_S
    while True:
        try:
            return camera.next_shot(0, LOOK_UP_S)
        except LinkSilent:
            if stop.is_set() or time.monotonic() >= deadline:
                raise
