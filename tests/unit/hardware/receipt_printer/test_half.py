"""A receipt comes out whole, once, or not at all; what hangs out half is crossed out and cut off."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardware.errors import Cancelled
from hardware.receipt_printer.driver import open_driver
from hardware.receipt_printer.frames import Paper, job
from hardware.receipt_printer.interface import FeedLine, NotPrinted, Printed, QrLine, Receipt, RuleLine, TextLine
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.receipt_printer.strip import draw_strip, font_files
from hardware.status import PaperState
from tests.unit.hardware.receipt_printer.hands import (
    PATIENT,
    AwaitedHand,
    copies_of,
    is_crossed_out,
    patient_printer,
)

SHORT: Receipt = (TextLine("办事凭条", "center", bold=True), RuleLine(), TextLine("编号 YX0120260318-0042"))
RICH: Receipt = (*SHORT, TextLine("姓名　欧*𠮷"), QrLine("https://example.invalid/e/1"), FeedLine(2), TextLine("完"))
NEXT: Receipt = (TextLine("下一位"),)


def length_of(receipt: Receipt, width_mm: int) -> int:
    return sum(map(len, job(receipt, Paper(width_mm), lambda line, dots: draw_strip(line, dots, font_files()))))


def text_of(receipt: Receipt, width_mm: int) -> str:
    with ReceiptPrinterSimulator(width_mm=width_mm) as simulator:
        printer = patient_printer(simulator, width_mm)
        assert printer.print(receipt) == Printed()
        printer.close()
        return simulator.slips[0].text


def refill(simulator: ReceiptPrinterSimulator) -> Callable[[], object]:
    return lambda: simulator.set_paper(PaperState.FULL)


@pytest.fixture
def simulator() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator() as running:
        yield running


@pytest.mark.parametrize("width_mm", [58, 80])
def test_paper_that_ends_at_any_byte_and_is_refilled_gives_exactly_one_whole_slip(width_mm: int) -> None:
    wanted = text_of(SHORT, width_mm)
    for count in range(1, length_of(SHORT, width_mm) + 1):
        with ReceiptPrinterSimulator(width_mm=width_mm) as simulator:
            printer = patient_printer(simulator, width_mm)
            simulator.paper_out_after(count)
            hand = AwaitedHand(refill(simulator))
            assert isinstance(printer.print(SHORT, hand), Printed), count
            assert copies_of(wanted, simulator) == 1, count
            assert simulator.slips[-1].text == wanted, count
            assert all(is_crossed_out(slip) for slip in simulator.slips[:-1]), count
            assert hand.acted <= 1, count
            assert printer.print(NEXT) == Printed(), count
            assert [slip.text for slip in simulator.slips][-2:] == [wanted, "下一位"], count
            printer.close()


def test_a_cover_opened_at_any_byte_and_closed_gives_exactly_one_whole_slip() -> None:
    """The half hangs on the roll here, so it must come out crossed out: it may lack no more than its last line."""
    wanted = text_of(SHORT, 80)
    for count in range(1, length_of(SHORT, 80) + 1):
        with ReceiptPrinterSimulator() as simulator:
            printer = patient_printer(simulator)
            simulator.cover_open_after(count)
            hand = AwaitedHand(simulator.close_cover)
            assert isinstance(printer.print(SHORT, hand), Printed), count
            assert hand.acted == 1, count
            assert copies_of(wanted, simulator) == 1, count
            assert simulator.slips[-1].text == wanted, count
            assert all(is_crossed_out(slip) for slip in simulator.slips[:-1]), count
            printer.close()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, length_of(RICH, 58)), st.integers(1, length_of(RICH, 58)))
def test_paper_may_end_twice_in_one_receipt(first: int, second: int) -> None:
    wanted = text_of(RICH, 58)
    with ReceiptPrinterSimulator(width_mm=58) as simulator:
        printer = patient_printer(simulator, 58)
        simulator.paper_out_after(first)

        def put_in_another_short_roll() -> None:
            simulator.set_paper(PaperState.FULL)
            if hand.acted == 1:
                simulator.paper_out_after(second)

        hand = AwaitedHand(put_in_another_short_roll)
        assert isinstance(printer.print(RICH, hand), Printed)
        assert copies_of(wanted, simulator) == 1
        assert all(is_crossed_out(slip) for slip in simulator.slips if slip.text != wanted)
        printer.close()


def test_no_paper_at_the_start_is_waited_for_and_nothing_is_crossed_out(simulator: ReceiptPrinterSimulator) -> None:
    printer = patient_printer(simulator)
    simulator.set_paper(PaperState.OUT)
    assert printer.print(NEXT, AwaitedHand(refill(simulator))) == Printed()
    assert [slip.text for slip in simulator.slips] == ["下一位"]
    printer.close()


def test_nobody_comes_and_the_trouble_is_told(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, {**PATIENT, "wait_for_hand_s": 0.05})
    simulator.cover_open_after(20)
    assert printer.print(SHORT) == NotPrinted("cover_open", begun=True)
    printer.close()


def test_nobody_is_waited_for_unless_asked_for(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, PATIENT)
    simulator.paper_out_after(20)
    hand = AwaitedHand(refill(simulator))
    assert printer.print(SHORT, hand) == NotPrinted("paper_out", begun=True)
    assert hand.acted == 0
    printer.close()


def test_what_no_hand_at_the_roll_can_mend_is_not_waited_for(simulator: ReceiptPrinterSimulator) -> None:
    printer = patient_printer(simulator)
    simulator.stick_cutter()
    hand = AwaitedHand(lambda: simulator.stick_cutter(False))
    assert printer.print(SHORT, hand) == NotPrinted("cutter_error", begun=False)
    assert hand.acted == 0
    printer.close()


def test_waiting_for_a_hand_can_be_cancelled(simulator: ReceiptPrinterSimulator) -> None:
    printer = patient_printer(simulator)
    cancel = Event()
    simulator.set_paper(PaperState.OUT)
    hand = AwaitedHand(cancel.set)
    hand.wait = lambda timeout=None: True  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        printer.print(SHORT, hand)
    simulator.set_paper(PaperState.FULL)
    simulator.paper_out_after(20)
    assert printer.print(SHORT, hand) == NotPrinted("paper_out", begun=True)
    printer.close()


def test_the_printer_may_be_unplugged_while_the_roll_is_changed(simulator: ReceiptPrinterSimulator) -> None:
    printer = patient_printer(simulator)
    simulator.cover_open_after(40)

    def change() -> None:
        if hand.acted == 1:
            simulator.lose_power()
        elif hand.acted == 2:
            simulator.close_cover()
            simulator.plug()

    hand = AwaitedHand(change)
    assert printer.print(SHORT, hand) == Printed()
    half, whole = simulator.slips
    assert is_crossed_out(half)
    assert whole.text == text_of(SHORT, 80)
    printer.close()


def test_a_new_driver_that_is_told_of_a_half_crosses_it_out_and_cuts_it_off(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, PATIENT)
    simulator.cover_open_after(40)
    assert printer.print(SHORT) == NotPrinted("cover_open", begun=True)
    printer.close()
    simulator.close_cover()
    after_restart = open_driver(simulator.address, PATIENT)
    assert after_restart.print(NEXT, after_half=True) == Printed()
    half, whole = simulator.slips
    assert is_crossed_out(half)
    assert half.text.startswith("办事凭条")
    assert whole.text == "下一位"
    assert after_restart.print(NEXT) == Printed()
    assert len(simulator.slips) == 3
    after_restart.close()


def test_a_half_is_remembered_until_it_is_off(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, PATIENT)
    simulator.cover_open_after(40)
    assert printer.print(SHORT) == NotPrinted("cover_open", begun=True)
    assert printer.print(NEXT) == NotPrinted("cover_open", begun=False)
    simulator.close_cover()
    assert printer.print(NEXT) == Printed()
    half, whole = simulator.slips
    assert is_crossed_out(half)
    assert whole.text == "下一位"
    printer.close()


def test_a_cover_opened_while_the_half_is_cut_off_leaves_the_next_receipt_not_begun(
    simulator: ReceiptPrinterSimulator,
) -> None:
    printer = open_driver(simulator.address, PATIENT)
    simulator.cover_open_after(5)
    assert printer.print(NEXT, after_half=True) == NotPrinted("cover_open", begun=False)
    simulator.close_cover()
    assert printer.print(NEXT) == Printed()
    assert is_crossed_out(simulator.slips[0])
    assert [slip.text for slip in simulator.slips].count("下一位") == 1
    printer.close()


def test_lines_that_are_all_out_without_their_cut_are_told_apart(simulator: ReceiptPrinterSimulator) -> None:
    """The ledger shows it to a person: the citizen may hold a whole slip."""
    printer = open_driver(simulator.address, PATIENT)
    simulator.paper_out_after(length_of(SHORT, 80))
    assert printer.print(SHORT) == NotPrinted("paper_out", begun=True, whole=True)
    simulator.set_paper(PaperState.FULL)
    assert printer.print(NEXT) == Printed()
    assert [slip.text for slip in simulator.slips] == [text_of(SHORT, 80), "下一位"]
    printer.close()


def test_a_receipt_cancelled_in_the_middle_stops_and_is_cut_off_before_the_next(
    simulator: ReceiptPrinterSimulator,
) -> None:
    """Cancelled between two pieces, in the printer's own thread: no clock is involved."""
    printer = open_driver(simulator.address, PATIENT)
    cancel = Event()
    receive = simulator._far_end._receive
    heard = 0

    def cancelling_receive(data: bytes) -> None:
        nonlocal heard
        heard += len(data)
        if heard > 1000:
            cancel.set()
        receive(data)

    simulator._far_end._receive = cancelling_receive
    long = tuple(TextLine(f"第 {number:03d} 行，为人民服务") for number in range(200))
    assert printer.print(long, cancel) == NotPrinted("no_answer", begun=True)
    simulator._far_end._receive = receive
    assert printer.print(NEXT) == Printed()
    half, whole = simulator.slips
    assert is_crossed_out(half)
    assert half.text.count("\n") < 150
    assert whole.text == "下一位"
    printer.close()
