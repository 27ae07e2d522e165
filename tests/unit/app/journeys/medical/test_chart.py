"""The E of GB/T 11533: how large it is, where it is open, what a screen cannot draw."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from app.journeys.medical.chart import LEAST_STROKE_PX, LINES, Chart, Facing, facings


@pytest.mark.parametrize(("line", "side_mm"), [(4.0, 72.72), (4.5, 22.99), (5.0, 7.27), (5.3, 3.64)])
def test_at_five_metres_the_e_is_as_large_as_the_standard_prints_it(line: float, side_mm: float) -> None:
    chart = Chart(pixel_mm=0.274, distance_mm=5000)
    assert chart.side_px(line) * chart.pixel_mm == pytest.approx(side_mm, abs=0.01)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_five_minus_the_logarithm_of_a_strokes_angle(line: float) -> None:
    chart = Chart(0.3, 3000)
    minutes = math.degrees(math.atan(chart.stroke_px(line) * 0.3 / 3000)) * 60
    assert 5 - math.log10(minutes) == pytest.approx(line)
    assert chart.side_px(line) == pytest.approx(5 * chart.stroke_px(line))


def test_twice_as_far_is_twice_as_large_and_each_line_is_a_quarter_finer() -> None:
    near, far = Chart(distance_mm=2500), Chart(distance_mm=5000)
    assert far.side_px(4.9) == pytest.approx(2 * near.side_px(4.9))
    assert far.side_px(4.0) / far.side_px(4.1) == pytest.approx(10**0.1, rel=1e-3)


def test_a_line_thinner_than_a_pixel_is_out_of_reach_until_the_person_stands_further_away() -> None:
    near = Chart(distance_mm=1000)
    assert near.lines[-1] == 5.0
    assert near.stroke_px(5.0) >= LEAST_STROKE_PX > near.stroke_px(5.1)
    enough = near.distance_for(5.3)
    assert enough == pytest.approx(1879.4, abs=0.1)
    assert Chart(distance_mm=enough + 1).lines[-1] == 5.3


def test_a_line_larger_than_the_page_is_out_of_reach_too() -> None:
    assert Chart(pixel_mm=0.1, distance_mm=5000).lines[0] > 4.0


def test_the_usual_screen_draws_every_line() -> None:
    assert Chart().lines == LINES


def test_directions_are_the_same_each_time_and_never_three_in_a_row() -> None:
    for seed in range(200):
        drawn = facings(seed, "vision 0 right", 60)
        assert drawn == facings(seed, "vision 0 right", 60)
        assert drawn[:20] == facings(seed, "vision 0 right", 20)
        assert not any(a is b is c for a, b, c in zip(drawn, drawn[1:], drawn[2:], strict=False))


def test_no_direction_is_rare_and_seeds_and_purposes_differ() -> None:
    counted = Counter(each for seed in range(100) for each in facings(seed, "x", 40))
    assert set(counted) == set(Facing)
    assert min(counted.values()) > 900
    assert facings(1, "vision 0 right", 30) != facings(2, "vision 0 right", 30)
    assert facings(1, "vision 0 right", 30) != facings(1, "vision 1 right", 30)
