"""A picture of a thing for a form, over a real camera link."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.journeys.commands import StopCamera
from app.journeys.events import CameraWentAway
from app.journeys.taking_commands import ShowCamera, TakePicture
from app.journeys.taking_events import PictureWasTaken
from app.runtime.machine import Bench
from hardware import DeviceSettings, open_devices
from hardware.camera.simulator import CameraSimulator
from tests.unit.app.runtime.conftest import OpenHands


@pytest.fixture
def simulator() -> Iterator[CameraSimulator]:
    made = CameraSimulator()
    made.start()
    made.show_test_card()
    yield made
    made.close()


@pytest.fixture
def bench(simulator: CameraSimulator) -> Iterator[Bench]:
    devices = open_devices({"camera": DeviceSettings(simulator.address)})
    yield Bench(None, devices.camera, None, None, None)
    devices.close()


def test_what_is_before_the_camera_comes_back_as_a_picture(qtbot: QtBot, open_hands: OpenHands, bench: Bench) -> None:
    hands, said = open_hands(bench=bench)
    hands.carry_out(ShowCamera())
    hands.carry_out(TakePicture())
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    (event,) = said
    assert isinstance(event, PictureWasTaken)
    with Image.open(io.BytesIO(event.jpeg)) as picture:
        assert picture.format == "JPEG"
        assert min(picture.size) > 100
    hands.carry_out(StopCamera())


def test_a_cable_that_is_out_is_said(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, simulator: CameraSimulator
) -> None:
    simulator.unplug()
    hands, said = open_hands(bench=bench)
    hands.carry_out(ShowCamera())
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [CameraWentAway()]


def test_a_station_without_a_camera_says_so_at_once(open_hands: OpenHands) -> None:
    hands, said = open_hands()
    hands.carry_out(ShowCamera())
    assert said == [CameraWentAway()]
