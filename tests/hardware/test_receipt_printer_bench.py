"""Needs a receipt printer and a person, who does what is asked, presses Enter, and says what came out:

    BIANMIN_RECEIPT_PRINTER=usb:04b8:0202 BIANMIN_RECEIPT_WIDTH_MM=58 python -m pytest -s -m hardware tests/hardware/…

BIANMIN_RECEIPT_PRESENTER=1 where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from hardware.receipt_printer.driver import EscPosPrinter, open_driver
from hardware.testing.persons_hand import PersonsHand
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


class PrintersHand(PersonsHand):
    """Also acts while it prints, and counts what came out."""

    def in_the_middle(self, act: str) -> None:
        input(f"\n按回车后开始打印；打印到一半时{self.words(act)}：")

    def sees_whole_slips(self, count: int) -> bool:
        return input(f"\n出来的完整凭条（没有打叉的）正好 {count} 张？(y/n) ").strip().lower() == "y"


class TestTheReceiptPrinterOnTheBench(ReceiptPrinterContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture
    def hand(self) -> PrintersHand:
        return PrintersHand("receipt_printer")

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
