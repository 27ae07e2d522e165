"""Needs a scanner and a person, who does what is asked and presses Enter:

    BIANMIN_CODE_SCANNER=serial:/dev/ttyACM0 python -m pytest -s -m hardware tests/hardware/test_code_scanner_bench.py

Print the code first, e.g. with `segno '便民终端 BM-1' -o code.png`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanner
from hardware.testing.code_scanner_contract import TEXT, CodeScannerContract
from hardware.testing.persons_hand import PersonsHand

ADDRESS = os.environ.get("BIANMIN_CODE_SCANNER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no scanner: set BIANMIN_CODE_SCANNER=serial:/dev/ttyACM0"),
]


class ScannersHand(PersonsHand):
    """Is asked to show the code once, and again after the cable was touched."""

    def __init__(self) -> None:
        super().__init__("code_scanner")
        self._is_asked = False

    def unplug(self) -> None:
        self.do_anew("unplug")

    def plug(self) -> None:
        self.do_anew("plug")

    def show_code(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            print(f"\n{self.words('show')}：{TEXT}")  # noqa: T201 - a person reads it

    def do_anew(self, act: str) -> None:
        input(f"\n{self.words(act)}，然后按回车：")
        self._is_asked = False


class TestTheScannerOnTheBench(CodeScannerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyACM9"

    @pytest.fixture
    def hand(self) -> ScannersHand:
        return ScannersHand()

    @pytest.fixture
    def device(self) -> Iterator[CodeScanner]:
        device = open_driver(ADDRESS, {})
        yield device
        device.close()
