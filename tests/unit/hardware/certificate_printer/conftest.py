"""Papers to print, and a simulator to print them on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typst

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from tests.unit.hardware.certificate_printer.papers import QUICK


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """Three pages."""
    made = typst.compile(b'#set page(paper: "a4")\nEins #pagebreak() Zwei #pagebreak() Drei')
    assert isinstance(made, bytes)
    return made


@pytest.fixture
def simulator() -> Iterator[CertificatePrinterSimulator]:
    with CertificatePrinterSimulator() as running:
        yield running


@pytest.fixture
def printer(simulator: CertificatePrinterSimulator) -> IppPrinter:
    return open_driver(simulator.address, QUICK)
