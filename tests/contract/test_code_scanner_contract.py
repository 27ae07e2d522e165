"""Every code scanner, whether it is a line scanner or a camera."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno

from hardware.camera.simulator import CameraSimulator
from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanner
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.testing.code_scanner_contract import TEXT, CodeScannerContract


class LineHand(CodeScannerSimulator):
    def show_code(self) -> None:
        self.show(TEXT)


class CameraHand(CameraSimulator):
    code: Path

    def show_code(self) -> None:
        self.show(self.code)


class TestLineScannerAtItsSimulator(CodeScannerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyACM9"

    @pytest.fixture(params=["utf-8", "gb18030"])
    def hand(self, request: pytest.FixtureRequest) -> Iterator[LineHand]:
        with LineHand(encoding=request.param) as simulator:
            yield simulator

    @pytest.fixture
    def device(self, hand: LineHand) -> Iterator[CodeScanner]:
        device = open_driver(hand.address, {})
        yield device
        device.close()


class TestCameraScannerAtItsSimulator(CodeScannerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "images:/nowhere/at/all"

    @pytest.fixture(params=["utf-8", "gb18030"])
    def hand(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CameraHand]:
        out = io.BytesIO()
        segno.make(TEXT, encoding=request.param, micro=False).save(out, kind="png", scale=6, border=4)
        (tmp_path / "code.png").write_bytes(out.getvalue())
        with CameraHand() as simulator:
            simulator.code = tmp_path / "code.png"
            yield simulator

    @pytest.fixture
    def device(self, hand: CameraHand) -> Iterator[CodeScanner]:
        device = open_driver(hand.address, {})
        yield device
        device.close()
