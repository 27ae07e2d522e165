"""Finds sheets of paper and cards on a desk: four-sided outlines whose sides the picture bears out.

The picture is looked at small (640 px), its edges at two strengths and its bright parts; every outline that can be
taken for four-sided has its sides drawn anew as straight lines through its points, so that rounded or folded corners do
not matter, and counts only when light changes along all four of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import dist

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Grey, Picture
from app.vision.quad import Outline, Quad, dense, four_sided, line, meeting, page_like, straightened

LOOKED_AT_PX = 640

AREA_AT_LEAST = 0.05
"""Of the picture."""
LENGTH_AT_LEAST_PX = 100
ALIKE_PX = 6.0
SUPPORT_AT_LEAST = 0.8
"""Share of a side along which the light changes."""
CHANGE_LEVELS = 5.0
PROBE_PX = 4.0
SNAP_PX = 3.0
BORDER_PX = 6.0
"""So near to the picture's edge a side is not seen but cut off."""
EDGE_STRENGTHS = ((15, 45), (50, 120))
OVERLAP = 0.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """`cut_off`: at least one side lies at the picture's edge. `share` is of the picture's area."""

    quad: Quad
    share: float
    cut_off: bool


def sheets_in(picture: Picture) -> tuple[Sheet, ...]:
    """Those that do not overlap, largest first."""
    scale = min(1.0, LOOKED_AT_PX / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    calm = cv2.GaussianBlur(small, (5, 5), 0).astype(np.uint8, copy=False)
    grey = cv2.cvtColor(calm, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    found = [sheet for outline in _outlines(calm, grey) if (sheet := _sheet(outline, grey)) is not None]
    apart: list[Sheet] = []
    for sheet in sorted(found, key=lambda one: one.share, reverse=True):
        if all(_overlap(sheet, other) < OVERLAP for other in apart):
            apart.append(sheet)
    return tuple(Sheet(_snapped(sheet.quad, grey) / scale, sheet.share, sheet.cut_off) for sheet in apart)


def _outlines(calm: Picture, grey: Grey) -> list[Outline]:
    """Of everything large enough; of those that lie alike, the first."""
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    faint, strong = (cv2.Canny(grey, *strengths) for strengths in EDGE_STRENGTHS)
    coloured = cv2.Canny(calm[:, :, 0], *EDGE_STRENGTHS[0])
    thick = np.ones((3, 3), np.uint8)
    masks = (
        cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)),
        cv2.dilate(cv2.max(faint, coloured), thick),
        cv2.dilate(strong, thick),
    )
    found: dict[tuple[int, ...], Outline] = {}
    for mask, beyond in zip(masks, (0, 255, 255), strict=True):  # edges of a sheet that is cut off end at the frame
        framed = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=beyond)
        contours, _ = cv2.findContours(framed, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE, offset=(-1, -1))
        for contour in contours:
            box = cv2.boundingRect(contour)
            if len(contour) > LENGTH_AT_LEAST_PX and box[2] * box[3] > AREA_AT_LEAST * grey.size:
                found.setdefault(tuple(round(edge / ALIKE_PX) for edge in box), np.asarray(contour, np.int32))
    return list(found.values())


def _sheet(outline: Outline, grey: Grey) -> Sheet | None:
    hull = cv2.convexHull(outline).astype(np.int32, copy=False)
    quad = four_sided(hull)
    if quad is None:
        return None
    height, width = grey.shape
    quad = straightened(quad, dense(hull.reshape(-1, 2).astype(np.float64)))
    area = float(cv2.contourArea(quad.astype(np.float32)))
    if not page_like(quad) or area < AREA_AT_LEAST * grey.size or area > 0.97 * grey.size:
        return None
    cut = [_at_the_edge(quad[i], quad[(i + 1) % 4], width, height) for i in range(4)]
    supports = [_support(grey, quad[i], quad[(i + 1) % 4], quad.mean(axis=0)) for i in range(4) if not cut[i]]
    if sum(cut) > 2 or min(supports, default=0.0) < SUPPORT_AT_LEAST:
        return None
    return Sheet(quad, area / grey.size, any(cut))


def _snapped(quad: Quad, grey: Grey) -> Quad:
    """Each side moved to where the light changes most within `SNAP_PX`; outlines lie a little outside."""
    height, width = grey.shape
    lines = []
    for i in range(4):
        start, end = quad[i], quad[(i + 1) % 4]
        along = (end - start) / max(1.0, dist(start, end))
        points = start + (end - start) * np.linspace(0.08, 0.92, 60)[:, None]
        steps = np.arange(-SNAP_PX, SNAP_PX + 0.5, 0.5)
        at = points[:, None, :] + steps[None, :, None] * np.array([-along[1], along[0]])
        levels = np.asarray(
            cv2.remap(grey, at.astype(np.float32), np.empty(0), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        )
        change = np.abs(levels[:, 2:].astype(float) - levels[:, :-2])
        best = change.argmax(axis=1)
        sure = np.asarray(change.max(axis=1) > CHANGE_LEVELS) & _inside(points, width, height)
        found = at[np.arange(len(points)), best + 1][sure]
        lines.append(line(found) if len(found) >= 20 else (start, along))
    met = [meeting(lines[i - 1], lines[i]) for i in range(4)]
    return np.array(
        [quad[i] if point is None or dist(point, quad[i]) > 4 * SNAP_PX else point for i, point in enumerate(met)]
    )


def _inside(points: Quad, width: int, height: int) -> npt.NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    return np.asarray((x > BORDER_PX) & (y > BORDER_PX) & (x < width - BORDER_PX) & (y < height - BORDER_PX))


def _at_the_edge(start: Quad, end: Quad, width: int, height: int) -> bool:
    both = np.array([start, end])
    x, y = both[:, 0], both[:, 1]
    return bool(
        (x < BORDER_PX).all()
        or (y < BORDER_PX).all()
        or (x > width - 1 - BORDER_PX).all()
        or (y > height - 1 - BORDER_PX).all()
    )


def _support(grey: Grey, start: Quad, end: Quad, middle: Quad) -> float:
    """Share of the side along which inside and outside differ."""
    height, width = grey.shape
    along = (end - start) / max(1.0, dist(start, end))
    inward = np.array([-along[1], along[0]])
    inward = inward if (middle - start) @ inward > 0 else -inward
    points = start + (end - start) * np.linspace(0.06, 0.94, 40)[:, None]
    levels = []
    for step in (PROBE_PX, -PROBE_PX):
        at = np.rint(points + inward * step).astype(int)
        levels.append(grey[at[:, 1].clip(0, height - 1), at[:, 0].clip(0, width - 1)].astype(float))
    return float((np.abs(levels[0] - levels[1]) > CHANGE_LEVELS).mean())


def _overlap(one: Sheet, other: Sheet) -> float:
    """Shared area as a share of the smaller sheet."""
    shared, _ = cv2.intersectConvexConvex(one.quad.astype(np.float32), other.quad.astype(np.float32))
    smaller = min(cv2.contourArea(sheet.quad.astype(np.float32)) for sheet in (one, other))
    return float(shared) / max(1.0, float(smaller))
