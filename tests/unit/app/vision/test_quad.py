from math import cos, radians, sin

import numpy as np
import pytest

from app.vision.quad import dense, four_sided, line, meeting, page_like, straightened

SQUARE = np.array([[10.0, 20.0], [210.0, 20.0], [210.0, 320.0], [10.0, 320.0]])


def outline(corners: np.ndarray) -> np.ndarray:
    return np.rint(corners).astype(np.int32).reshape(-1, 1, 2)


def rounded(corners: np.ndarray, by: float = 0.08) -> np.ndarray:
    """Each corner replaced by two points a little before and behind it."""
    before, behind = np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0)
    return np.stack([corners + (before - corners) * by, corners + (behind - corners) * by], axis=1).reshape(-1, 2)


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("way", [1, -1])
def test_corners_come_clockwise_from_the_upper_left(first: int, way: int) -> None:
    found = four_sided(outline(np.roll(SQUARE, first, axis=0)[::way]))
    assert found is not None
    assert found.tolist() == SQUARE.tolist()


def test_rounded_corners_are_put_back_where_the_sides_meet() -> None:
    hull = outline(rounded(SQUARE))
    quad = four_sided(hull)
    assert quad is not None
    assert straightened(quad, dense(hull.reshape(-1, 2).astype(float))) == pytest.approx(SQUARE, abs=1.5)


def test_what_has_three_sides_or_is_round_is_not_four_sided() -> None:
    circle = np.array([[200 + 150 * cos(radians(a)), 200 + 150 * sin(radians(a))] for a in range(0, 360, 5)])
    assert four_sided(outline(SQUARE[:3])) is None
    assert four_sided(outline(circle)) is None


def test_parallel_lines_meet_nowhere() -> None:
    across = line(np.array([[0.0, 5.0], [50.0, 5.0], [100.0, 5.0]]))
    below = line(np.array([[0.0, 9.0], [50.0, 9.0], [100.0, 9.0]]))
    down = line(np.array([[7.0, 0.0], [7.0, 50.0], [7.0, 100.0]]))
    assert meeting(across, below) is None
    assert meeting(across, down) == pytest.approx(np.array([7.0, 5.0]), abs=0.01)


@pytest.mark.parametrize(
    "corners",
    [
        [[0, 0], [300, 0], [300, 20], [0, 20]],
        [[0, 0], [300, 0], [500, 100], [200, 100]],
        [[100, 0], [110, 0], [210, 200], [0, 200]],
    ],
)
def test_strips_and_slivers_are_no_pages(corners: list[list[int]]) -> None:
    assert not page_like(np.array(corners, float))
    assert page_like(SQUARE)
