"""What the glass gets of a picture."""

import numpy as np
import pytest

from hardware.camera.preview import fill_preview


def painted(picture: np.ndarray, width: int, height: int, *, stride: int = 0, mirror: bool = False) -> np.ndarray:
    stride = stride or 4 * width
    out = bytearray(stride * height)
    fill_preview(picture, memoryview(out), (width, height), stride, mirror=mirror)
    return np.frombuffer(out, np.uint8).reshape(height, stride)[:, : 4 * width].reshape(height, width, 4)


def halves(height: int, width: int) -> np.ndarray:
    """Blue on the left, red on the right."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:, : width // 2, 0] = 255
    picture[:, width // 2 :, 2] = 255
    return picture


@pytest.mark.parametrize("size", [(1080, 1920), (720, 1280), (480, 640), (4, 6), (1944, 2592), (1920, 1080), (1, 1)])
@pytest.mark.parametrize("view", [(984, 600), (984, 880), (320, 240), (1, 1), (600, 984)])
def test_any_picture_fills_any_view_whole_and_opaque(size: tuple[int, int], view: tuple[int, int]) -> None:
    seen = painted(np.full((*size, 3), (10, 20, 30), np.uint8), *view)
    assert (seen == (10, 20, 30, 255)).all()


def test_left_is_left_and_in_the_mirror_right() -> None:
    assert tuple(painted(halves(1080, 1920), 300, 200)[100, 10]) == (255, 0, 0, 255)
    assert tuple(painted(halves(1080, 1920), 300, 200, mirror=True)[100, 10]) == (0, 0, 255, 255)


def test_what_does_not_fit_is_cut_off_evenly() -> None:
    picture = np.zeros((100, 400, 3), np.uint8)
    picture[:, 150:250] = 200
    assert (painted(picture, 100, 100)[..., 0] == 200).all()
    assert (painted(picture.transpose(1, 0, 2), 100, 100)[..., 0] == 200).all()


def test_rows_longer_than_the_picture_are_kept_apart() -> None:
    seen = painted(halves(40, 60), 30, 20, stride=30 * 4 + 8)
    assert tuple(seen[19, 0]) == (255, 0, 0, 255)
    assert tuple(seen[19, 29]) == (0, 0, 255, 255)


def test_a_picture_that_may_not_be_painted_on_is_left_alone() -> None:
    picture = halves(48, 64)
    picture.flags.writeable = False
    painted(picture, 64, 48, mirror=True)
    assert (picture == halves(48, 64)).all()
