"""The photo as a file: size on paper by its dots per inch, size on disk by quality."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import cv2
import numpy as np

from app.vision.face_finder import Picture
from app.vision.photo_rules import PhotoRules

SMOOTHING_SIGMAS_PX = (0.0, 0.5, 0.7, 0.9, 1.2)
FULL_COLOUR, HALF_COLOUR = 0, 2
"""Chroma subsampling 4:4:4 and 4:2:0 in Pillow's numbers."""


@dataclass(frozen=True, slots=True)
class FinishedPhoto:
    jpeg: bytes = field(repr=False)
    quality: int
    fits: bool


def finish(photo: Picture, rules: PhotoRules) -> FinishedPhoto:
    """The best quality that is not too large; a grainy picture is smoothed a little rather than spoilt by quality."""
    best = FinishedPhoto(b"", 0, fits=False)
    for sigma in SMOOTHING_SIGMAS_PX:
        smooth = cv2.GaussianBlur(photo, (0, 0), sigma) if sigma else photo
        best = _best_quality(smooth.astype(np.uint8, copy=False), rules)
        if best.fits or len(best.jpeg) < rules.bytes.low:
            return best
    return best


def _best_quality(photo: Picture, rules: PhotoRules) -> FinishedPhoto:
    low, high = int(rules.quality.low), int(rules.quality.high)
    best = _encoded(photo, high, rules)
    if len(best.jpeg) < rules.bytes.low:  # a very plain picture: spend the room on colour
        return _encoded(photo, high, rules, FULL_COLOUR)
    if best.fits:
        return best
    best = _encoded(photo, low, rules)
    if len(best.jpeg) > rules.bytes.high:
        return best
    while low < high - 1:  # `low` is small enough, `high` is not
        middle = (low + high) // 2
        tried = _encoded(photo, middle, rules)
        if len(tried.jpeg) <= rules.bytes.high:
            low, best = middle, tried
        else:
            high = middle
    return best


def _encoded(photo: Picture, quality: int, rules: PhotoRules, colour: int = HALF_COLOUR) -> FinishedPhoto:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(photo, cv2.COLOR_BGR2RGB)).save(
        out, "JPEG", quality=quality, dpi=(rules.dots_per_inch,) * 2, subsampling=colour
    )
    return FinishedPhoto(out.getvalue(), quality, rules.bytes.holds(out.tell()))
