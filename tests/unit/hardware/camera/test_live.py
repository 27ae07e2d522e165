"""The reading thread, on a device that gives a picture each time the test lets it."""

import queue
import time
from pathlib import Path

import numpy as np
import pytest

from hardware.camera.driver import open_driver
from hardware.camera.live import LiveCapture
from hardware.errors import LinkLost, LinkNotThere, LinkSilent
from hardware.status import DeviceState


class Device:
    """Blocks in `read` like a real one; None in the queue means that it was pulled out."""

    def __init__(self) -> None:
        self.pictures: queue.Queue[int | None] = queue.Queue()
        self.opened = 0
        self.released = queue.Queue[bool]()

    def open(self) -> "Device":
        self.opened += 1
        return self

    def read(self) -> tuple[bool, np.ndarray | None]:
        grey = self.pictures.get(timeout=30)
        return (True, np.full((4, 6, 3), grey, np.uint8)) if grey is not None else (False, None)

    def release(self) -> None:
        self.released.put(True)


@pytest.fixture
def device() -> Device:
    return Device()


def live(device: Device, path: Path, idle_close_s: float = 60.0) -> LiveCapture:
    return LiveCapture(path, device.open, idle_close_s)


def soon(seconds: float = 10.0) -> float:
    return time.monotonic() + seconds


def test_the_newest_picture_is_handed_out(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(10)
    assert int(camera.take(soon())[0, 0, 0]) == 10
    for grey in (20, 30, 40):
        device.pictures.put(grey)
    while int((picture := camera.take(soon()))[0, 0, 0]) != 40:
        assert int(picture[0, 0, 0]) in (10, 20, 30)
    device.pictures.put(None)
    camera.close()
    assert device.opened == 1


def test_a_device_that_gives_no_picture_is_silent(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    assert camera.status().state is DeviceState.ONLINE
    device.pictures.put(None)
    camera.close()


def test_a_device_pulled_out_is_lost_and_opened_again_at_the_next_grab(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(None)
    with pytest.raises(LinkLost):
        camera.take(soon())
    assert device.released.get(timeout=10)
    assert camera.status().state is DeviceState.OFFLINE
    device.pictures.put(70)
    assert int(camera.take(soon())[0, 0, 0]) == 70
    assert camera.status().state is DeviceState.ONLINE
    assert device.opened == 2
    device.pictures.put(None)
    camera.close()


def test_a_device_nobody_looks_at_is_let_go(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path, idle_close_s=1e-6)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    device.pictures.put(10)
    assert device.released.get(timeout=10)
    device.pictures.put(20)
    assert int(camera.take(soon())[0, 0, 0]) == 20
    device.pictures.put(None)
    camera.close()


def test_closing_lets_the_device_go_and_forgets_the_picture(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(10)
    camera.take(soon())
    device.pictures.put(20)
    camera.close()
    assert device.released.get(timeout=10)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    device.pictures.put(None)
    camera.close()


def test_a_camera_that_is_not_there_is_a_status_and_an_error(tmp_path: Path) -> None:
    camera = open_driver(f"v4l2:{tmp_path / 'video0'}", {"width": 1280, "height": 720})
    assert camera.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere, match="没有找到摄像头") as problem:
        camera.grab(10.0)
    assert problem.value.what_to_do
    camera.close()


def test_a_file_that_is_no_camera_does_not_open(tmp_path: Path) -> None:
    (tmp_path / "video0").write_bytes(b"not a camera")
    with pytest.raises(LinkNotThere, match="打不开"):
        open_driver(f"v4l2:{tmp_path / 'video0'}", {}).grab(10.0)
