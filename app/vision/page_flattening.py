"""From a sheet seen at a slant to the sheet seen from above: its true shape, its size, and which way its lines run."""

from __future__ import annotations

from math import dist, sqrt

import cv2
import numpy as np

from app.vision.face_finder import Grey, Picture
from app.vision.quad import Quad

A4_RATIO = 297 / 210
CARD_RATIO = 85.60 / 53.98
"""ID-1 of ISO/IEC 7810: identity, bank and health cards."""
RATIO_SLACK = 0.05
LONGEST_SIDE_PX = 2339
"""A4 at 200 dots per inch."""
ENLARGED_AT_MOST = 1.25
LINES_CLEAR = 1.3
RAGGED_CLEAR = 1.4


def long_to_short(quad: Quad, size: tuple[int, int]) -> float:
    """The sheet's true ratio of long to short side, that of A4 or of a card where it is near one. `size` of the
    picture: width, height. After Zhang and He, Whiteboard scanning and image enhancement (2007), section 3.
    """
    ratio = _true_ratio(quad, size)
    for known in (A4_RATIO, CARD_RATIO):
        if abs(ratio / known - 1) < RATIO_SLACK:
            return known
    return ratio


def is_card(ratio: float) -> bool:
    return ratio == CARD_RATIO


def flattened(picture: Picture, quad: Quad, ratio: float) -> Picture:
    """Seen from above, at most a little larger than the camera saw it."""
    across = max(dist(quad[0], quad[1]), dist(quad[3], quad[2]))
    down = max(dist(quad[0], quad[3]), dist(quad[1], quad[2]))
    longest = min(LONGEST_SIDE_PX, round(ENLARGED_AT_MOST * max(across, down)))
    shortest = round(longest / ratio)
    width, height = (longest, shortest) if across > down else (shortest, longest)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    return cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8, copy=False)


def quarter_turns(page: Grey) -> int:
    """Quarter turns clockwise that bring lines of text level: 0, 1 or 3. Lines that run up or down begin flush and end
    ragged. A page that lies on its head stays so: without reading it that cannot be told; the person sees it.
    """
    ink = _ink(page)
    if not ink.any():
        return 0
    level, upright = (_striped(ink.mean(axis=axis)) for axis in (1, 0))
    if upright < LINES_CLEAR * level:
        return 0
    top, bottom = _ragged(ink), _ragged(ink[::-1])
    return 3 if top < bottom * RAGGED_CLEAR else 1


def turned(page: Picture, turns: int) -> Picture:
    return np.ascontiguousarray(np.rot90(page, -turns))


def _true_ratio(quad: Quad, size: tuple[int, int]) -> float:
    middle = np.array([size[0] / 2, size[1] / 2])
    one, two, four, three = (np.array([*(corner - middle), 1.0]) for corner in quad)  # in the paper's order
    k2 = np.cross(one, four) @ three / (np.cross(two, four) @ three)
    k3 = np.cross(one, four) @ two / (np.cross(three, four) @ two)
    n2, n3 = k2 * two - one, k3 * three - one
    if abs(k2 - 1) < 0.02 or abs(k3 - 1) < 0.02:  # seen from straight above, or tilted about one side only
        across = (dist(quad[0], quad[1]) + dist(quad[3], quad[2])) / 2
        down = (dist(quad[0], quad[3]) + dist(quad[1], quad[2])) / 2
        ratio = across / down
    else:
        focal2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
        if focal2 <= 0:
            return _plain_ratio(quad)
        across2, down2 = ((n[0] ** 2 + n[1] ** 2) / focal2 + n[2] ** 2 for n in (n2, n3))
        ratio = sqrt(across2 / down2)
    return max(ratio, 1 / ratio)


def _plain_ratio(quad: Quad) -> float:
    across = dist(quad[0], quad[1]) + dist(quad[3], quad[2])
    down = dist(quad[0], quad[3]) + dist(quad[1], quad[2])
    return max(across / down, down / across)


def _ink(page: Grey) -> Grey:
    """1 where something is printed, without the sheet's rim; at most 800 pixels a side."""
    scale = min(1.0, 800 / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small.astype(np.uint8, copy=False), 31)
    rim_y, rim_x = small.shape[0] // 30, small.shape[1] // 30
    ink = (paper.astype(int) - small > 25)[rim_y:-rim_y, rim_x:-rim_x]
    return np.asarray(ink, np.uint8)


def _striped(profile: Quad) -> float:
    """How strongly lines and gaps alternate: what changes from place to place of the profile."""
    calm = np.convolve(profile, np.ones(3) / 3, mode="valid")
    return float(np.abs(np.diff(calm)).sum())


def _ragged(ink: Grey) -> float:
    """How much the places waver at which columns of ink begin, from the top."""
    inked = ink[:, ink.mean(axis=0) > 0.02]
    begins = inked.argmax(axis=0).astype(float) if inked.size else np.zeros(1)
    return float(np.median(np.abs(begins - np.median(begins))) + 1.0)
