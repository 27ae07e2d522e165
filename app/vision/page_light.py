"""Makes a flattened page look like paper: shadows and uneven light gone, white white, print crisp, red stamps red."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Picture

COARSE = 8
"""Light changes slowly; it is measured at an eighth of the size."""
PRINT_PX = 15
"""At that size; wider than strokes of print and of stamps, so that only paper is left."""
PAPER_LEVEL = 250.0
DARKEST_PAPER_SHARE = 0.45
"""Where it is darker than this share of the page's paper there is no paper but a picture, which stays dark."""
SHARPENED_BY = 0.7
SHARPENED_OVER_PX = 1.4


def lightened(page: Picture) -> Picture:
    """Each point as a share of the paper around it, by brightness alone: colours keep their hue. The paper's own hue
    (a warm lamp) is taken out everywhere alike.
    """
    paper = paper_light(page)
    gain = (PAPER_LEVEL / cv2.resize(paper, page.shape[1::-1], interpolation=cv2.INTER_LINEAR))[:, :, None]
    return _sharpened(np.asarray(page * gain * _white_balance(page, paper), np.float32))


def crisper(page: Picture) -> Picture:
    """For cards: their colours and their light stay."""
    return _sharpened(page.astype(np.float32))


def paper_light(page: Picture) -> npt.NDArray[np.float32]:
    """How bright the bare paper is, place for place, at an eighth of the size."""
    small = cv2.resize(page, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    bare = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((PRINT_PX, PRINT_PX), np.uint8))
    calm = cv2.GaussianBlur(bare, (0, 0), PRINT_PX / 3).astype(np.float32)
    return np.maximum(calm, max(1.0, DARKEST_PAPER_SHARE * float(np.percentile(calm, 90))))


def _white_balance(page: Picture, paper: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    small = cv2.resize(page, paper.shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32)
    bare = small[small.mean(axis=2) > 0.92 * paper]
    if len(bare) < 50:
        return np.ones(3, np.float32)
    colour = np.median(bare, axis=0)
    return np.asarray(np.clip(colour.mean() / np.maximum(colour, 1), 0.8, 1.25), np.float32)


def _sharpened(page: npt.NDArray[np.float32]) -> Picture:
    soft = cv2.GaussianBlur(page, (0, 0), SHARPENED_OVER_PX)
    crisp = cv2.addWeighted(page, 1 + SHARPENED_BY, soft, -SHARPENED_BY, 0)
    return np.clip(crisp, 0, 255).astype(np.uint8)
