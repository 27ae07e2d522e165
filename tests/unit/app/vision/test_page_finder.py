"""Sheets on drawn desks; the corners are known, so the distance to them is the measure."""

import numpy as np
import pytest

from app.vision.page_finder import Sheet, sheets_in
from tests.unit.app.vision.desk import A4, CARD, SIZE, card, corners_of, desk, laid, lit, page, with_glare

MIDDLE = (960.0, 540.0)
WITHIN_PX = 6.0

PLACES = {
    "straight": corners_of(A4, MIDDLE, 950),
    "rotated": corners_of(A4, MIDDLE, 860, turn_deg=17),
    "askew": corners_of(A4, MIDDLE, 760, turn_deg=40),
    "slanted": corners_of(A4, MIDDLE, 800, turn_deg=-8, slant=0.3),
    "sideways": corners_of(A4, MIDDLE, 1200, turn_deg=90),
}
LIGHTS = {
    "even": {},
    "dim": {"all_over": 0.3},
    "uneven": {"across": 0.4, "down": 0.7},
}


def off(sheet: Sheet, corners: np.ndarray) -> float:
    """The farthest corner's distance, whichever corner comes first."""
    return min(float(np.abs(np.roll(sheet.quad, turn, axis=0) - corners).max()) for turn in range(4))


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_found_however_it_lies_and_is_lit(place: str, light: str) -> None:
    corners = PLACES[place]
    found = sheets_in(lit(laid(desk(), page(), corners), **LIGHTS[light]))
    assert len(found) == 1
    assert off(found[0], corners) < WITHIN_PX
    assert not found[0].cut_off


@pytest.mark.parametrize("level", [20, 60, 130, 205])
def test_a_page_is_found_on_a_dark_and_on_a_light_desk(level: int) -> None:
    corners = PLACES["rotated"]
    found = sheets_in(lit(laid(desk(level), page(), corners)))
    assert len(found) == 1
    assert off(found[0], corners) < WITHIN_PX


def test_a_blank_page_is_a_page() -> None:
    corners = PLACES["rotated"]
    found = sheets_in(lit(laid(desk(), np.full((1754, 1240, 3), 240, np.uint8), corners)))
    assert off(found[0], corners) < WITHIN_PX


def test_rounded_corners_do_not_move_a_card() -> None:
    corners = corners_of(CARD, MIDDLE, 400, turn_deg=6)
    found = sheets_in(lit(laid(desk(), card(), corners, rounded=36)))
    assert off(found[0], corners) < WITHIN_PX


def test_glare_at_a_pages_rim_does_not_move_it_far() -> None:
    corners = PLACES["straight"]
    glaring = with_glare(lit(laid(desk(), page(), corners), all_over=0.8), (1290, 400), 50)
    assert off(sheets_in(glaring)[0], corners) < 3 * WITHIN_PX


@pytest.mark.parametrize("middle", [(960.0, 800.0), (960.0, 200.0), (330.0, 540.0), (1650.0, 540.0), (330.0, 200.0)])
@pytest.mark.parametrize("light", LIGHTS)
def test_a_page_partly_out_of_view_is_said_to_be(middle: tuple[float, float], light: str) -> None:
    scene = laid(desk(), page(), corners_of(A4, middle, 1000))
    found = sheets_in(lit(scene, **LIGHTS[light]))
    assert found == () or found[0].cut_off


def test_two_pages_are_two() -> None:
    left, right = corners_of(A4, (500, 540), 800, 3), corners_of(A4, (1350, 540), 800, -4)
    found = sheets_in(lit(laid(laid(desk(), page(), left), page(), right)))
    assert len(found) == 2
    assert {min((off(sheet, left), off(sheet, right))) < WITHIN_PX for sheet in found} == {True}


@pytest.mark.parametrize("level", [20, 90, 215])
def test_an_empty_desk_has_no_page(level: int) -> None:
    assert sheets_in(lit(desk(level), across=0.5)) == ()


def test_noise_and_nothing_have_no_page() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1080, 1920, 3), np.uint8)
    assert sheets_in(noise) == ()
    assert sheets_in(np.zeros((1080, 1920, 3), np.uint8)) == ()
    assert sheets_in(np.zeros((8, 8, 3), np.uint8)) == ()


def test_a_page_is_found_in_a_camera_of_any_size() -> None:
    for size in ((640, 480), (1280, 720), (3264, 2448)):
        corners = corners_of(A4, (size[0] / 2, size[1] / 2), 0.85 * size[1], turn_deg=5)
        found = sheets_in(lit(laid(desk(size=size), page(), corners)))
        assert off(found[0], corners) < WITHIN_PX * max(1, size[0] / SIZE[0])
