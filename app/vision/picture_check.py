"""Is a camera well: how bright its picture is and whether anything in it is in focus. For the self-test."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.vision.face_finder import Picture

LOOKED_AT_PX = 640
DARK_LEVEL, BRIGHT_LEVEL = 40.0, 250.0
SHARP_AT_LEAST = 8.0
"""A focused face or room has over 70, one out of focus 3 (the sample pictures); a blank wall is as low."""


@dataclass(frozen=True, slots=True)
class PictureCheck:
    """`brightness`: mean level, 0 to 255. `sharpness`: variance of the Laplacian, the picture 640 px long."""

    width: int
    height: int
    brightness: float
    sharpness: float

    @property
    def is_dark(self) -> bool:
        return self.brightness < DARK_LEVEL

    @property
    def is_glaring(self) -> bool:
        return self.brightness > BRIGHT_LEVEL

    @property
    def is_blurred(self) -> bool:
        return self.sharpness < SHARP_AT_LEAST


def check_picture(picture: Picture) -> PictureCheck:
    """`picture`: H×W×3, uint8, BGR."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, LOOKED_AT_PX / max(height, width))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return PictureCheck(width, height, float(grey.mean()), float(cv2.Laplacian(small, cv2.CV_64F).var()))
