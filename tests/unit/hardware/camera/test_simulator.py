from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera.driver import open_driver
from hardware.camera.simulator import CameraSimulator
from hardware.errors import FrameDamaged, LinkLost, LinkSilent
from hardware.status import DeviceState


def grey(level: int) -> np.ndarray:
    return np.full((4, 6, 3), level, np.uint8)


def test_what_is_shown_is_seen() -> None:
    with CameraSimulator(grey(10)) as simulator:
        camera = open_driver(simulator.address, {})
        assert int(camera.grab()[0, 0, 0]) == 10
        simulator.show(grey(200))
        assert int(camera.grab()[0, 0, 0]) == 200


def test_several_pictures_come_in_turn(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), grey(1))
    cv2.imwrite(str(tmp_path / "2.png"), grey(2))
    with CameraSimulator([tmp_path, grey(3)]) as simulator:
        camera = open_driver(simulator.address, {})
        assert [int(camera.grab()[0, 0, 0]) for _ in range(4)] == [1, 2, 3, 1]


def test_a_covered_lens_is_black_and_nothing_shown_is_black_too() -> None:
    with CameraSimulator() as simulator:
        camera = open_driver(simulator.address, {})
        assert camera.grab().max() == 0
        simulator.show(grey(90))
        simulator.cover()
        assert camera.grab().max() == 0


def test_an_unplugged_camera_comes_back_with_the_same_address() -> None:
    with CameraSimulator(grey(10)) as simulator:
        camera = open_driver(simulator.address, {})
        camera.grab()
        simulator.unplug()
        assert camera.status().state is DeviceState.NO_DEVICE
        with pytest.raises(LinkLost):
            camera.grab()
        simulator.show(grey(50))
        simulator.plug()
        assert int(camera.grab()[0, 0, 0]) == 50


def test_nothing_is_left_behind() -> None:
    simulator = CameraSimulator(grey(10))
    simulator.start()
    folder = Path(simulator.address.removeprefix("images:"))
    simulator.close()
    assert not folder.parent.exists()


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with CameraSimulator() as simulator, pytest.raises(ValueError, match="no picture"):
        simulator.show(tmp_path)


def test_pictures_stop_and_come_again() -> None:
    with CameraSimulator(grey(50)) as simulator:
        camera = open_driver(simulator.address, {})
        simulator.pause()
        simulator.pause()
        with pytest.raises(LinkSilent):
            camera.grab(0.0)
        simulator.resume()
        assert int(camera.grab(0.0)[0, 0, 0]) == 50


def test_a_slow_picture_comes_all_the_same_and_not_after_the_end() -> None:
    with CameraSimulator(grey(50)) as simulator:
        camera = open_driver(simulator.address, {})
        simulator.slow(0.05)
        assert int(camera.grab(10.0)[0, 0, 0]) == 50
        simulator.slow(60)
        timer = simulator._timers[-1]
    timer.join(10)
    assert not timer.is_alive()


@pytest.mark.parametrize("spoil", [CameraSimulator.corrupt, CameraSimulator.tear])
def test_spoilt_pictures_are_whole_again_once_restored(spoil: Callable[[CameraSimulator], None]) -> None:
    with CameraSimulator(grey(50)) as simulator:
        camera = open_driver(simulator.address, {})
        camera.grab()
        spoil(simulator)
        with pytest.raises(FrameDamaged):
            camera.grab(0.0)
        simulator.restore()
        assert int(camera.grab(0.0)[0, 0, 0]) == 50


def test_a_cover_is_taken_off_what_stood_there_before_and_of_nothing_a_test_card() -> None:
    with CameraSimulator() as simulator:
        camera = open_driver(simulator.address, {})
        simulator.restore()
        assert camera.grab().std() > 10
        simulator.show(grey(90))
        simulator.cover()
        simulator.restore()
        assert int(camera.grab()[0, 0, 0]) == 90


def test_what_is_done_to_an_unplugged_camera_is_seen_once_it_is_plugged_in() -> None:
    with CameraSimulator(grey(50)) as simulator:
        camera = open_driver(simulator.address, {})
        simulator.pause()
        simulator.unplug()
        simulator.resume()
        simulator.plug()
        assert int(camera.grab(0.0)[0, 0, 0]) == 50
