"""The cable pulled, and the power cut, at every byte of a receipt's dialogue."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from hardware.errors import HardwareError, LinkNotThere
from hardware.receipt_printer.driver import EscPosPrinter, open_driver, printer_on
from hardware.receipt_printer.interface import NotPrinted, Printed, PrintOutcome, RuleLine, TextLine
from hardware.receipt_printer.options import DEVICE, Options, Timing
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState
from hardware.transport.line import Line
from tests.unit.hardware.receipt_printer.hands import is_crossed_out

SHORT = (TextLine("办事凭条", "center", bold=True), RuleLine(), TextLine("编号 0042"))
WANTED = "办事凭条\n" + "-" * 48 + "\n编号 0042"
NEXT = (TextLine("下一位"),)
DECLARED = (DeviceState.NO_DEVICE, DeviceState.OFFLINE)
TIMING = Timing(answer_limit_s=20.0)


def told(act: Callable[[], PrintOutcome]) -> PrintOutcome | HardwareError:
    try:
        return act()
    except LinkNotThere as error:
        return error


def bytes_of_a_dialogue(link: str) -> int:
    """Both ways counted, as `unplug_after` counts them."""
    with ReceiptPrinterSimulator(link=link) as simulator:
        count = 0
        far_end = simulator._far_end
        spend = far_end._spend

        def counting_spend(data: bytes) -> bytes:
            nonlocal count
            count += len(data)
            return spend(data)

        far_end._spend = counting_spend
        printer = open_driver(simulator.address, {"answer_limit_s": 20.0})
        assert printer.print(SHORT) == Printed()
        printer.close()
        return count


def cut_power_after(simulator: ReceiptPrinterSimulator, count: int) -> None:
    """The memory is lost with the cable."""
    vanish = simulator._far_end._vanish

    def losing_vanish() -> None:
        simulator._firmware.lose_power()
        vanish()

    simulator._far_end._vanish = losing_vanish
    simulator.unplug_after(count)


def pull(simulator: ReceiptPrinterSimulator, count: int) -> None:
    simulator.unplug_after(count)


@pytest.fixture
def simulators() -> Iterator[Callable[[str], tuple[ReceiptPrinterSimulator, EscPosPrinter]]]:
    with ExitStack() as stack:

        def make(link: str) -> tuple[ReceiptPrinterSimulator, EscPosPrinter]:
            stack.close()
            simulator = stack.enter_context(ReceiptPrinterSimulator(link=link))
            printer = printer_on(Line(simulator.address, DEVICE), Options(timing=TIMING))
            stack.callback(printer.close)
            return simulator, printer

        yield make


@pytest.mark.parametrize("lose", [pull, cut_power_after], ids=["the cable", "the power"])
@pytest.mark.parametrize("link", ["tcp", "pty"])
def test_pulled_at_any_byte_the_outcome_is_declared_and_the_next_receipt_is_whole(
    link: str,
    lose: Callable[[ReceiptPrinterSimulator, int], None],
    simulators: Callable[[str], tuple[ReceiptPrinterSimulator, EscPosPrinter]],
) -> None:
    for count in range(1, bytes_of_a_dialogue(link) + 1):
        simulator, printer = simulators(link)
        lose(simulator, count)
        outcome = told(lambda printer=printer: printer.print(SHORT))
        status = printer.status()
        came_out = [slip.text for slip in simulator.slips].count(WANTED)
        match outcome:
            case Printed():
                assert came_out == 1, count
            case NotPrinted(begun=False) | LinkNotThere():
                assert came_out == 0, count
                assert status.state in DECLARED, count
            case NotPrinted(cause="no_answer"):
                assert status.state in DECLARED, count
            case _:
                raise AssertionError((count, outcome))
        simulator.plug()
        assert printer.status().state is DeviceState.ONLINE, count
        assert printer.print(NEXT) == Printed(), count
        *earlier, last = simulator.slips
        assert last.text == "下一位", count
        assert all(slip.text == WANTED or is_crossed_out(slip) for slip in earlier), count
        assert [slip.text for slip in earlier].count(WANTED) <= 1, count
