"""dlib's face detector, five-point predictor and embedding, loaded once and only when a face is looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from app.domain.errors import OurFault

Picture = npt.NDArray[np.uint8]
Embedding = npt.NDArray[np.float64]
Point = tuple[float, float]

QUICK_SIDE_PX = 544
"""The longest side at which a face before the terminal is found quickly; the detector knows faces from 80 px."""
THOROUGH_SIDE_PX = 1280
SMALL_SIDE_PX = 320
"""A picture as small as a card's portrait is doubled, as its face is below 80 px."""
SURE_SCORE = 0.2
BESIDE_SHARE = 0.4
"""A second face counts from this share of the first one's width: not a picture on the wall far behind."""

_lock = Lock()


@dataclass(frozen=True, slots=True)
class Face:
    """`points`: outer, inner corner of the eye at the picture's right; of the one at its left; base of the nose.

    All in pixels of the picture, the box as left, top, right, bottom.
    """

    box: tuple[int, int, int, int]
    points: tuple[Point, Point, Point, Point, Point] = field(repr=False)

    @property
    def width_px(self) -> int:
        return self.box[2] - self.box[0]


def faces_in(picture: Picture) -> tuple[Face, ...]:
    """Every face that counts, largest first."""
    side = max(picture.shape[:2])
    scales = (2.0,) if side <= SMALL_SIDE_PX else tuple(min(1.0, px / side) for px in (QUICK_SIDE_PX, THOROUGH_SIDE_PX))
    for scale in dict.fromkeys(scales):
        boxes = _boxes(picture, scale)
        if boxes:
            widest = max(box.width() for box in boxes)
            counted = [box for box in boxes if box.width() >= BESIDE_SHARE * widest]
            grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
            return tuple(_face(grey, box, scale) for box in sorted(counted, key=lambda box: -box.width()))
    return ()


def embedding_of(picture: Picture, face: Face) -> Embedding:
    """128 numbers; two pictures of one person lie near each other."""
    import dlib

    left, top, right, bottom = face.box
    shape = dlib.full_object_detection(
        dlib.rectangle(left, top, right, bottom), [dlib.point(round(x), round(y)) for x, y in face.points]
    )
    rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
    with _lock:
        return np.array(_embedder().compute_face_descriptor(rgb, shape))


def _boxes(picture: Picture, scale: float) -> list[Any]:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method) if scale != 1 else picture
    grey = cv2.cvtColor(scaled, cv2.COLOR_BGR2GRAY)
    with _lock:
        boxes, scores, _ = _detector().run(grey, 0, 0.0)
    return [box for box, score in zip(boxes, scores, strict=True) if score >= SURE_SCORE]


def _face(grey: npt.NDArray[Any], box: Any, scale: float) -> Face:
    import dlib

    edges = tuple(round(edge / scale) for edge in (box.left(), box.top(), box.right(), box.bottom()))
    with _lock:
        shape = _predictor()(grey, dlib.rectangle(*edges))
    first, second, third, fourth, nose = ((float(point.x), float(point.y)) for point in shape.parts())
    left, top, right, bottom = edges
    return Face((left, top, right, bottom), (first, second, third, fourth, nose))


@cache
def _detector() -> Any:
    import dlib

    return dlib.get_frontal_face_detector()


@cache
def _predictor() -> Any:
    import dlib

    return dlib.shape_predictor(_weights("shape_predictor_5_face_landmarks.dat"))


@cache
def _embedder() -> Any:
    import dlib

    return dlib.face_recognition_model_v1(_weights("dlib_face_recognition_resnet_model_v1.dat"))


def _weights(name: str) -> str:
    """By path: importing the package that carries the weights would need pkg_resources."""
    spec = find_spec("face_recognition_models")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        file = Path(folder) / "models" / name
        if file.is_file():
            return str(file)
    raise OurFault(f"缺少人脸模型 {name}", "重新安装本程序")
