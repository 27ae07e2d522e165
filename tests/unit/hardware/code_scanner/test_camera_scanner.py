import io
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
import segno

from hardware.camera.simulator import CameraSimulator
from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanned, NoCode
from hardware.errors import LinkLost, LinkNotThere
from hardware.status import DeviceState


@pytest.fixture
def code(tmp_path: Path) -> Path:
    out = io.BytesIO()
    segno.make("便民终端", encoding="gb18030", micro=False).save(out, kind="png", scale=6, border=4)
    file = tmp_path / "code.png"
    file.write_bytes(out.getvalue())
    return file


@pytest.fixture
def camera() -> Iterator[CameraSimulator]:
    with CameraSimulator() as camera:
        yield camera


def test_a_code_held_before_the_camera_is_read(camera: CameraSimulator, code: Path) -> None:
    scanner = open_driver(camera.address, {})
    assert scanner.scan(0.0) == NoCode()
    camera.show(code)
    assert scanner.scan(5.0) == CodeScanned("便民终端", "QRCode")


def test_the_code_may_come_later_than_the_first_look(camera: CameraSimulator, code: Path) -> None:
    camera.cover()
    dark = next(Path(camera.address.removeprefix("images:")).iterdir())
    camera.show([dark, dark, code])
    assert open_driver(camera.address, {}).scan(10.0) == CodeScanned("便民终端", "QRCode")


def test_cancelling_ends_the_scan(camera: CameraSimulator) -> None:
    cancel = Event()
    cancel.set()
    assert open_driver(camera.address, {}).scan(60.0, cancel) == NoCode()


def test_a_camera_that_goes_away_is_said(camera: CameraSimulator) -> None:
    scanner = open_driver(camera.address, {})
    assert scanner.status().state is DeviceState.ONLINE
    scanner.scan(0.0)
    camera.unplug()
    assert scanner.status().state is DeviceState.NO_DEVICE
    with pytest.raises((LinkLost, LinkNotThere)):
        scanner.scan(5.0)
    scanner.close()
