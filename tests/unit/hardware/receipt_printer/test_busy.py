"""A status asked for while a job is under way is answered at once, and the job is not disturbed."""

import threading
from collections.abc import Iterator

import pytest

from hardware.receipt_printer.driver import EscPosPrinter, open_driver
from hardware.receipt_printer.interface import NotKnown, NotPrinted, Printed, SlipPresenter, TextLine
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState, PaperState
from tests.unit.hardware.receipt_printer.hands import PATIENT, AwaitedHand, patient_printer

SLIP = (TextLine("一"),)


class Job(threading.Thread):
    """A receipt under way: the printer does not answer until it is let go."""

    def __init__(self, printer: EscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
        super().__init__(daemon=True)
        self.outcome: object = None
        self.heard = threading.Event()
        self.go_on = threading.Event()
        self.asked_meanwhile = b""
        self._printer = printer
        receive = simulator._far_end._receive

        def holding_receive(data: bytes) -> None:
            self.heard.set()
            self.go_on.wait(20)
            self.asked_meanwhile += data
            receive(data)

        simulator._far_end._receive = holding_receive

    def run(self) -> None:
        self.outcome = self._printer.print(SLIP)


@pytest.fixture
def simulator() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator(presenter=True) as running:
        yield running


def test_a_status_in_the_middle_of_a_job_is_busy_and_asks_nothing(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, {**PATIENT, "presenter": True})
    assert isinstance(printer, SlipPresenter)
    job = Job(printer, simulator)
    job.start()
    assert job.heard.wait(20)
    status = printer.status()
    assert (status.state, status.paper, status.media, status.detail) == (DeviceState.BUSY, None, None, "")
    assert printer.slip_taken(0) == NotKnown("busy")
    job.go_on.set()
    job.join(20)
    assert job.outcome == Printed(presented=True)
    assert b"\x10\x04\x02" not in job.asked_meanwhile
    assert printer.status().state is DeviceState.ONLINE
    printer.close()


def test_a_job_that_waits_for_a_hand_tells_what_it_waits_for() -> None:
    with ReceiptPrinterSimulator() as simulator:
        printer = patient_printer(simulator)
        simulator.set_paper(PaperState.OUT)
        seen = []

        def ask_from_elsewhere() -> None:
            looker = threading.Thread(target=lambda: seen.append(printer.status().detail))
            looker.start()
            looker.join(20)
            simulator.set_paper(PaperState.FULL)

        assert printer.print(SLIP, AwaitedHand(ask_from_elsewhere)) == Printed()
        assert seen == ["paper_out"]
        printer.close()


def test_two_receipts_at_once_come_out_one_after_the_other() -> None:
    with ReceiptPrinterSimulator() as simulator:
        printer = open_driver(simulator.address, PATIENT)
        outcomes: list[object] = []
        texts = ["甲" * 400, "乙" * 400]
        threads = [
            threading.Thread(target=lambda text=text: outcomes.append(printer.print((TextLine(text),))))
            for text in texts
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert outcomes == [Printed(), Printed()]
        assert sorted("".join(slip.text.split("\n")) for slip in simulator.slips) == sorted(texts)
        printer.close()


def test_a_printer_that_only_babbles_is_silent_in_the_end() -> None:
    """Bytes without end that answer nothing must neither hang the driver nor be taken for a confirmation."""
    with ReceiptPrinterSimulator() as simulator:
        printer = open_driver(simulator.address, {"answer_limit_s": 0.2})
        over = threading.Event()

        def babble() -> None:
            while not over.is_set():
                simulator._far_end.call(lambda: simulator._far_end.send(b"\x00\x0f\xff" * 20))

        simulator._far_end._receive = lambda _: None
        noise = threading.Thread(target=babble)
        noise.start()
        status, outcome = printer.status(), printer.print(SLIP)
        over.set()
        noise.join(20)
        assert (status.state, status.detail) == (DeviceState.OFFLINE, "no_answer")
        assert outcome == NotPrinted("no_answer", begun=False)
        printer.close()


def test_a_stray_byte_that_looks_like_the_end_is_not_believed_when_the_printer_is_gone() -> None:
    """A serial line says 00 when the other side loses its power."""
    with ReceiptPrinterSimulator() as simulator:
        printer = open_driver(simulator.address, {"answer_limit_s": 0.2, "confirm_limit_s": 1.0})
        receive = simulator._far_end._receive

        def dying_receive(data: bytes) -> None:
            if b"\x1dV" in data:
                simulator._far_end._receive = lambda _: None
                simulator._far_end.send(b"\x00\x00")
            else:
                receive(data)

        simulator._far_end._receive = dying_receive
        assert printer.print(SLIP) == NotPrinted("no_answer", begun=True, whole=True)
        printer.close()
