"""What every camera does, whatever stands behind its address."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera.driver import open_driver
from hardware.camera.interface import Camera
from hardware.camera.simulator import CameraSimulator
from hardware.errors import HardwareError
from hardware.status import DeviceState


@dataclass
class Bench:
    camera: Camera
    absent: Camera


@pytest.fixture(params=["images", "simulator", "video"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    picture = np.full((48, 64, 3), 120, np.uint8)
    with CameraSimulator(picture) as simulator:
        match request.param:
            case "images":
                cv2.imwrite(str(tmp_path / "a.png"), picture)
                addresses = f"images:{tmp_path}", f"images:{tmp_path / 'none'}"
            case "simulator":
                addresses = simulator.address, simulator.address + "-none"
            case _:
                writer = cv2.VideoWriter(str(tmp_path / "a.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (64, 48))
                writer.write(picture)
                writer.release()
                addresses = f"video:{tmp_path / 'a.avi'}", f"video:{tmp_path / 'none.avi'}"
        bench = Bench(open_driver(addresses[0], {}), open_driver(addresses[1], {}))
        yield bench
        bench.camera.close()
        bench.absent.close()


def test_a_picture_is_height_by_width_by_three_bytes(bench: Bench) -> None:
    picture = bench.camera.grab()
    assert picture.shape == (48, 64, 3)
    assert picture.dtype == np.uint8
    assert abs(float(picture.mean()) - 120) < 3


def test_a_camera_that_is_there_is_online_before_its_first_picture(bench: Bench) -> None:
    assert bench.camera.status().state is DeviceState.ONLINE


def test_an_absent_camera_is_a_status_with_an_action(bench: Bench) -> None:
    status = bench.absent.status()
    assert status.state is DeviceState.NO_DEVICE
    assert status.action is not None


def test_grabbing_from_an_absent_camera_says_where_and_what_to_do(bench: Bench) -> None:
    with pytest.raises(HardwareError) as problem:
        bench.absent.grab(0.1)
    assert problem.value.device == "camera"
    assert problem.value.address
    assert problem.value.what_to_do


def test_a_closed_camera_opens_again_by_itself(bench: Bench) -> None:
    bench.camera.grab()
    bench.camera.close()
    bench.camera.close()
    assert bench.camera.grab().shape == (48, 64, 3)
