"""The demo portrait as a head that turns: each point of the picture is given a depth (an ellipsoid with a nose), the
head is rotated about its upright axis and drawn again. Believable to some 30°; hair and ears do not follow.
"""

from __future__ import annotations

from math import cos, radians, sin

import cv2
import numpy as np

EYES, SPAN_PX = (624.0, 262.0), 146.0
"""Of camera-photo/1.jpg: middle between the eyes, outer corner to outer corner."""
HALF_WIDTH, HALF_HEIGHT, DEPTH = 0.95, 1.45, 0.95
NOSE_BUMP = 0.24


def turned(picture: np.ndarray, to_the_left_deg: float) -> np.ndarray:
    """The person's own left: the nose goes to the right of the picture."""
    angle, out = radians(to_the_left_deg), picture.copy()
    left, top = (int(EYES[0] - 1.2 * SPAN_PX), max(0, int(EYES[1] - 1.4 * SPAN_PX)))
    height, width = int(3.2 * SPAN_PX), int(2.4 * SPAN_PX)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    x, y = (x + left - EYES[0]) / SPAN_PX, (y + top - EYES[1]) / SPAN_PX
    source = x.copy()
    for _ in range(25):  # x = s·cos + depth(s)·sin, solved for s
        source = 0.5 * source + 0.5 * (x - (_depth(source, y) - DEPTH * 0.3) * sin(angle)) / cos(angle)
    inside = np.clip(1.6 * _depth(source, y), 0, 1)
    source = inside * source + (1 - inside) * x
    columns, rows = (source * SPAN_PX + EYES[0]).astype(np.float32), (y * SPAN_PX + EYES[1]).astype(np.float32)
    out[top : top + height, left : left + width] = cv2.remap(picture, columns, rows, cv2.INTER_LINEAR)
    return out


def held_up(picture: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """A flat print of the picture, moved by a homography about the eyes."""
    height, width = picture.shape[:2]
    there = np.array([[1, 0, -EYES[0]], [0, 1, -EYES[1]], [0, 0, 1.0]])
    whole = np.linalg.inv(there) @ matrix @ there
    return cv2.warpPerspective(picture, whole, (width, height), borderMode=cv2.BORDER_REPLICATE)


def tilted_print(about_deg: float, by_deg: float, distance_px: float = 1500.0) -> np.ndarray:
    """The homography of a print tilted by `by_deg` about an axis at `about_deg` to the horizontal, seen from near."""
    a, b = radians(about_deg), radians(by_deg)
    axis = np.array([cos(a), sin(a), 0.0])
    rotation, _ = cv2.Rodrigues(axis * b)
    plane = np.zeros((3, 3))
    plane[:, :2] = rotation[:, :2]
    plane[2] /= distance_px
    plane[2, 2] = 1.0
    return plane


def _depth(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    ball = 1 - (x / HALF_WIDTH) ** 2 - ((y - 0.2) / HALF_HEIGHT) ** 2
    nose = NOSE_BUMP * np.exp(-((x / 0.16) ** 2) - ((y - 0.45) / 0.22) ** 2)
    return np.asarray(DEPTH * np.sqrt(np.clip(ball, 0, None)) + nose, np.float32)
