"""Is a flattened page good enough to be read: its light, glare on it, its crispness."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.vision.face_finder import Picture
from app.vision.page_light import paper_light

BURNT_LEVEL = 252
CRISP_AT_LEAST = 0.13
"""Steepest change of light a pixel, as a share of the contrast; print blurred by two pixels (Gaussian) is below it."""
CONTRAST_AT_LEAST = 30.0
"""Below it there is nothing printed whose edges could be judged."""
GLARE_AT_MOST = 0.002
BRIGHT_PAPER = 246.0
DIM_PAPER = 60.0
RIM_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class PageQuality:
    """`paper`: median level; `glare`: share of the page burnt out; `crispness` from 0 to 1, None where nothing
    is printed.
    """

    paper: float
    glare: float
    crispness: float | None

    @property
    def dim(self) -> bool:
        return self.paper < DIM_PAPER

    @property
    def glaring(self) -> bool:
        return self.glare > GLARE_AT_MOST

    @property
    def blurred(self) -> bool:
        return self.crispness is not None and self.crispness < CRISP_AT_LEAST


def quality_of(page: Picture) -> PageQuality:
    """`page` flattened at about the camera's own size, not yet lightened or sharpened."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    rim = max(2, int(RIM_SHARE * min(grey.shape)))
    inner = grey[rim:-rim, rim:-rim]
    paper = float(np.median(paper_light(page)))
    burnt = (inner >= BURNT_LEVEL).astype(np.uint8)
    burnt = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)).astype(np.uint8, copy=False)
    glare = float(burnt.mean())
    if paper > BRIGHT_PAPER:  # an evenly bright page is white paper; only what is printed could be burnt
        glare = glare if glare > 0.97 else 0.0
    return PageQuality(paper, glare, _crispness(inner))


def _crispness(grey: Picture) -> float | None:
    calm = cv2.GaussianBlur(grey, (3, 3), 0.6)
    across, down = cv2.Sobel(calm, cv2.CV_32F, 1, 0, ksize=1), cv2.Sobel(calm, cv2.CV_32F, 0, 1, ksize=1)
    steepest = float(np.percentile(cv2.max(np.abs(across), np.abs(down)), 99.7)) / 2
    darkest, brightest = (float(level) for level in np.percentile(calm, (1.0, 80)))
    contrast = brightest - darkest
    return None if contrast < CONTRAST_AT_LEAST else min(1.0, steepest / contrast)
