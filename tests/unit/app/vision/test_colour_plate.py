"""The plates as eyes of every kind see them: Viénot, Brettel, Mollon (1999) for those without L or M cones."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from app.journeys.medical.colour import FIGURES
from app.vision.colour_plate import LMS_OF_RGB, PLATE_RADIUS, RGB_OF_LMS, Dot, Numbers, plate_dots

SEEDS = range(32)
CLEAR, HARDLY = 6.0, 1.3
"""How far figure and ground lie apart, in standard deviations of their dots along the best direction there is."""
EYES = ("normal", "protanope", "deuteranope")


def seen_by(eye: str, dots: tuple[Dot, ...]) -> Numbers:
    """CIE L*a*b* of the dots, N×3, after what the eye lacks has been taken away in cone space."""
    srgb = np.array([each.colour for each in dots]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    lms = linear @ LMS_OF_RGB.T
    if eye == "protanope":
        lms[:, 0] = 2.02344 * lms[:, 1] - 2.52581 * lms[:, 2]
    if eye == "deuteranope":
        lms[:, 1] = 0.494207 * lms[:, 0] + 1.24827 * lms[:, 2]
    return lab_of(np.clip(lms @ RGB_OF_LMS.T, 0, 1))


def lab_of(linear: Numbers) -> Numbers:
    """CIE 15, white D65, from linear sRGB."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    share = linear @ to_xyz.T / (0.9505, 1.0, 1.089)
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def apart(eye: str, dots: tuple[Dot, ...]) -> float:
    """Mahalanobis distance of figure and ground: no straight line through colour space tells them better."""
    seen, inside = seen_by(eye, dots), np.array([each.in_figure for each in dots])
    figure, ground = seen[inside], seen[~inside]
    spread = (np.cov(figure.T) + np.cov(ground.T)) / 2 + 1e-6 * np.eye(3)
    between = figure.mean(0) - ground.mean(0)
    return float(np.sqrt(between @ np.linalg.solve(spread, between)))


@cache
def plates(*, demonstration: bool) -> list[tuple[Dot, ...]]:
    return [plate_dots(FIGURES[at % len(FIGURES)], at, demonstration=demonstration) for at in SEEDS]


def test_red_green_plates_are_clear_to_the_full_eye_and_hardly_there_for_the_others() -> None:
    shown = plates(demonstration=False)
    found = {eye: [apart(eye, each) for each in shown] for eye in EYES}
    assert min(found["normal"]) > CLEAR
    for eye in ("protanope", "deuteranope"):
        assert max(found[eye]) < HARDLY, eye
        assert float(np.mean(found[eye])) < 0.9, eye


def test_no_single_brightness_or_hue_tells_the_figure_to_an_eye_that_lacks_a_cone() -> None:
    """Dot by dot, the best threshold is right little more often than the toss of a coin; the full eye's is always."""
    shown = plates(demonstration=False)[:12]
    for eye, low, high in (("normal", 0.99, 1.0), ("protanope", 0.0, 0.75), ("deuteranope", 0.0, 0.75)):
        for dots in shown:
            inside = np.array([each.in_figure for each in dots])
            best = max(ranked(channel, inside) for channel in seen_by(eye, dots).T)
            assert low <= best <= high, (eye, best)


def ranked(channel: Numbers, inside: np.ndarray) -> float:
    """The chance that of one dot of each, the figure's ranks higher (or always lower): 0.5 tells nothing."""
    figure, ground = channel[inside], channel[~inside]
    higher = (figure[:, None] > ground[None, :]).mean() + 0.5 * (figure[:, None] == ground[None, :]).mean()
    return float(max(higher, 1 - higher))


def test_the_demonstration_is_clear_to_every_eye() -> None:
    for dots in plates(demonstration=True)[:10]:
        for eye in EYES:
            assert apart(eye, dots) > CLEAR, eye


def test_the_dots_themselves_tell_nothing() -> None:
    """Neither their sizes nor the room between them differ, so that the figure is not seen without colour."""
    sizes: dict[bool, list[float]] = {True: [], False: []}
    for dots in plates(demonstration=False):
        for each in dots:
            sizes[each.in_figure].append(each.radius)
    assert abs(np.mean(sizes[True]) - np.mean(sizes[False])) < 0.03 * float(np.mean(sizes[False]))


def test_dots_lie_on_the_plate_and_never_on_each_other() -> None:
    dots = plate_dots("8", 3)
    places = np.array([(each.x, each.y, each.radius) for each in dots])
    assert (np.hypot(places[:, 0] - 0.5, places[:, 1] - 0.5) + places[:, 2] <= PLATE_RADIUS + 1e-9).all()
    between = np.hypot(*(places[:, None, at] - places[None, :, at] for at in (0, 1)))
    touching = between < places[:, None, 2] + places[None, :, 2]
    assert not (touching & ~np.eye(len(dots), dtype=bool)).any()


@pytest.mark.parametrize("figure", FIGURES)
def test_each_digit_has_dots_enough_to_be_read(figure: str) -> None:
    dots = plate_dots(figure, 5)
    assert 400 < len(dots) < 1000
    assert 90 < sum(each.in_figure for each in dots) < len(dots) / 2


def test_the_same_seed_is_the_same_plate_and_another_is_another() -> None:
    assert plate_dots("5", 7) == plate_dots("5", 7)
    assert plate_dots("5", 7) != plate_dots("5", 8)


@pytest.mark.parametrize("figure", ["", "10", "A", "牛"])
def test_what_is_no_digit_is_refused(figure: str) -> None:
    with pytest.raises(ValueError, match="digit"):
        plate_dots(figure, 1)
