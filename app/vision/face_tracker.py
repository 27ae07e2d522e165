"""Follows the one face before a camera from picture to picture.

Looking through a whole picture takes some 13 ms of one core, looking round the last place 3 to 5. So the whole picture
is looked through at the first, whenever the face is lost, and at every fourth picture: somebody who steps in beside is
seen within three pictures. What is kept is a place in the picture, for two seconds, and nothing of the face.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from app.vision.dlib_work import Box
from app.vision.face_finder import Face, FaceFinder, Picture

WHOLE_EACH = 4
"""Every how manyth picture is looked through as a whole."""
MARGIN_SHARE = 0.4
"""How far a face may have moved since the last picture, in its own widths."""
LOST_AFTER_S = 2.0
"""Older places say nothing: the next picture may be of somebody else, or of another camera."""


@dataclass(frozen=True, slots=True)
class _Track:
    """`box` is None where there was not exactly one face, `empty` where there was none."""

    box: Box | None
    empty: bool
    size: tuple[int, ...]
    at: float
    number: int


class FaceTracker:
    """May be used by several threads; pictures of two cameras in turns cost time, not truth."""

    def __init__(self, finder: FaceFinder, clock: Callable[[], float] = time.monotonic) -> None:
        self._finder = finder
        self._clock = clock
        self._lock = Lock()
        self._last: _Track | None = None

    def faces(self, picture: Picture) -> tuple[Face, ...]:
        """As `FaceFinder.faces`. Raises OurFault."""
        last = self._fresh(picture)
        number = 0 if last is None else (last.number + 1) % WHOLE_EACH
        face = self._near(picture, last) if last is not None and number else None
        if face is not None:
            found: tuple[Face, ...] = (face,)
        else:
            nobody_there = last is not None and last.empty and number != 0
            found = self._finder.faces(picture, thorough=not nobody_there)
        box = found[0].box if len(found) == 1 else None
        self._keep(_Track(box, not found, picture.shape, self._clock(), number))
        return found

    def forget(self) -> None:
        self._keep(None)

    def _near(self, picture: Picture, last: _Track) -> Face | None:
        return None if last.box is None else self._finder.face_near(picture, last.box, MARGIN_SHARE)

    def _fresh(self, picture: Picture) -> _Track | None:
        with self._lock:
            last = self._last
        if last is None or last.size != picture.shape or self._clock() - last.at > LOST_AFTER_S:
            return None
        return last

    def _keep(self, track: _Track | None) -> None:
        with self._lock:
            self._last = track
