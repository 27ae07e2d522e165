"""The wall behind the head in a finished photo: how white, how even, and whether anything stands before it.

A shadow keeps the wall's hue and is only darker, without texture of its own; hair and things differ in hue or have one.
So a shadow counts as wall (and makes it uneven), hair belongs to the head it hangs together with, and what is left over
is something else in the picture. Hair of the wall's own hue and without texture would count as shadow.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Picture
from app.vision.head import Head, person_in, wall_colour

Mask = npt.NDArray[np.bool_]

BAND_SHARE = 0.6
"""Of the space above the crown, what surely is wall."""
BESIDE_SPANS = 1.05
"""From the middle of the head on, in spans of the eyes: beyond ears and most hair."""
CORNER_SHARE = 0.15
SHADOW_SHARE_BETWEEN = (0.45, 0.97)
"""A shadow's level as a share of the wall's."""
HUE_SLACK = 0.05
TEXTURE_LEVELS = 14.0
QUIET = (0.05, 0.95)
"""Only what lies between these quantiles counts: a lock of hair at the edge is no stain."""


@dataclass(frozen=True, slots=True)
class Wall:
    """In 8-bit levels: `tint`, how far the colours differ (0 = neutral); `spread`, unevenness as a standard deviation;
    `sides`, how far left and right, or upper and lower half, differ. `things`: share covered by other things.
    """

    level: float
    tint: float
    spread: float
    sides: float
    things: float


def wall_of(photo: Picture, head: Head, span: float) -> Wall:
    seen = _beside(photo, head, span)
    stands_out = person_in(photo, span) & ~_shadowed(photo, span)
    things = seen & stands_out & ~_with_the_head(stands_out, head)
    wall = seen & ~stands_out
    if wall.sum() < seen.sum() / 4:  # no wall to be told apart: all that is there has to answer for it
        wall = seen
    colour = np.array([np.median(channel[wall]) for channel in cv2.split(photo)])
    grey = cv2.cvtColor(photo, cv2.COLOR_BGR2GRAY)[wall].astype(np.float32)
    low, high = np.quantile(grey, QUIET)
    return Wall(
        level=float(colour.mean()),
        tint=float(colour.max() - colour.min()),
        spread=float(grey[(grey >= low) & (grey <= high)].std()),
        sides=_sides(grey, wall),
        things=float(things.sum() / seen.sum()),
    )


def _beside(photo: Picture, head: Head, span: float) -> Mask:
    """Above the crown, the upper corners, and both sides down to the mouth."""
    height, width = photo.shape[:2]
    rows, columns = np.arange(height)[:, None], np.arange(width)[None, :]
    corner = round(CORNER_SHARE * width)
    middle = min(max(head.centre, width * 0.4), width * 0.6)
    beside = np.abs(columns - middle) > min(BESIDE_SPANS * span, width * 0.46)
    mouth = head.crown + 0.8 * head.length
    aside = (columns < corner) | (columns >= width - corner)
    band = max(2.0, BAND_SHARE * head.crown)
    return np.asarray((rows < band) | ((rows < corner) & aside) | ((rows < mouth) & beside))


def _shadowed(photo: Picture, span: float) -> Mask:
    wall, _ = wall_colour(photo, span)
    channels = cv2.split(cv2.GaussianBlur(photo, (5, 5), 0))
    shares = [one.astype(np.float32) / max(1.0, float(light)) for one, light in zip(channels, wall, strict=True)]
    most = cv2.max(cv2.max(shares[0], shares[1]), shares[2])
    least = cv2.min(cv2.min(shares[0], shares[1]), shares[2])
    grey = cv2.cvtColor(photo, cv2.COLOR_BGR2GRAY)
    texture = cv2.blur(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), (7, 7))
    dimmest, brightest = SHADOW_SHARE_BETWEEN
    return np.asarray((most - least < HUE_SLACK) & (least > dimmest) & (most < brightest) & (texture < TEXTURE_LEVELS))


def _with_the_head(stands_out: Mask, head: Head) -> Mask:
    """What hangs together with the middle of the face."""
    _, labels = cv2.connectedComponents(stands_out.astype(np.uint8), connectivity=4)
    x, top, bottom = int(head.centre), int(head.crown + 0.3 * head.length), int(head.crown + 0.9 * head.length)
    inside = np.unique(labels[max(0, top) : bottom, max(0, x - 2) : x + 3])
    return np.asarray(np.isin(labels, inside[inside > 0]))


def _sides(grey: npt.NDArray[np.float32], wall: Mask) -> float:
    rows, columns = np.nonzero(wall)
    height, width = wall.shape
    return max(
        _apart(grey, columns < width / 3, columns > width * 2 / 3), _apart(grey, rows < height / 6, rows > height / 3)
    )


def _apart(grey: npt.NDArray[np.float32], here: Mask, there: Mask) -> float:
    if here.sum() < grey.size / 20 or there.sum() < grey.size / 20:
        return 0.0
    return abs(float(np.median(grey[here]) - np.median(grey[there])))
