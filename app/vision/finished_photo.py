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
QUALITIES_A_BYTE_SHARE = 11
"""A file that is too large by its own size again loses it with about so many steps of quality (from 95 down)."""
STEP = 2


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
    """Begins where most photos end and goes on in small steps, as each try takes most of a millisecond."""
    low, high = int(rules.quality.low), int(rules.quality.high)
    best = _encoded(photo, high, rules)
    if len(best.jpeg) < rules.bytes.low:  # a very plain picture: spend the room on colour
        return _encoded(photo, high, rules, FULL_COLOUR)
    if best.fits:
        return best
    fitting: FinishedPhoto | None = None
    middle = round(high - QUALITIES_A_BYTE_SHARE * (len(best.jpeg) / rules.bytes.high - 1))
    while low < high:
        middle = min(max(middle, low), high - 1)
        tried = _encoded(photo, middle, rules)
        if len(tried.jpeg) <= rules.bytes.high:
            low, fitting = middle + 1, tried
            middle += STEP
        else:
            high = middle
            middle -= STEP
    return fitting if fitting is not None else _encoded(photo, int(rules.quality.low), rules)


def _encoded(photo: Picture, quality: int, rules: PhotoRules, colour: int = HALF_COLOUR) -> FinishedPhoto:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(photo, cv2.COLOR_BGR2RGB)).save(
        out, "JPEG", quality=quality, dpi=(rules.dots_per_inch,) * 2, subsampling=colour
    )
    return FinishedPhoto(out.getvalue(), quality, rules.bytes.holds(out.tell()))
