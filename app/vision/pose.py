"""How a face stands in the picture, from the five points alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Face, Picture, Point

Matrix = npt.NDArray[np.float64]

NOSE_DEPTH = 0.35
"""How far the nose stands out, as a share of the distance between the outer eye corners."""


@dataclass(frozen=True, slots=True)
class Pose:
    """`eye_span_px` is between the outer corners of the eyes; `tilt_deg` > 0: the right eye of the picture is lower.

    `turn_deg` is about how far the face is turned aside, `nod_share` how far the nose is below the eyes in spans.
    """

    eyes: Point
    eye_span_px: float
    tilt_deg: float
    turn_deg: float
    nod_share: float


def pose_of(face: Face) -> Pose:
    right_outer, right_inner, left_outer, left_inner, nose = face.points
    eyes = (
        (right_outer[0] + right_inner[0] + left_outer[0] + left_inner[0]) / 4,
        (right_outer[1] + right_inner[1] + left_outer[1] + left_inner[1]) / 4,
    )
    along = (right_outer[0] + right_inner[0] - left_outer[0] - left_inner[0]) / 2
    across = (right_outer[1] + right_inner[1] - left_outer[1] - left_inner[1]) / 2
    tilt = atan2(across, along)
    span = max(1.0, hypot(right_outer[0] - left_outer[0], right_outer[1] - left_outer[1]))
    down = (nose[0] - eyes[0], nose[1] - eyes[1])
    aside = (down[0] * cos(tilt) + down[1] * sin(tilt)) / span
    below = (down[1] * cos(tilt) - down[0] * sin(tilt)) / span
    return Pose(eyes, span, degrees(tilt), degrees(atan2(aside, NOSE_DEPTH)), below)


@dataclass(frozen=True, slots=True)
class Framing:
    """Cuts a levelled picture of `size` (width, height) out, the eyes' middle at `eyes_at`, `scale` times as large."""

    pose: Pose
    scale: float
    eyes_at: Point
    size: tuple[int, int]

    def cut(self, picture: Picture) -> Picture:
        """What lies outside the camera's picture repeats its edge."""
        matrix, source = self._matrix(), picture
        if self.scale < 0.5:  # halving first keeps fine patterns from shimmering; only what is cut needs it
            (left, top), source = self._around(picture)
            source = cv2.resize(source, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
            matrix = matrix @ np.array([[2.0, 0, left + 0.5], [0, 2.0, top + 0.5], [0, 0, 1.0]])
        method = cv2.INTER_LINEAR if self.scale < 1 else cv2.INTER_CUBIC
        return cv2.warpAffine(source, matrix[:2], self.size, flags=method, borderMode=cv2.BORDER_REPLICATE).astype(
            np.uint8, copy=False
        )

    def _around(self, picture: Picture) -> tuple[tuple[int, int], Picture]:
        """Where the part of the picture begins that holds the cut, and that part, sides of even length."""
        height, width = picture.shape[:2]
        x, y = self._corners()
        left, top = (int(min(max(0, edge.min() - 4), side - 2)) for edge, side in ((x, width), (y, height)))
        right, bottom = (int(max(edge.max() + 4, begin + 2)) for edge, begin in ((x, left), (y, top)))
        part = picture[top:bottom, left:right]
        return (left, top), part[: part.shape[0] // 2 * 2, : part.shape[1] // 2 * 2]

    def fits(self, picture: Picture) -> bool:
        """False when the cut is larger than the picture, wherever the person stands."""
        height, width = picture.shape[:2]
        x, y = self._corners()
        return bool(np.ptp(x) <= width and np.ptp(y) <= height)

    def missing(self, picture: Picture) -> tuple[float, float, float, float]:
        """How many of the picture's pixels lack at the left, top, right and bottom; 0 where all is there."""
        height, width = picture.shape[:2]
        x, y = self._corners()
        return max(0.0, -x.min()), max(0.0, -y.min()), max(0.0, x.max() - width), max(0.0, y.max() - height)

    def _corners(self) -> Matrix:
        """x and y of the cut's corners in the picture."""
        far_x, far_y = self.size
        corners = np.array([[0, 0, 1], [far_x, 0, 1], [0, far_y, 1], [far_x, far_y, 1]], float).T
        return np.asarray((np.linalg.inv(self._matrix()) @ corners)[:2])

    def _matrix(self) -> Matrix:
        angle, (eye_x, eye_y), (to_x, to_y) = radians(self.pose.tilt_deg), self.pose.eyes, self.eyes_at
        a, b = self.scale * cos(angle), self.scale * sin(angle)
        return np.array([[a, b, to_x - a * eye_x - b * eye_y], [-b, a, to_y + b * eye_x - a * eye_y], [0, 0, 1.0]])
