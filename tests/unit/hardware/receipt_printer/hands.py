"""What the tests of the receipt printer share: patient options, the marks on a slip, a hand that acts when awaited."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from hardware.receipt_printer.driver import EscPosPrinter, printer_on
from hardware.receipt_printer.frames import Paper
from hardware.receipt_printer.options import DEVICE, Options, Timing
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.receipt_printer.slip import Slip
from hardware.transport.line import Line

PATIENT = {"answer_limit_s": 20.0}  # a busy machine is not a silent printer
IMPATIENT = {"answer_limit_s": 0.2}
HAND_LIMIT_S = 60.0


class AwaitedHand(Event):
    """A cancel event that is never set. The driver sleeps on it while it waits for a hand: then the hand acts."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.acted = 0
        self._act = act

    def wait(self, timeout: float | None = None) -> bool:
        self.acted += 1
        self._act()
        return super().wait(0)


def patient_printer(simulator: ReceiptPrinterSimulator, width_mm: int = 80, **more: object) -> EscPosPrinter:
    """Waits for a hand as long as need be."""
    timing = Timing(answer_limit_s=20.0, wait_for_hand_s=HAND_LIMIT_S)
    options = Options(Paper(width_mm), timing, **more)  # type: ignore[arg-type]
    return printer_on(Line(simulator.address, DEVICE), options)


def is_crossed_out(slip: Slip) -> bool:
    return slip.text.endswith("X" * (slip.dots // 12))


def copies_of(text: str, simulator: ReceiptPrinterSimulator) -> int:
    """How many whole slips with that text came out, cut and not crossed out."""
    return sum(slip.text == text for slip in simulator.slips)
