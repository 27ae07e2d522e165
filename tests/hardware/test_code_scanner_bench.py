"""Needs a scanner and a person, who does what is asked and presses Enter:

    BIANMIN_CODE_SCANNER=serial:/dev/ttyACM0 python -m pytest -s -m hardware tests/hardware/test_code_scanner_bench.py

Print the code first, e.g. with `segno '便民终端 BM-1' -o code.png`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hardware.acts import acts_of
from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import CodeScanner
from hardware.testing.code_scanner_contract import TEXT, CodeScannerContract

ADDRESS = os.environ.get("BIANMIN_CODE_SCANNER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no scanner: set BIANMIN_CODE_SCANNER=serial:/dev/ttyACM0"),
]


class PersonsHand:
    """Asks a person, who needs pytest -s to be heard."""

    def __init__(self) -> None:
        self._is_asked = False

    def unplug(self) -> None:
        self._do("unplug")

    def plug(self) -> None:
        self._do("plug")

    def show_code(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            print(f"\n{acts_of('code_scanner')['show'].ask}：{TEXT}")  # noqa: T201 - a person reads it

    def _do(self, act: str) -> None:
        input(f"\n{acts_of('code_scanner')[act].ask}，然后按回车：")
        self._is_asked = False


class TestTheScannerOnTheBench(CodeScannerContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyACM9"

    @pytest.fixture
    def hand(self) -> PersonsHand:
        return PersonsHand()

    @pytest.fixture
    def device(self) -> Iterator[CodeScanner]:
        device = open_driver(ADDRESS, {})
        yield device
        device.close()
