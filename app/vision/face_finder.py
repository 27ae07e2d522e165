"""Faces in a picture."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from app.vision import dlib_work
from app.vision.dlib_work import Box, Embedding, FivePoints, Point
from app.vision.face_process import FaceProcess

Picture = npt.NDArray[np.uint8]
"""H×W×3, BGR."""
Grey = npt.NDArray[np.uint8]

QUICK_SIDE_PX = 544
"""The longest side at which a face before the terminal is found quickly; the detector knows faces from 80 px."""
THOROUGH_SIDE_PX = 1280
SMALL_SIDE_PX = 320
"""A picture as small as a card's portrait is doubled, as its face is below 80 px."""
BESIDE_SHARE = 0.4
"""A second face counts from this share of the first one's width: not a picture on the wall far behind."""
AROUND_SHARE = 1.0
"""What of a face's width is passed on around it."""
POINTS_FACE_PX = 176
"""A larger face is shrunk to this before its points are looked for; they are no finer in a larger one."""


@dataclass(frozen=True, slots=True)
class Face:
    """`points`: outer, inner corner of the eye at the picture's right; of the one at its left; base of the nose.

    All in pixels of the picture, the box as left, top, right, bottom.
    """

    box: Box
    points: FivePoints = field(repr=False)


class FaceFinder:
    """Keeps nothing of any picture."""

    def __init__(self, process: FaceProcess) -> None:
        self._process = process

    def faces(self, picture: Picture, *, thorough: bool = True) -> tuple[Face, ...]:
        """Every face that counts, largest first; small ones are found only when `thorough`. Raises OurFault."""
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
        scales = _scales(max(picture.shape[:2]))
        for scale in scales if thorough else scales[:1]:
            found = self._process.do(dlib_work.boxes, _scaled(grey, scale))
            if found:
                boxes = sorted((_unscaled(box, scale) for box in found), key=width_of, reverse=True)
                counted = [box for box in boxes if width_of(box) >= BESIDE_SHARE * width_of(boxes[0])]
                return tuple(self._face(grey, box) for box in counted)
        return ()

    def face_near(self, picture: Picture, box: Box, margin_share: float) -> Face | None:
        """The face in `box` or up to `margin_share` of its width beside it; much cheaper than the whole picture."""
        part, (left, top) = _around(picture, box, margin_share)
        scale = POINTS_FACE_PX / width_of(box)
        grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
        seen = self._process.do(dlib_work.face_near, _scaled(grey, scale))
        if seen is None:
            return None
        x0, y0, x1, y1 = _unscaled(seen[0], scale)
        return Face((x0 + left, y0 + top, x1 + left, y1 + top), _moved(seen[1], scale, left, top))

    def embedding(self, picture: Picture, face: Face) -> Embedding:
        """Raises OurFault."""
        part, (left, top) = _around(picture, face.box, AROUND_SHARE)
        rgb = cv2.cvtColor(part, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)
        return self._process.do(dlib_work.embedding, rgb, _moved(face.points, 1, -left, -top))

    def _face(self, grey: Grey, box: Box) -> Face:
        part, (left, top) = _around(grey, box, AROUND_SHARE)
        scale = min(1.0, POINTS_FACE_PX / width_of(box))
        inside = _unscaled((box[0] - left, box[1] - top, box[2] - left, box[3] - top), 1 / scale)
        points = self._process.do(dlib_work.five_points, _scaled(np.ascontiguousarray(part), scale), inside)
        return Face(box, _moved(points, scale, left, top))


def width_of(box: Box) -> int:
    return box[2] - box[0]


def _scales(side: int) -> tuple[float, ...]:
    if side <= SMALL_SIDE_PX:
        return (2.0,)
    return tuple(dict.fromkeys(min(1.0, px / side) for px in (QUICK_SIDE_PX, THOROUGH_SIDE_PX)))


def _scaled(picture: Picture, scale: float) -> Picture:
    if scale == 1:
        return picture
    if scale < 0.5:  # halving is many times cheaper than any other share
        half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        return _scaled(half.astype(np.uint8, copy=False), 2 * scale)
    method = cv2.INTER_LINEAR if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method).astype(np.uint8, copy=False)


def _unscaled(box: Box, scale: float) -> Box:
    left, top, right, bottom = (round(edge / scale) for edge in box)
    return left, top, right, bottom


def _around(picture: Picture, box: Box, share: float) -> tuple[Picture, tuple[int, int]]:
    """The part of the picture with the face in it, and where it begins."""
    margin = int(share * width_of(box))
    left, top = max(0, box[0] - margin), max(0, box[1] - margin)
    return picture[top : max(0, box[3] + margin), left : max(0, box[2] + margin)], (left, top)


def _moved(points: FivePoints, scale: float, right: float, down: float) -> FivePoints:
    """Points of a part that was made `scale` times as large, in the whole picture."""
    first, second, third, fourth, nose = ((x / scale + right, y / scale + down) for x, y in points)
    return first, second, third, fourth, nose


__all__ = ["Face", "FaceFinder", "Picture", "Point", "width_of"]
