"""What every camera promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import threading
import time
from typing import Protocol

import pytest

from hardware.camera.interface import Camera
from hardware.errors import HardwareError, LinkLost, LinkNotThere
from hardware.testing.device_contract import GONE, DeviceContract, Hand

PATIENCE_S = 10.0


class CameraHand(Hand, Protocol):
    """Something with more than one shade stands before the lens."""


class CameraContract(DeviceContract):
    def test_a_picture_is_height_by_width_by_three_bytes(self, device: Camera) -> None:
        picture = device.grab(PATIENCE_S)
        assert picture.ndim == 3
        assert picture.shape[2] == 3
        assert picture.dtype.name == "uint8"
        assert picture.std() > 1

    def test_painting_on_a_picture_does_not_spoil_the_next(self, device: Camera) -> None:
        device.grab(PATIENCE_S)[:] = 0
        assert device.grab(PATIENCE_S).any()

    def test_each_next_shot_is_a_newer_one_that_nobody_can_paint_on(self, device: Camera) -> None:
        shots = [device.next_shot(timeout_s=PATIENCE_S)]
        for _ in range(5):
            shots.append(device.next_shot(shots[-1].number, PATIENCE_S))
        numbers = [shot.number for shot in shots]
        assert numbers == sorted(set(numbers))
        assert [shot.taken_at for shot in shots] == sorted(shot.taken_at for shot in shots)
        with pytest.raises(ValueError, match="read-only"):
            shots[-1].picture[0, 0, 0] = 1

    def test_a_shot_shows_nobody_when_it_is_written_down(self, device: Camera) -> None:
        assert "array" not in repr(device.next_shot(timeout_s=PATIENCE_S))

    def test_several_may_look_at_once(self, device: Camera) -> None:
        shapes = []
        lookers = [threading.Thread(target=lambda: shapes.append(device.grab(PATIENCE_S).shape)) for _ in range(4)]
        for looker in lookers:
            looker.start()
        for looker in lookers:
            looker.join(PATIENCE_S)
        assert len(shapes) == 4
        assert len(set(shapes)) == 1

    def test_the_status_never_waits_for_a_picture(self, device: Camera) -> None:
        watching = threading.Event()
        over = threading.Event()

        def watch() -> None:
            number = 0
            while not over.is_set():
                number = device.next_shot(number, PATIENCE_S).number
                watching.set()

        watcher = threading.Thread(target=watch)
        watcher.start()
        assert watching.wait(PATIENCE_S)
        begun = time.monotonic()
        for _ in range(20):
            device.status()
        assert time.monotonic() - begun < PATIENCE_S
        over.set()
        watcher.join(PATIENCE_S)

    def test_grabbing_from_an_absent_camera_says_where_and_what_to_do(self) -> None:
        device = type(self).open_driver(self.nowhere, {})
        with pytest.raises(HardwareError) as problem:
            device.grab(0.1)  # type: ignore[attr-defined]
        assert problem.value.device == "camera"
        assert problem.value.address == self.nowhere
        assert problem.value.what_to_do

    def test_a_camera_pulled_out_is_told_and_seen_again_when_it_is_back(self, device: Camera, hand: CameraHand) -> None:
        shape = device.grab(PATIENCE_S).shape
        hand.unplug()
        with pytest.raises((LinkLost, LinkNotThere)):
            _until_it_fails(device)
        assert device.status().state in GONE
        hand.plug()
        assert device.grab(PATIENCE_S).shape == shape

    def test_a_closed_camera_gives_pictures_again(self, device: Camera) -> None:
        shape = device.grab(PATIENCE_S).shape
        device.close()
        assert device.grab(PATIENCE_S).shape == shape


def _until_it_fails(device: Camera) -> None:
    """A picture taken just before may still be the newest; a film goes on to the end of its loop."""
    deadline = time.monotonic() + PATIENCE_S
    number = 0
    while time.monotonic() < deadline:
        number = device.next_shot(number, PATIENCE_S).number
