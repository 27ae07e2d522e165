"""Needs a camera, and a person before it, who does what is asked and presses Enter:

    BIANMIN_CAMERA=v4l2:usb=046d:0825 BIANMIN_CAMERA_WIDTH=1920 BIANMIN_CAMERA_HEIGHT=1080 \\
        python -m pytest -s -m hardware tests/hardware/test_camera_bench.py
"""

import io
import os
import time
from collections.abc import Iterator

import av
import pytest

from hardware.camera.driver import open_driver
from hardware.camera.encoder import Segment
from hardware.camera.interface import Camera
from hardware.camera.recorder import Recorder
from hardware.errors import RecordingFailed
from hardware.testing.camera_contract import CameraContract
from hardware.testing.persons_hand import PersonsHand

ADDRESS = os.environ.get("BIANMIN_CAMERA", "")
OPTIONS = {
    "width": int(os.environ.get("BIANMIN_CAMERA_WIDTH", "1280")),
    "height": int(os.environ.get("BIANMIN_CAMERA_HEIGHT", "720")),
}

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no camera: set BIANMIN_CAMERA=v4l2:/dev/video0"),
]


@pytest.fixture
def hand() -> PersonsHand:
    return PersonsHand("camera")


@pytest.fixture
def device() -> Iterator[Camera]:
    device = open_driver(ADDRESS, OPTIONS)
    yield device
    device.close()


class TestCameraOnTheBench(CameraContract):
    open_driver = staticmethod(open_driver)
    nowhere = "v4l2:name=No Such Camera"


def test_a_covered_lens_is_seen_and_an_uncovered_one_too(device: Camera, hand: PersonsHand) -> None:
    for act, word in (("cover", "covered"), ("uncover", "")):
        hand.do(act)
        shot = device.next_shot(timeout_s=10.0)
        for _ in range(30):
            shot = device.next_shot(shot.number, 10.0)
        assert device.status().detail == word


def test_it_gives_twenty_five_a_second_and_they_can_be_recorded(device: Camera) -> None:
    pieces: list[Segment] = []
    failures: list[RecordingFailed] = []
    number = device.next_shot(timeout_s=10.0).number
    recorder = Recorder(pieces.append, failures.append)
    begun, first = time.monotonic(), number
    while time.monotonic() - begun < 5:
        shot = device.next_shot(number, 10.0)
        recorder.push(shot)
        number = shot.number
    rate = (number - first) / (time.monotonic() - begun)
    summary = recorder.finish()
    assert rate >= 25
    assert failures == []
    with av.open(io.BytesIO(b"".join(piece.data for piece in pieces))) as film:
        assert sum(1 for _ in film.decode(video=0)) == summary.frames
