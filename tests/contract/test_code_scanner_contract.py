"""What every code scanner does, whether it is a line scanner or a camera."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
import segno

from hardware.camera.simulator import CameraSimulator
from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanned, CodeScanner, NoCode, ScanOutcome
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.errors import HardwareError
from hardware.status import DeviceState

TEXT = "便民终端 BM-1"


@dataclass
class Bench:
    scanner: CodeScanner
    show: Callable[[], None]
    unplug: Callable[[], None]
    plug: Callable[[], None]


@pytest.fixture(params=["line", "camera"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with CodeScannerSimulator() as line, CameraSimulator() as camera:
        if request.param == "line":
            bench = Bench(open_driver(line.address, {}), lambda: line.show(TEXT), line.unplug, line.plug)
        else:
            out = io.BytesIO()
            segno.make(TEXT, micro=False).save(out, kind="png", scale=6, border=4)
            (tmp_path / "code.png").write_bytes(out.getvalue())
            code = tmp_path / "code.png"
            bench = Bench(open_driver(camera.address, {}), lambda: camera.show(code), camera.unplug, camera.plug)
        yield bench
        bench.scanner.close()


def scanned(bench: Bench) -> ScanOutcome | None:
    results: list[ScanOutcome] = []
    thread = Thread(target=lambda: results.append(bench.scanner.scan(20.0)), daemon=True)
    thread.start()
    while thread.is_alive():
        bench.show()
    return results[0] if results else None


def test_a_code_shown_is_scanned(bench: Bench) -> None:
    outcome = scanned(bench)
    assert isinstance(outcome, CodeScanned)
    assert outcome.text == TEXT


def test_nothing_shown_is_an_outcome(bench: Bench) -> None:
    assert bench.scanner.scan(0.05) == NoCode()


def test_unplugged_is_a_status_and_an_error_and_plugged_again_works(bench: Bench) -> None:
    assert bench.scanner.status().state is DeviceState.ONLINE
    bench.unplug()
    with pytest.raises(HardwareError) as problem:
        bench.scanner.scan(5.0)
    assert problem.value.what_to_do
    status = bench.scanner.status()
    assert status.state is DeviceState.NO_DEVICE
    assert status.action is not None
    bench.plug()
    assert isinstance(scanned(bench), CodeScanned)
    assert bench.scanner.status().state is DeviceState.ONLINE
