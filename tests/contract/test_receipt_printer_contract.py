"""What every receipt printer does, whatever wire and paper it has."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from hardware.receipt_printer.driver import open_driver
from hardware.receipt_printer.interface import FeedLine, NotPrinted, Printed, QrLine, ReceiptPrinter, RuleLine, TextLine
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState, PaperState

RECEIPT = (
    TextLine("办事凭条", "center", bold=True, large=True),
    RuleLine(),
    TextLine("编号　YX0120260318-0042"),
    TextLine("姓名　欧*𠮷"),
    QrLine("https://example.invalid/e/1"),
    FeedLine(2),
)


@dataclass
class Bench:
    printer: ReceiptPrinter
    impatient: ReceiptPrinter
    simulator: ReceiptPrinterSimulator


@pytest.fixture(params=[("tcp", 80), ("tcp", 58), ("pty", 80)], ids=lambda each: f"{each[0]}-{each[1]}mm")
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    link, width_mm = request.param
    with ReceiptPrinterSimulator(link=link, width_mm=width_mm) as simulator:
        bench = Bench(
            open_driver(simulator.address, {"width_mm": width_mm, "answer_limit_s": 20.0}),
            open_driver(simulator.address, {"width_mm": width_mm, "answer_limit_s": 0.2}),
            simulator,
        )
        yield bench
        bench.printer.close()
        bench.impatient.close()


def test_a_receipt_is_confirmed_once_it_is_cut(bench: Bench) -> None:
    assert bench.printer.print(RECEIPT) == Printed()
    assert len(bench.simulator.slips) == 1
    assert bench.simulator.unknown_commands == ()


def test_a_ready_printer_is_online_with_paper(bench: Bench) -> None:
    status = bench.printer.status()
    assert (status.state, status.paper) == (DeviceState.ONLINE, PaperState.FULL)


def test_no_paper_is_an_outcome_and_a_status(bench: Bench) -> None:
    bench.simulator.set_paper(PaperState.OUT)
    assert bench.printer.print(RECEIPT) == NotPrinted("paper_out", begun=False)
    assert bench.printer.status().paper is PaperState.OUT


def test_an_open_cover_is_an_outcome_and_mends_itself(bench: Bench) -> None:
    bench.simulator.open_cover()
    assert bench.printer.print(RECEIPT) == NotPrinted("cover_open", begun=False)
    bench.simulator.close_cover()
    assert bench.printer.print(RECEIPT) == Printed()


def test_a_silent_printer_is_offline(bench: Bench) -> None:
    bench.simulator.go_silent()
    assert bench.impatient.print(RECEIPT) == NotPrinted("no_answer", begun=False)
    assert bench.impatient.status().state is DeviceState.OFFLINE


def test_an_absent_printer_is_no_device_and_comes_back(bench: Bench) -> None:
    bench.printer.print(RECEIPT)
    bench.simulator.unplug()
    assert bench.printer.status().state is DeviceState.NO_DEVICE
    bench.simulator.plug()
    assert bench.printer.print(RECEIPT) == Printed()


def test_closing_twice_is_closing_once_and_the_next_call_opens_again(bench: Bench) -> None:
    bench.printer.close()
    bench.printer.close()
    assert bench.printer.status().state is DeviceState.ONLINE
