"""Where the head ends, in a levelled picture: crown and sides by what stands out from the wall, the chin by proportion.

The five points do not reach chin and ears. An adult's chin lies about 1.24 spans (outer eye corner to outer eye
corner) below the eyes. Ears are seen against the wall; hair that stands out beyond them does not widen the head.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from app.vision.face_finder import Picture, Point

CHIN_SPANS = 1.24
CROWN_SPANS = 1.5
CROWN_SPANS_BETWEEN = (1.05, 2.1)
HEAD_WIDTH_SPANS = 1.8
HAIR_WIDTH_SPANS = 1.95
"""Wider than any head: hair covers the ears."""
FACE_WIDTH_SPANS = 1.35
CORNER_SPANS = 0.4
STANDS_OUT = 16
"""Levels by which a point differs from the wall before it belongs to the person."""
NOISE_WIDTHS = 4.0
GAP_PX = 25
CROWN_ROW_SHARE = 0.12
"""A row belongs to the head from this filled share of the head's width; a few stray hairs do not raise the crown."""


@dataclass(frozen=True, slots=True)
class Head:
    """Edges in pixels of the levelled picture. `outlined`: the crown was seen, not reckoned."""

    left: float
    right: float
    crown: float
    chin: float
    outlined: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def length(self) -> float:
        return self.chin - self.crown

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def head_in(level: Picture, eyes: Point, eye_span_px: float) -> Head:
    person = person_in(level, eye_span_px)
    crown = _crown(person, eyes, eye_span_px)
    left, right = _sides(person, eyes, eye_span_px)
    return Head(
        left=left,
        right=right,
        crown=crown if crown is not None else eyes[1] - CROWN_SPANS * eye_span_px,
        chin=eyes[1] + CHIN_SPANS * eye_span_px,
        outlined=crown is not None,
    )


def wall_colour(level: Picture, span: float) -> tuple[npt.NDArray[np.float64], float]:
    """The colour of the upper corners, and how much it wavers."""
    side = max(8, int(CORNER_SPANS * span))
    corners = np.concatenate([level[:side:2, :side].reshape(-1, 3), level[:side:2, -side:].reshape(-1, 3)])
    wall = np.median(corners, axis=0)
    return wall, float(np.median(np.abs(corners - wall)))


def person_in(level: Picture, span: float) -> npt.NDArray[np.bool_]:
    """True where the picture differs from its upper corners."""
    wall, noise = wall_colour(level, span)
    differs = cv2.absdiff(cv2.GaussianBlur(level, (3, 3), 0), np.array([*wall, 0.0]))
    blue, green, red = cv2.split(differs)
    return np.asarray(cv2.max(cv2.max(blue, green), red) > STANDS_OUT + NOISE_WIDTHS * noise)


def _crown(person: npt.NDArray[np.bool_], eyes: Point, span: float) -> float | None:
    """None where the head cannot be told from what is behind it."""
    half = HEAD_WIDTH_SPANS / 2 * span
    columns = person[:, max(0, int(eyes[0] - half)) : int(eyes[0] + half)]
    filled = columns[: int(eyes[1])].mean(axis=1) >= CROWN_ROW_SHARE
    empty = np.flatnonzero(~filled)
    crown = float(empty[-1] + 1) if empty.size else 0.0
    nearest, farthest = CROWN_SPANS_BETWEEN
    return crown if nearest * span <= eyes[1] - crown <= farthest * span else None


def _sides(person: npt.NDArray[np.bool_], eyes: Point, span: float) -> Point:
    """At the height of the ears: from the eyes to the base of the nose."""
    rows = person[max(0, int(eyes[1])) : max(0, int(eyes[1] + 0.5 * span))]
    ends = _runs(rows, int(eyes[0])) if rows.size else np.zeros((1, 2))
    left, right = (float(side) for side in np.median(ends, axis=0))
    if FACE_WIDTH_SPANS * span <= right - left <= HAIR_WIDTH_SPANS * span:
        return left, right
    half = HEAD_WIDTH_SPANS / 2 * span
    return eyes[0] - half, eyes[0] + half


def _runs(rows: npt.NDArray[np.bool_], middle: int) -> npt.NDArray[np.int64]:
    """The outermost ends of the person in each row, N×2, small gaps (a shining cheek) bridged."""
    filled = cv2.morphologyEx(rows.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, GAP_PX), np.uint8))
    empty, columns = filled == 0, np.arange(rows.shape[1])
    left = np.where(empty & (columns < middle), columns + 1, 0).max(axis=1)
    right = np.where(empty & (columns > middle), columns, rows.shape[1]).min(axis=1)
    return np.stack([left, right], axis=1)
