"""What dlib does for us. Runs in the face process only (see `face_process`), where each model is loaded once.

Pictures come as arrays: `grey` H×W, `rgb` H×W×3, both uint8. Boxes are left, top, right, bottom.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from app.vision.weights import EMBEDDING, LANDMARKS, weights

Box = tuple[int, int, int, int]
Point = tuple[float, float]
FivePoints = tuple[Point, Point, Point, Point, Point]
Embedding = tuple[float, ...]

SURE_SCORE = 0.2
CHIP_SIDE_PX = 150
"""The size of face the network was trained on."""


def load() -> None:
    """Everything at once, so that the first face need not wait."""
    _detector()
    _predictor()
    _network()


def boxes(grey: npt.NDArray[np.uint8]) -> list[Box]:
    found, scores, _ = _detector().run(grey, 0, 0.0)
    return [
        (box.left(), box.top(), box.right(), box.bottom())
        for box, score in zip(found, scores, strict=True)
        if score >= SURE_SCORE
    ]


def five_points(grey: npt.NDArray[np.uint8], box: Box) -> FivePoints:
    import dlib

    shape = _predictor()(grey, dlib.rectangle(*box))
    first, second, third, fourth, nose = ((float(point.x), float(point.y)) for point in shape.parts())
    return first, second, third, fourth, nose


def face_near(part: npt.NDArray[np.uint8]) -> tuple[Box, FivePoints] | None:
    """The largest face in a small part of a picture; looked for at half its size, as the detector knows faces from
    80 px, and its points taken at full size.
    """
    small = part[: part.shape[0] // 2 * 2, : part.shape[1] // 2 * 2].astype(np.uint16)
    quarter = (small[::2, ::2] + small[1::2, ::2] + small[::2, 1::2] + small[1::2, 1::2]) // 4
    found = boxes(quarter.astype(np.uint8))
    if not found:
        return None
    left, top, right, bottom = max(found, key=lambda box: box[2] - box[0])
    box = (2 * left, 2 * top, 2 * right, 2 * bottom)
    return box, five_points(part, box)


def embedding(rgb: npt.NDArray[np.uint8], points: FivePoints) -> Embedding:
    """128 numbers; two pictures of one person lie near each other."""
    import dlib

    height, width = rgb.shape[:2]
    shape = dlib.full_object_detection(
        dlib.rectangle(0, 0, width, height), [dlib.point(round(x), round(y)) for x, y in points]
    )
    return tuple(_network().compute_face_descriptor(dlib.get_face_chip(rgb, shape, size=CHIP_SIDE_PX)))


@cache
def _detector() -> Any:
    import dlib

    return dlib.get_frontal_face_detector()


@cache
def _predictor() -> Any:
    import dlib

    return dlib.shape_predictor(weights(LANDMARKS))


@cache
def _network() -> Any:
    import dlib

    return dlib.face_recognition_model_v1(weights(EMBEDDING))
