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


@dataclass(frozen=True, slots=True)
class Face:
    """`points`: outer, inner corner of the eye at the picture's right; of the one at its left; base of the nose.

    All in pixels of the picture, the box as left, top, right, bottom.
    """

    box: Box
    points: FivePoints = field(repr=False)


class FaceFinder:
    def __init__(self, process: FaceProcess) -> None:
        self._process = process

    def faces(self, picture: Picture) -> tuple[Face, ...]:
        """Every face that counts, largest first. Raises OurFault."""
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
        for scale in _scales(max(picture.shape[:2])):
            found = self._process.do(dlib_work.boxes, _scaled(grey, scale))
            if found:
                boxes = sorted((_unscaled(box, scale) for box in found), key=_width, reverse=True)
                counted = [box for box in boxes if _width(box) >= BESIDE_SHARE * _width(boxes[0])]
                return tuple(self._face(grey, box) for box in counted)
        return ()

    def embedding(self, picture: Picture, face: Face) -> Embedding:
        """Raises OurFault."""
        part, (left, top) = _around(picture, face.box)
        rgb = cv2.cvtColor(part, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)
        return self._process.do(dlib_work.embedding, rgb, _moved(face.points, -left, -top))

    def _face(self, grey: Grey, box: Box) -> Face:
        part, (left, top) = _around(grey, box)
        inside = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
        points = self._process.do(dlib_work.five_points, np.ascontiguousarray(part), inside)
        return Face(box, _moved(points, left, top))


def _scales(side: int) -> tuple[float, ...]:
    if side <= SMALL_SIDE_PX:
        return (2.0,)
    return tuple(dict.fromkeys(min(1.0, px / side) for px in (QUICK_SIDE_PX, THOROUGH_SIDE_PX)))


def _scaled(grey: Grey, scale: float) -> Grey:
    if scale == 1:
        return grey
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method).astype(np.uint8, copy=False)


def _unscaled(box: Box, scale: float) -> Box:
    left, top, right, bottom = (round(edge / scale) for edge in box)
    return left, top, right, bottom


def _width(box: Box) -> int:
    return box[2] - box[0]


def _around(picture: Picture, box: Box) -> tuple[Picture, tuple[int, int]]:
    """The part of the picture with the face in it, and where it begins."""
    margin = int(AROUND_SHARE * _width(box))
    left, top = max(0, box[0] - margin), max(0, box[1] - margin)
    return picture[top : box[3] + margin, left : box[2] + margin], (left, top)


def _moved(points: FivePoints, right: float, down: float) -> FivePoints:
    first, second, third, fourth, nose = ((x + right, y + down) for x, y in points)
    return first, second, third, fourth, nose


__all__ = ["Face", "FaceFinder", "Picture", "Point"]
