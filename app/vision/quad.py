"""Four-sided outlines: their corners in order, their sides as straight lines."""

from __future__ import annotations

from math import dist

import cv2
import numpy as np
import numpy.typing as npt

Quad = npt.NDArray[np.float64]
"""4×2: clockwise from the upper left, x and y in pixels."""
Outline = npt.NDArray[np.int32]
"""N×1×2, as OpenCV gives contours."""
KEPT_AREA_AT_LEAST = 0.82
"""What four corners keep of the outline's area; cut-off corners cost a little, a circle a third."""


def four_sided(hull: Outline) -> Quad | None:
    """None when it takes more than a little bending of the outline to make it four-sided."""
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.045, 0.06):
        corners = cv2.approxPolyDP(hull, share * around, True)
        if len(corners) == 4:
            quad = _in_order(corners.reshape(4, 2).astype(np.float64))
            return quad if cv2.contourArea(corners) > KEPT_AREA_AT_LEAST * cv2.contourArea(hull) else None
        if len(corners) < 4:
            return None
    return None


def _in_order(corners: Quad) -> Quad:
    """Clockwise as seen, beginning at the corner nearest to the upper left."""
    middle = corners.mean(axis=0)
    turns = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    clockwise = corners[np.argsort(turns)]
    return np.roll(clockwise, -int(np.argmin(clockwise.sum(axis=1))), axis=0)


def straightened(quad: Quad, outline: Quad) -> Quad:
    """Each side as the line through the outline's points along its middle part; the corners where lines meet."""
    lines = []
    for i in range(4):
        start, end = quad[i], quad[(i + 1) % 4]
        along = (end - start) / max(1.0, dist(start, end))
        reach = (outline - start) @ along
        off = np.abs((outline - start) @ np.array([-along[1], along[0]]))
        length = dist(start, end)
        near = outline[(reach > 0.12 * length) & (reach < 0.88 * length) & (off < 0.04 * length + 2)]
        lines.append(line(near) if len(near) >= 8 else (start, along))
    met = [meeting(lines[i - 1], lines[i]) for i in range(4)]
    return np.array([quad[i] if point is None else point for i, point in enumerate(met)])


def dense(corners: Quad) -> Quad:
    """Points each pixel or so along a closed outline."""
    closed = np.concatenate([corners, corners[:1]])
    reached = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    steps = np.arange(0, reached[-1], 1.0)
    return np.stack([np.interp(steps, reached, closed[:, axis]) for axis in (0, 1)], axis=1)


def line(points: Quad) -> tuple[Quad, Quad]:
    along_x, along_y, x, y = cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x, y], float), np.array([along_x, along_y], float)


def meeting(one: tuple[Quad, Quad], other: tuple[Quad, Quad]) -> Quad | None:
    across = np.array([one[1], -other[1]]).T
    if abs(np.linalg.det(across)) < 0.2:
        return None
    return np.asarray(one[0] + one[1] * np.linalg.solve(across, other[0] - one[0])[0])


def page_like(quad: Quad) -> bool:
    """Corners between 45° and 135°, no side shorter than a fifth of the longest."""
    sides = np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(sides, axis=1)
    if lengths.min() < 0.2 * lengths.max():
        return False
    units = sides / lengths[:, None]
    cosines = np.abs((units * np.roll(units, -1, axis=0)).sum(axis=1))
    return bool(cosines.max() < 0.71)
