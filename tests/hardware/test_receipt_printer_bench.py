"""Needs a receipt printer and a person, who does what is asked, presses Enter, and says what came out:

    BIANMIN_RECEIPT_PRINTER=usb:04b8:0202 BIANMIN_RECEIPT_WIDTH_MM=58 python -m pytest -s -m hardware tests/hardware/…

BIANMIN_RECEIPT_PRESENTER=1 where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from hardware.acts import acts_of
from hardware.receipt_printer.driver import EscPosPrinter, open_driver
from hardware.testing.receipt_printer_contract import ReceiptPrinterContract

ADDRESS = os.environ.get("BIANMIN_RECEIPT_PRINTER", "")
OPTIONS = {
    "width_mm": int(os.environ.get("BIANMIN_RECEIPT_WIDTH_MM", "80")),
    "presenter": os.environ.get("BIANMIN_RECEIPT_PRESENTER", "") == "1",
}

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no printer: set BIANMIN_RECEIPT_PRINTER=serial:/dev/ttyS1"),
]


class PersonsHand:
    """Asks a person, who needs pytest -s to be heard."""

    def do(self, act: str) -> None:
        input(f"\n{acts_of('receipt_printer')[act].ask}，然后按回车：")

    def in_the_middle(self, act: str) -> None:
        input(f"\n按回车后开始打印；打印到一半时{acts_of('receipt_printer')[act].ask}：")

    def sees_whole_slips(self, count: int) -> bool:
        return input(f"\n出来的完整凭条（没有打叉的）正好 {count} 张？(y/n) ").strip().lower() == "y"

    def unplug(self) -> None:
        self.do("unplug")

    def plug(self) -> None:
        self.do("plug")


class TestTheReceiptPrinterOnTheBench(ReceiptPrinterContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture
    def hand(self) -> PersonsHand:
        return PersonsHand()

    @pytest.fixture
    def device(self) -> Iterator[EscPosPrinter]:
        printer = open_driver(ADDRESS, OPTIONS)
        yield printer
        printer.close()

    @pytest.fixture
    def another(self) -> Iterator[Callable[[], EscPosPrinter]]:
        opened: list[EscPosPrinter] = []

        def open_another() -> EscPosPrinter:
            opened.append(open_driver(ADDRESS, OPTIONS))
            return opened[-1]

        yield open_another
        for each in opened:
            each.close()
