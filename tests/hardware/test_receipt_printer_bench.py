"""Needs a receipt printer: BIANMIN_RECEIPT_PRINTER=serial:/dev/ttyS1 (or another address) in the environment."""

import os

import pytest

from hardware.receipt_printer.driver import open_driver
from hardware.receipt_printer.interface import Printed
from hardware.receipt_printer.sample import sample_receipt
from hardware.status import DeviceState, PaperState

ADDRESS = os.environ.get("BIANMIN_RECEIPT_PRINTER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no printer: set BIANMIN_RECEIPT_PRINTER=serial:/dev/ttyS1"),
]


def test_the_printer_on_the_bench_confirms_the_sample_and_has_paper_left() -> None:
    printer = open_driver(ADDRESS, {"width_mm": int(os.environ.get("BIANMIN_RECEIPT_WIDTH_MM", "80"))})
    assert isinstance(printer.print(sample_receipt()), Printed)
    status = printer.status()
    assert status.state is DeviceState.ONLINE
    assert status.paper in (PaperState.FULL, PaperState.LOW)
    printer.close()
