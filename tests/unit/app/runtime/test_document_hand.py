"""Scanning at a desk: over a real camera link, whatever becomes of it a word comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.journeys.commands import ScanPage
from app.journeys.events import CameraWentAway, PageWasScanned
from app.runtime.machine import Bench
from app.vision.flattener import open_flattener
from hardware import DeviceSettings, open_devices
from hardware.camera.simulator import CameraSimulator
from tests.unit.app.runtime.conftest import OpenHands

PAGE = Path(__file__).parents[4] / "resources" / "demo" / "document-bank-card"


@pytest.fixture
def simulator() -> Iterator[CameraSimulator]:
    made = CameraSimulator(PAGE)
    made.start()
    yield made
    made.close()


@pytest.fixture
def bench(simulator: CameraSimulator) -> Iterator[Bench]:
    devices = open_devices({"document_camera": DeviceSettings(simulator.address)})
    yield Bench(None, None, None, None, None, document_camera=devices.document_camera)
    devices.close()


def test_what_lies_there_comes_back_flat(qtbot: QtBot, open_hands: OpenHands, bench: Bench) -> None:
    hands, said = open_hands(bench=bench, flattener=open_flattener)
    hands.carry_out(ScanPage("bank-card"))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    (event,) = said
    assert isinstance(event, PageWasScanned)
    assert (event.material, event.page.passed) == ("bank-card", True)
    assert event.page.jpeg is not None
    assert event.page.jpeg.startswith(b"\xff\xd8")


def test_a_desk_with_nothing_on_it_is_no_page(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, simulator: CameraSimulator
) -> None:
    simulator.cover()
    hands, said = open_hands(bench=bench, flattener=open_flattener)
    hands.carry_out(ScanPage("bank-card"))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    (event,) = said
    assert isinstance(event, PageWasScanned)
    assert not event.page.passed
    assert event.page.advice


def test_a_cable_that_is_out_is_said(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, simulator: CameraSimulator
) -> None:
    simulator.unplug()
    hands, said = open_hands(bench=bench, flattener=open_flattener)
    hands.carry_out(ScanPage("bank-card"))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [CameraWentAway()]


def test_a_station_without_a_document_camera_says_so_at_once(qtbot: QtBot, open_hands: OpenHands) -> None:
    hands, said = open_hands(flattener=open_flattener)
    hands.carry_out(ScanPage("bank-card"))
    assert said == [CameraWentAway()]
