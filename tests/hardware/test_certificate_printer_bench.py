"""Needs an A4 printer: BIANMIN_CERTIFICATE_PRINTER=ipp://192.168.1.31/ipp/print in the environment. Three sheets."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import typst

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.testing.certificate_printer_contract import CertificatePrinterContract

ADDRESS = os.environ.get("BIANMIN_CERTIFICATE_PRINTER", "")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not ADDRESS, reason="no printer: set BIANMIN_CERTIFICATE_PRINTER=ipp://host/ipp/print"),
]


class TestThePrinterOnTheBench(CertificatePrinterContract):
    open_driver = staticmethod(open_driver)
    nowhere = "ipp://127.0.0.1:9/ipp/print"

    @pytest.fixture
    def printer(self) -> Iterator[IppPrinter]:
        printer = open_driver(ADDRESS, {"user": "bianmin-bench"})
        yield printer
        printer.close()

    @pytest.fixture
    def pdf(self) -> bytes:
        made = typst.compile(b'#set page(paper: "a4")\n= Bench')
        assert isinstance(made, bytes)
        return made
