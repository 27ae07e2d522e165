"""The reading thread, on a device that gives a picture each time the test lets it."""

import queue
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from hardware.camera import live as live_module
from hardware.camera.driver import open_driver
from hardware.camera.live import LiveCapture
from hardware.errors import FrameDamaged, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceState

DAMAGED = -1
"""A picture that OpenCV could not decode."""


class Device:
    """Blocks in `read` like a real one; None in the queue means that it was pulled out."""

    def __init__(self) -> None:
        self.pictures: queue.Queue[int | Exception | None] = queue.Queue()
        self.opened = 0
        self.released = queue.Queue[bool]()

    def open(self) -> "Device":
        self.opened += 1
        return self

    def read(self) -> tuple[bool, np.ndarray | None]:
        grey = self.pictures.get(timeout=30)
        if isinstance(grey, Exception):
            raise grey
        if grey == DAMAGED:
            return True, None
        return (True, np.full((4, 6, 3), grey, np.uint8)) if grey is not None else (False, None)

    def release(self) -> None:
        self.released.put(True)


@pytest.fixture
def device() -> Device:
    return Device()


def live(device: Device, path: Path, idle_close_s: float = 60.0) -> LiveCapture:
    return LiveCapture(lambda: path, lambda _: device.open(), idle_close_s, f"v4l2:{path}")


def grey_of(camera: LiveCapture) -> int:
    return int(camera.take(soon()).picture[0, 0, 0])


def soon(seconds: float = 10.0) -> float:
    return time.monotonic() + seconds


def test_the_newest_picture_is_handed_out(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(10)
    assert grey_of(camera) == 10
    for grey in (20, 30, 40):
        device.pictures.put(grey)
    while (grey := grey_of(camera)) != 40:
        assert grey in (10, 20, 30)
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
    assert grey_of(camera) == 70
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
    assert grey_of(camera) == 20
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


def test_a_picture_after_the_last_one_is_waited_for(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(100)
    first = camera.take(soon())
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02), after=first.number)
    device.pictures.put(110)
    second = camera.take(soon(), after=first.number)
    assert (second.number, int(second.picture[0, 0, 0])) == (first.number + 1, 110)
    device.pictures.put(None)
    camera.close()


def test_a_device_still_being_let_go_is_not_opened_beside(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    threading.Thread(target=camera.close).start()  # the reader hangs in `read` and cannot leave yet
    while camera._is_running:
        time.sleep(0.001)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    assert device.opened == 1
    device.pictures.put(10)
    device.pictures.put(120)
    assert grey_of(camera) == 120
    assert device.opened == 2
    device.pictures.put(None)
    camera.close()


def test_a_defect_in_the_driver_is_told_and_over_at_the_next_grab(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(ZeroDivisionError())
    with pytest.raises(LinkLost, match="ZeroDivisionError"):
        camera.take(soon())
    assert camera.status().detail == "lost"
    device.pictures.put(130)
    assert grey_of(camera) == 130
    device.pictures.put(None)
    camera.close()


def test_a_device_that_cannot_be_let_go_does_not_bar_the_way(
    device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise OSError

    camera = live(device, tmp_path)
    monkeypatch.setattr(device, "release", refuse)
    device.pictures.put(None)
    with pytest.raises(LinkLost):
        camera.take(soon())
    device.pictures.put(140)
    assert grey_of(camera) == 140
    assert "OSError" in caplog.text
    device.pictures.put(None)
    camera.close()


def test_a_damaged_picture_is_passed_over_and_nothing_but_damaged_ones_is_told(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    for grey in (DAMAGED, DAMAGED, 150):
        device.pictures.put(grey)
    assert grey_of(camera) == 150
    for _ in range(live_module.DAMAGED_MAX):
        device.pictures.put(DAMAGED)
    with pytest.raises(FrameDamaged):
        camera.take(soon(), after=1)
    assert camera.status().detail == "damaged_picture"


def test_everybody_who_waits_hears_of_the_loss(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    heard = queue.Queue[type]()

    def wait() -> None:
        try:
            camera.take(soon())
        except LinkLost as problem:
            heard.put(type(problem))

    for _ in range(3):
        threading.Thread(target=wait).start()
    while len(camera._changed._waiters) < 3:
        time.sleep(0.001)
    device.pictures.put(None)
    assert [heard.get(timeout=10) for _ in range(3)] == [LinkLost] * 3


def test_a_hanging_device_is_said_to_give_no_picture_without_waiting_for_it(
    device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = live(device, tmp_path)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    assert camera.status().state is DeviceState.ONLINE
    monkeypatch.setattr(live_module, "NO_PICTURE_S", 0.0)
    assert camera.status().detail == "no_picture"
    device.pictures.put(None)
    camera.close()


def test_a_slow_and_a_covered_device_are_warnings(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path)
    device.pictures.put(200)
    camera.take(soon())
    assert camera.status().detail == ""
    camera._interval_s = 0.2
    assert camera.status() == status_of("camera", "slow")
    device.pictures.put(3)
    camera.take(soon(), after=1)
    assert camera.status() == status_of("camera", "covered")
    device.pictures.put(None)
    camera.close()


def test_no_thread_is_left_once_nobody_looks(device: Device, tmp_path: Path) -> None:
    camera = live(device, tmp_path, idle_close_s=1e-6)
    with pytest.raises(LinkSilent):
        camera.take(soon(0.02))
    reader = camera._reader
    assert reader is not None
    device.pictures.put(10)
    reader.join(10)
    assert not reader.is_alive()
    assert camera._reader is None


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
