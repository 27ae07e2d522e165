"""Needs an A4 printer: BIANMIN_CERTIFICATE_PRINTER=ipp://192.168.1.31/ipp/print in the environment. Uses one sheet."""

import os

import pytest
import typst

from hardware.certificate_printer.driver import open_driver
from hardware.certificate_printer.interface import DocumentPrinted
from hardware.status import DeviceState

ADDRESS = os.environ.get("BIANMIN_CERTIFICATE_PRINTER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no printer: set BIANMIN_CERTIFICATE_PRINTER=ipp://host/ipp/print"),
]


def test_the_printer_on_the_bench_prints_one_sheet_to_its_end() -> None:
    printer = open_driver(ADDRESS, {})
    assert printer.status().state in (DeviceState.ONLINE, DeviceState.BUSY)
    pdf = typst.compile(b'#set page(paper: "a4")\n= Bench')
    assert isinstance(pdf, bytes)
    assert isinstance(printer.print(pdf, "bench", timeout_s=120), DocumentPrinted)
    printer.close()
