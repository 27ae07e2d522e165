"""Printers with a presenter: whether the slip lies in the mouth, was taken, or drawn back; and those without one."""

import threading
from collections.abc import Iterator

import pytest

from hardware.errors import Cancelled, OptionInvalid
from hardware.receipt_printer import presenting_driver
from hardware.receipt_printer.driver import open_driver
from hardware.receipt_printer.interface import (
    NotKnown,
    NotPrinted,
    NotRetracted,
    Printed,
    Receipt,
    Retracted,
    SlipPresenter,
    StillThere,
    Taken,
    TextLine,
)
from hardware.receipt_printer.presenter import PresenterWords
from hardware.receipt_printer.presenting_driver import PresentingEscPosPrinter
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState, MediaState, PaperState
from tests.unit.hardware.receipt_printer.hands import IMPATIENT, PATIENT, is_crossed_out

SLIP: Receipt = (TextLine("一"),)
PRESENTER = {**PATIENT, "presenter": True}


@pytest.fixture
def simulator() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator(presenter=True) as running:
        yield running


@pytest.fixture
def printer(simulator: ReceiptPrinterSimulator) -> Iterator[PresentingEscPosPrinter]:
    driver = open_driver(simulator.address, PRESENTER)
    assert isinstance(driver, PresentingEscPosPrinter)
    yield driver
    driver.close()


def test_a_printed_slip_is_presented_and_seen(
    printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    assert printer.status().media is MediaState.NOT_PRESENT
    assert printer.print(SLIP) == Printed(presented=True)
    assert printer.status().media is MediaState.PRESENT
    assert printer.status().paper is PaperState.FULL
    assert simulator.unknown_commands == ()


def test_a_slip_that_is_taken_is_told(printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    printer.print(SLIP)
    threading.Timer(0.05, simulator.take_slip).start()
    assert printer.slip_taken(60) == Taken()
    assert printer.status().media is MediaState.NOT_PRESENT


def test_a_slip_that_nobody_takes_is_still_there(printer: PresentingEscPosPrinter) -> None:
    printer.print(SLIP)
    assert printer.slip_taken(0) == StillThere()


def test_waiting_for_the_hand_can_be_cancelled(printer: PresentingEscPosPrinter) -> None:
    printer.print(SLIP)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        printer.slip_taken(60, cancel)


def test_a_forgotten_slip_is_drawn_back(printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator) -> None:
    printer.print(SLIP)
    assert printer.retract() == Retracted()
    assert [slip.text for slip in simulator.retracted] == ["一"]
    assert printer.status().media is MediaState.NOT_PRESENT


def test_a_slip_taken_before_it_could_be_drawn_back_is_not_called_retracted(
    printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    printer.print(SLIP)
    simulator.take_slip()
    assert printer.retract() == NotRetracted("nothing_there")
    assert simulator.retracted == ()


def test_a_slip_that_is_held_fast_is_not_called_retracted(
    printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenting_driver, "RETRACT_LIMIT_S", 0.1)
    printer.print(SLIP)
    simulator.stick_presenter()
    assert printer.retract() == NotRetracted("still_there")
    assert printer.status().media is MediaState.PRESENT
    simulator.stick_presenter(False)
    assert printer.retract() == Retracted()


def test_half_a_receipt_is_drawn_back_so_that_nobody_gets_it(
    printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    simulator.cover_open_after(13)
    assert printer.print((TextLine("张*三"), TextLine("编号"))) == NotPrinted("cover_open", begun=True)
    simulator.close_cover()
    assert printer.print(SLIP) == Printed(presented=True)
    (half,) = simulator.retracted
    assert is_crossed_out(half)
    assert simulator.slips[-1].text == "一"


def test_a_printer_that_went_away_does_not_know_where_the_slip_is(
    printer: PresentingEscPosPrinter, simulator: ReceiptPrinterSimulator
) -> None:
    printer.print(SLIP)
    simulator.unplug()
    assert printer.slip_taken(0) == NotKnown("not_there")
    assert printer.retract() == NotRetracted("not_there")
    simulator.plug()
    assert printer.slip_taken(0) == StillThere()


def test_a_printer_that_falls_silent_does_not_know_either(simulator: ReceiptPrinterSimulator) -> None:
    printer = open_driver(simulator.address, {**IMPATIENT, "presenter": True})
    assert isinstance(printer, SlipPresenter)
    simulator.go_silent()
    assert printer.slip_taken(0) == NotKnown("no_answer")
    assert printer.retract() == NotRetracted("no_answer")
    printer.close()


def test_a_printer_without_a_presenter_has_none_of_its_verbs_and_guesses_nothing() -> None:
    with ReceiptPrinterSimulator() as simulator:
        printer = open_driver(simulator.address, PATIENT)
        assert not isinstance(printer, SlipPresenter)
        assert printer.print(SLIP) == Printed(presented=None)
        assert printer.status().media is None
        printer.close()


def test_a_presenter_that_is_only_configured_is_not_guessed_at() -> None:
    """The printer answers everything but the question for the mouth."""
    with ReceiptPrinterSimulator() as simulator:
        printer = open_driver(simulator.address, {"answer_limit_s": 0.2, "presenter": True, "presenter_present": ""})
        assert isinstance(printer, SlipPresenter)
        assert printer.print(SLIP) == Printed(presented=None)
        status = printer.status()
        assert (status.state, status.media) == (DeviceState.ONLINE, None)
        assert printer.slip_taken(0) == NotKnown("no_answer")
        assert len(simulator.slips) == 1
        printer.close()


def test_the_bytes_of_another_maker_are_configured() -> None:
    words = open_driver(
        "tcp://127.0.0.1:9100",
        {"presenter": True, "presenter_ask": "1D 65 06", "presenter_reply": "10", "presenter_reply_bytes": 2,
         "presenter_sensor_byte": 1, "presenter_sensor_bit": 3, "presenter_retract": "1D 65 04"},
    )._options.presenter  # fmt: skip
    assert words is not None
    assert (words.ask, words.retract) == (b"\x1d\x65\x06", b"\x1d\x65\x04")
    assert words.is_in_mouth(b"\x10\x08")
    assert not words.is_in_mouth(b"\x10\xf7")


@pytest.mark.parametrize(
    "wrong",
    [{"presenter_ask": "1D 6"}, {"presenter_retract": "retract"}],
)
def test_bytes_that_are_none_are_an_invalid_option(wrong: dict[str, object]) -> None:
    with pytest.raises(OptionInvalid):
        open_driver("tcp://127.0.0.1:9100", {"presenter": True, **wrong})


@pytest.mark.parametrize(
    "wrong", [{"sensor_byte": 6}, {"sensor_byte": 1}, {"sensor_bit": 8}, {"ask": b""}, {"reply": b""}]
)
def test_a_sensor_outside_the_answer_cannot_be_configured(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="presenter"):
        PresenterWords(**wrong)  # type: ignore[arg-type]


def test_the_answer_is_found_behind_noise_and_only_when_it_is_whole() -> None:
    words = PresenterWords()
    answer = bytes.fromhex("10 0F 20 00 00 00")
    assert words.found_in(b"\x12\x10" + answer) == answer
    assert words.found_in(answer[:5]) is None
    assert words.found_in(b"") is None
