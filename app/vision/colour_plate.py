"""Colour plates (pseudoisochromatic): a digit of dots among dots, drawn anew from a seed.

On a red-green plate figure and ground differ along the axis between the L and the M cones alone; each dot's brightness
and its share of blue vary far more than that axis changes either, so that an eye without L cones (protan) or without
M cones (deutan) finds nothing that holds the figure together. On the demonstration plate the figure is dark blue on
light orange, which every eye reads. Cone space and transformations: Viénot, Brettel, Mollon, "Digital video
colourmaps for checking the legibility of displays by dichromats", Color Research and Application 24 (1999), 243-252.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

LMS_OF_RGB: Numbers = np.array(
    [[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]]
)
"""From linear RGB to the responses of the cones (Viénot et al., 1999, formula 4)."""
RGB_OF_LMS: Numbers = np.asarray(np.linalg.inv(LMS_OF_RGB), dtype=np.float64)

RADII = (0.0165, 0.0140, 0.0115, 0.0092, 0.0072)
"""Of the dots, as shares of the plate's side: the large ones are laid first, smaller ones fill the gaps."""
TRIES = 5200
GAP = 0.0022
PLATE_RADIUS = 0.485

CONTRAST = 0.12
"""Figure and ground lie this far to both sides of the middle, in the logarithm of L / M."""
CONTRAST_SPREAD = 0.012
MIDDLE = 0.72
BRIGHTNESS_SPREAD = 0.42
"""Half the span of the logarithm of brightness, even."""
BLUE_SPREAD = 0.40
MEAN_M = 7.2
MEAN_S = 0.30
"""The middle of the plates' cone responses: a warm grey."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Middle and radius as shares of the plate's side; `colour` is sRGB, 0 to 255."""

    x: float
    y: float
    radius: float
    colour: tuple[int, int, int]
    in_figure: bool


def plate_dots(figure: str, seed: int, *, demonstration: bool = False) -> tuple[Dot, ...]:
    """The plate of one digit; the same for the same seed. Raises ValueError for what is no digit."""
    chance = np.random.default_rng(seed)
    places = _places(chance)
    inside = _inside(figure, places)
    linear = _demonstration(chance, inside) if demonstration else _red_green(chance, inside)
    colours = np.rint(255 * srgb_of_linear(linear)).astype(int)
    return tuple(
        Dot(float(x), float(y), float(radius), (int(red), int(green), int(blue)), bool(is_in))
        for (x, y, radius), (red, green, blue), is_in in zip(places, colours, inside, strict=True)
    )


def srgb_of_linear(linear: Numbers) -> Numbers:
    """IEC 61966-2-1, shares of one."""
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)


def _places(chance: np.random.Generator) -> Numbers:
    """N×3: x, y, radius. Darts are thrown; one that would touch another does not stick."""
    kept = np.empty((0, 3))
    for radius in RADII:
        spread = PLATE_RADIUS - radius
        darts = chance.uniform(-spread, spread, (TRIES, 2))
        darts = darts[np.hypot(darts[:, 0], darts[:, 1]) <= spread] + 0.5
        kept = np.vstack([kept, _sticking(darts[_is_free(darts, kept, radius)], radius)])
    return kept


def _sticking(darts: Numbers, radius: float) -> Numbers:
    """Of darts of one radius those that stick, each thrown after the ones before it."""
    stuck = np.empty((len(darts), 3))
    count = 0
    for dart in darts:
        if _is_free(dart[None], stuck[:count], radius)[0]:
            stuck[count] = (*dart, radius)
            count += 1
    return stuck[:count]


def _is_free(darts: Numbers, kept: Numbers, radius: float) -> npt.NDArray[np.bool_]:
    """Which darts touch none of the kept dots."""
    apart = (darts[:, None, 0] - kept[None, :, 0]) ** 2 + (darts[:, None, 1] - kept[None, :, 1]) ** 2
    return np.asarray((apart >= (kept[None, :, 2] + radius + GAP) ** 2).all(axis=1))


def _inside(figure: str, places: Numbers) -> npt.NDArray[np.bool_]:
    """Which dots belong to the digit: those whose middle lies on its stroke."""
    mask = _figure_mask(figure)
    side = mask.shape[0]
    columns, rows = (np.clip((places[:, at] * side).astype(int), 0, side - 1) for at in (0, 1))
    return np.asarray(mask[rows, columns] > 0)


def _figure_mask(figure: str) -> Any:
    """400×400, 255 on the digit's strokes."""
    import cv2

    if len(figure) != 1 or not figure.isdecimal():
        raise ValueError("a plate shows one digit")
    side = 400
    mask = np.zeros((side, side), np.uint8)
    cv2.putText(mask, figure, (80, 320), cv2.FONT_HERSHEY_SIMPLEX, 11.5, 255, 54)
    rows, columns = np.nonzero(mask)
    middle = side // 2
    shift = (middle - (rows.min() + rows.max()) // 2, middle - (columns.min() + columns.max()) // 2)
    return np.roll(mask, shift, axis=(0, 1))


def _red_green(chance: np.random.Generator, inside: npt.NDArray[np.bool_]) -> Numbers:
    """Linear RGB. Half of the contrast goes into L and half, the other way, into M: neither cone alone is told much."""
    count = len(inside)
    sign = np.where(inside, 1.0, -1.0) * (1 if chance.random() < 0.5 else -1)
    contrast = sign * CONTRAST / 2 + chance.normal(0, CONTRAST_SPREAD, count)
    linear = np.empty((count, 3))
    for at in range(count):
        linear[at] = _in_gamut(chance, contrast[at])
    return linear


def _in_gamut(chance: np.random.Generator, contrast: float) -> Numbers:
    """One dot's colour; one that no screen has is drawn again."""
    while True:
        bright = np.exp(chance.uniform(-BRIGHTNESS_SPREAD, BRIGHTNESS_SPREAD))
        blue = np.exp(chance.uniform(-BLUE_SPREAD, BLUE_SPREAD))
        m = MEAN_M * bright
        lms = np.array([m * np.exp(MIDDLE + contrast), m * np.exp(-contrast), MEAN_S * bright * blue])
        linear: Numbers = RGB_OF_LMS @ lms
        if (linear >= 0).all() and (linear <= 1).all():
            return linear


def _demonstration(chance: np.random.Generator, inside: npt.NDArray[np.bool_]) -> Numbers:
    """Dark blue on light orange, each of many brightnesses."""
    count = len(inside)
    bright = np.exp(chance.uniform(-0.15, 0.15, (count, 1)))
    figure, ground = np.array([0.03, 0.06, 0.28]), np.array([0.72, 0.42, 0.16])
    linear: Numbers = np.where(inside[:, None], figure, ground) * bright
    return linear
