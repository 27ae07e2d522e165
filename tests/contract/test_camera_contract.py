"""The camera's contract: a folder of pictures, a film, and a live device behind a kernel made of paper."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera.driver import OpencvCamera, open_driver
from hardware.camera.finding import CameraFinder
from hardware.camera.interface import Camera
from hardware.camera.live import LiveCapture
from hardware.camera.options import CameraOptions
from hardware.camera.simulator import CameraSimulator, bars_card
from hardware.errors import LinkNotThere
from hardware.testing.camera_contract import CameraContract
from hardware.transport.addresses import V4l2Address
from hardware.transport.video_nodes import video_nodes
from tests.unit.hardware.camera.paper_kernel import PaperKernel, UvcCamera


class TestSimulatedCamera(CameraContract):
    open_driver = staticmethod(open_driver)
    nowhere = "images:/nowhere/pictures"

    @pytest.fixture
    def hand(self) -> Iterator[CameraSimulator]:
        with CameraSimulator(bars_card()) as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand: CameraSimulator) -> Iterator[Camera]:
        device = open_driver(hand.address, {})
        yield device
        device.close()


class FilmHand:
    def __init__(self, film: Path) -> None:
        self.film = film

    def unplug(self) -> None:
        self.film.rename(self.film.with_suffix(".away"))

    def plug(self) -> None:
        self.film.with_suffix(".away").rename(self.film)


class TestFilm(CameraContract):
    open_driver = staticmethod(open_driver)
    nowhere = "video:/nowhere/film.avi"

    @pytest.fixture
    def hand(self, tmp_path: Path) -> FilmHand:
        film = tmp_path / "film.avi"
        writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (640, 360))
        for _ in range(5):
            writer.write(bars_card())
        writer.release()
        return FilmHand(film)

    @pytest.fixture
    def device(self, hand: FilmHand) -> Iterator[Camera]:
        device = open_driver(f"video:{hand.film}", {})
        yield device
        device.close()


class TestLiveDevice(CameraContract):
    """The real finder and reader; only OpenCV's device is a paper one, which comes back under another number."""

    open_driver = staticmethod(open_driver)
    nowhere = "v4l2:name=No Such Camera"

    @pytest.fixture
    def hand(self, tmp_path: Path) -> PaperKernel:
        kernel = PaperKernel(tmp_path)
        kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
        return kernel

    @pytest.fixture
    def device(self, hand: PaperKernel) -> Iterator[Camera]:
        finder = CameraFinder(V4l2Address(name="HD Webcam"), lambda: video_nodes(hand.sysfs, hand.dev, lambda _: None))

        def opener(spot: object) -> object:
            if not isinstance(spot, Path):
                raise LinkNotThere("没有找到摄像头", device="camera", address=self.nowhere, what_to_do="插好摄像头")
            return hand.open(spot)

        device = OpencvCamera(LiveCapture(finder.find, opener, 60.0, "v4l2:name=HD Webcam"), CameraOptions())
        yield device
        device.close()


def test_the_paper_cameras_pictures_move() -> None:
    assert np.ptp(bars_card()) > 100
