"""Light and sharpness of a levelled picture, in 8-bit levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Picture, Point


@dataclass(frozen=True, slots=True)
class FaceLight:
    """Mean level, and how far the two halves of the face differ."""

    level: float
    side_difference: float


def face_light(level: Picture, eyes: Point, span: float) -> FaceLight:
    face = _face(level, eyes, span).astype(float)
    middle = face.shape[1] // 2
    return FaceLight(float(face.mean()), abs(float(face[:, :middle].mean() - face[:, -middle:].mean())))


def sharpness(level: Picture, eyes: Point, span: float) -> float:
    """Variance of the Laplacian over the face; the picture must be at the finished size to be comparable."""
    return float(cv2.Laplacian(_face(level, eyes, span), cv2.CV_64F).var())


def eye_light(level: Picture, eyes: Point, span: float) -> float:
    """How bright the darker eye's surroundings are, as a share of the cheek below it. Dark glasses make it small."""
    grey = cv2.cvtColor(level, cv2.COLOR_BGR2GRAY)
    shares = []
    for side in (-1, 1):
        x = sorted(int(eyes[0] + side * spans * span) for spans in (0.12, 0.52))
        eye = grey[max(0, int(eyes[1] - 0.1 * span)) : int(eyes[1] + 0.1 * span), max(0, x[0]) : x[1]]
        cheek = grey[int(eyes[1] + 0.32 * span) : int(eyes[1] + 0.5 * span), max(0, x[0]) : x[1]]
        shares.append(float(eye.mean()) / max(1.0, float(cheek.mean())) if eye.size and cheek.size else 0.0)
    return min(shares)


def _face(level: Picture, eyes: Point, span: float) -> npt.NDArray[Any]:
    """Brow to mouth, between the outer eye corners: skin, whatever the hair does."""
    half = int(0.55 * span)
    x, y = int(eyes[0]), int(eyes[1])
    part = level[max(0, y - int(0.2 * span)) : y + int(0.95 * span), max(0, x - half) : x + half]
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY))
