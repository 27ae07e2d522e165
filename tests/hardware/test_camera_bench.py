"""Needs a camera: BIANMIN_CAMERA=v4l2:/dev/video0 (or another address) in the environment."""

import os

import pytest

from hardware.camera.driver import open_driver
from hardware.status import DeviceState

ADDRESS = os.environ.get("BIANMIN_CAMERA", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no camera: set BIANMIN_CAMERA=v4l2:/dev/video0"),
]


def test_the_camera_on_the_bench_gives_fresh_pictures_and_opens_again() -> None:
    camera = open_driver(ADDRESS, {"width": 1280, "height": 720})
    assert camera.status().state is DeviceState.ONLINE
    first = camera.grab(10.0)
    assert first.ndim == 3
    assert first.shape[2] == 3
    assert first.std() > 1, "the lens is covered"
    camera.close()
    assert camera.grab(10.0).shape == first.shape
    camera.close()
