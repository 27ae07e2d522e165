"""Light, wall and sharpness of a levelled picture, in 8-bit levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Picture, Point
from app.vision.head import Head

BAND_SHARE = 0.6
"""Of the space above the crown, what surely is wall."""
EDGE_SHARE = 0.04
CORNER_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class FaceLight:
    """Mean level, and how far the two halves of the face differ."""

    level: float
    side_difference: float


@dataclass(frozen=True, slots=True)
class Wall:
    """`tint`: how far the colours differ (0 = neutral); `spread`: unevenness as a standard deviation."""

    level: float
    tint: float
    spread: float


def face_light(level: Picture, eyes: Point, span: float) -> FaceLight:
    face = _face(level, eyes, span).astype(float)
    middle = face.shape[1] // 2
    return FaceLight(float(face.mean()), abs(float(face[:, :middle].mean() - face[:, -middle:].mean())))


def sharpness(level: Picture, eyes: Point, span: float) -> float:
    """Variance of the Laplacian over the face; the picture must be at the finished size to be comparable."""
    return float(cv2.Laplacian(_face(level, eyes, span), cv2.CV_64F).var())


def wall_of(photo: Picture, head: Head) -> Wall:
    """The wall in a finished photo: above the crown, in the upper corners and down both edges to the ears."""
    width = photo.shape[1]
    edge, corner = max(2, round(EDGE_SHARE * width)), round(CORNER_SHARE * width)
    band = max(2, int(BAND_SHARE * head.crown))
    ears = int((head.crown + head.chin) / 2)
    parts = (
        photo[:band],
        photo[:corner, :corner],
        photo[:corner, -corner:],
        photo[:ears, :edge],
        photo[:ears, -edge:],
    )
    points = np.concatenate([part.reshape(-1, 3) for part in parts]).astype(float)
    colour = np.median(points, axis=0)
    grey = points.mean(axis=1)
    quiet = np.sort(grey)[int(0.05 * grey.size) : int(0.95 * grey.size)]  # a lock of hair at the edge is no stain
    return Wall(float(colour.mean()), float(colour.max() - colour.min()), float(quiet.std()))


def _face(level: Picture, eyes: Point, span: float) -> npt.NDArray[Any]:
    """Brow to mouth, between the outer eye corners: skin, whatever the hair does."""
    half = int(0.55 * span)
    x, y = int(eyes[0]), int(eyes[1])
    part = level[max(0, y - int(0.2 * span)) : y + int(0.95 * span), max(0, x - half) : x + half]
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY))
