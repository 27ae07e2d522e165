"""What every source of pictures is: opened at the first picture, and again after it was lost.

A source raises only LinkNotThere, LinkLost, LinkSilent and FrameDamaged.
"""

from __future__ import annotations

from typing import Protocol

import cv2
import numpy as np

from hardware.camera.interface import Picture, Shot
from hardware.camera.options import DEVICE, CameraOptions, Rotation
from hardware.errors import FrameDamaged, HardwareError, LinkLost, LinkNotThere
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus

FAULT_SHOWN_S = 5.0
"""A status tells of a failure this long; then the source counts as well again until somebody asks it for a picture."""
DARK_MEAN = 12.0
DARK_SPREAD = 6.0
"""Below both (of 255) there is nothing to see: an uncovered lens in a dim room gives more than a sensor's noise."""
DARK_STEP_PX = 16


class Capture(Protocol):
    """One source; safe to use from several threads. `take` may wait until `deadline` (time.monotonic)."""

    def take(self, deadline: float, after: int = 0) -> Shot:
        """A picture newer than number `after`; 0: the newest there is."""

    def status(self) -> DeviceStatus:
        """Never waits."""

    def close(self) -> None: ...


class LastSeen:
    """What the last picture, or the failure to get one, says of a source. `now` is time.monotonic()."""

    def __init__(self) -> None:
        self._word = ""
        self._at = 0.0

    def picture(self, picture: Picture, now: float) -> None:
        self._word, self._at = ("covered" if is_dark(picture) else ""), now

    def failure(self, problem: HardwareError, now: float) -> None:
        self._word, self._at = _word_of(problem), now

    def word(self, now: float) -> str:
        return self._word if now - self._at <= FAULT_SHOWN_S else ""


def _word_of(problem: HardwareError) -> str:
    match problem:
        case LinkNotThere():
            return "not_opened"
        case LinkLost():
            return "lost"
        case FrameDamaged():
            return "damaged_picture"
        case _:
            return "no_picture"


def is_dark(picture: Picture) -> bool:
    """Whether nothing is to be seen: a covered lens, or no light at all. Looks at every 256th pixel."""
    few = picture[::DARK_STEP_PX, ::DARK_STEP_PX]
    return float(few.mean()) < DARK_MEAN and float(few.std()) < DARK_SPREAD


def status_for(word: str) -> DeviceStatus:
    return status_of(DEVICE, word) if word else DeviceStatus(DeviceState.ONLINE)


def read_only(picture: Picture) -> Picture:
    picture.flags.writeable = False
    return picture


_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turned(picture: Picture, options: CameraOptions) -> Picture:
    """The picture as the station wants it: first rotated clockwise, then mirrored left to right."""
    rotate: Rotation = options.rotate
    if rotate:
        picture = cv2.rotate(picture, _TURNS[rotate]).astype(np.uint8, copy=False)
    if options.mirror:
        picture = cv2.flip(picture, 1).astype(np.uint8, copy=False)
    return picture
