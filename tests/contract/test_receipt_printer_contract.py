"""The receipt printer's contract at its simulator, over every wire and paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hardware.acts import acts_of
from hardware.receipt_printer.driver import EscPosPrinter, open_driver, printer_on
from hardware.receipt_printer.interface import NotPrinted, TextLine
from hardware.receipt_printer.options import DEVICE, read_options
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState
from hardware.testing.receipt_printer_contract import ReceiptPrinterContract
from tests.unit.hardware.transport.usb_bus import UsbBus, UsbDevice, UsbFarEnd, UsbLine

PATIENCE_S = 20.0  # a busy machine is not a silent printer
MIDDLE_BYTES = 900


class SimulatorHand:
    """The hand of the contract at a simulator."""

    def __init__(self, simulator: ReceiptPrinterSimulator) -> None:
        self.unplug, self.plug = simulator.unplug, simulator.plug
        self._simulator = simulator
        self._seen = 0

    def do(self, act: str) -> None:
        acts_of(DEVICE)[act].make(self._simulator, "", Path())()

    def in_the_middle(self, act: str) -> None:
        acts_of(DEVICE)[f"{act}_after"].make(self._simulator, str(MIDDLE_BYTES), Path())()

    def sees_whole_slips(self, count: int) -> bool:
        new = self._simulator.slips[self._seen :]
        self._seen += len(new)
        return sum(not slip.text.endswith("X" * 32) for slip in new) == count


@dataclass
class Wire:
    """A running simulator, and how a driver for it is opened."""

    simulator: ReceiptPrinterSimulator
    open: Callable[[dict[str, Any]], EscPosPrinter]


def _wired(link: str, width_mm: int, presenter: bool) -> Wire:
    simulator = ReceiptPrinterSimulator(link=link, width_mm=width_mm, presenter=presenter)
    options = {"width_mm": width_mm, "presenter": presenter}
    return Wire(simulator, lambda more: open_driver(simulator.address, {**options, **more}))


def _on_usb(_: str, width_mm: int, presenter: bool) -> Wire:
    device = UsbDevice()
    bus = UsbBus(device)
    simulator = ReceiptPrinterSimulator(
        link=lambda receive: UsbFarEnd(receive, device),  # type: ignore[arg-type,return-value]
        width_mm=width_mm,
        presenter=presenter,
    )
    options = {"width_mm": width_mm, "presenter": presenter}
    return Wire(simulator, lambda more: printer_on(UsbLine(bus), read_options({**options, **more})))


WIRES = [
    ("tcp", 80, False),
    ("tcp", 58, False),
    ("pty", 80, False),
    ("usb", 80, False),
    ("usb", 58, True),
    ("tcp", 80, True),
]


@pytest.fixture(params=WIRES, ids=lambda each: f"{each[0]} {each[1]} mm{' presenter' if each[2] else ''}")
def wire(request: pytest.FixtureRequest) -> Iterator[Wire]:
    link, width_mm, presenter = request.param
    wire = (_on_usb if link == "usb" else _wired)(link, width_mm, presenter)
    with wire.simulator:
        yield wire


@pytest.fixture
def device(wire: Wire) -> Iterator[EscPosPrinter]:
    printer = wire.open({"answer_limit_s": PATIENCE_S})
    yield printer
    printer.close()


class TestEscPosAtItsSimulator(ReceiptPrinterContract):
    open_driver = staticmethod(open_driver)
    nowhere = "serial:/nowhere/ttyUSB9"

    @pytest.fixture
    def hand(self, wire: Wire) -> SimulatorHand:
        return SimulatorHand(wire.simulator)

    @pytest.fixture
    def another(self, wire: Wire) -> Iterator[Callable[[], EscPosPrinter]]:
        opened = []

        def open_another() -> EscPosPrinter:
            opened.append(wire.open({"answer_limit_s": PATIENCE_S}))
            return opened[-1]

        yield open_another
        for each in opened:
            each.close()


def test_a_silent_printer_is_offline(wire: Wire) -> None:
    printer = wire.open({"answer_limit_s": 0.2})
    wire.simulator.go_silent()
    assert printer.print((TextLine("一"),)) == NotPrinted("no_answer", begun=False)
    assert printer.status().state is DeviceState.OFFLINE
    printer.close()


def test_the_driver_sends_nothing_the_printer_does_not_know(wire: Wire, device: EscPosPrinter) -> None:
    device.print((TextLine("姓名　欧*㐂𠮷"),))
    device.status()
    assert wire.simulator.unknown_commands == ()


def test_an_absent_printer_is_no_device(wire: Wire, device: EscPosPrinter) -> None:
    wire.simulator.unplug()
    assert device.status().state is DeviceState.NO_DEVICE
