"""What every receipt printer promises, whatever wire and paper it has."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest

from hardware.receipt_printer.interface import (
    FeedLine,
    NotPrinted,
    Printed,
    QrLine,
    Receipt,
    ReceiptPrinter,
    RuleLine,
    SlipPresenter,
    Taken,
    TextLine,
)
from hardware.receipt_printer.sample import sample_receipt
from hardware.status import DeviceState, MediaState, MendingAction, PaperState
from hardware.testing.device_contract import DeviceContract, Hand

TAKING_S = 60.0
RECEIPT: Receipt = (
    TextLine("办事凭条", "center", bold=True, large=True),
    RuleLine(),
    TextLine("编号　YX0120260318-0042"),
    TextLine("姓名　欧*㐂𠮷"),
    QrLine("https://example.invalid/e/1"),
    FeedLine(2),
)
TROUBLES = [("paper_out", "paper-full", "paper_out"), ("cover_open", "close-cover", "cover_open")]
"""Acts of the hand, and the fault's word."""

LONG: Receipt = tuple(TextLine(f"第 {number:03d} 行，为人民服务") for number in range(120))


class PaperHand(Hand, Protocol):
    def do(self, act: str) -> None:
        """A word of hardware/receipt_printer/acts.py."""

    def in_the_middle(self, act: str) -> None:
        """The same, while the next receipt is being printed."""

    def sees_whole_slips(self, count: int) -> bool:
        """Whether so many whole slips, not crossed out, came out since this was asked last."""


class ReceiptPrinterContract(DeviceContract):
    """Fixture `another`: opens a second driver for the same printer, as after a restart."""

    def test_a_receipt_with_rare_names_is_confirmed_once_it_is_cut(
        self, device: ReceiptPrinter, hand: PaperHand
    ) -> None:
        assert isinstance(device.print(RECEIPT), Printed)
        assert isinstance(device.print(sample_receipt()), Printed)
        assert hand.sees_whole_slips(2)

    def test_a_ready_printer_has_paper(self, device: ReceiptPrinter) -> None:
        status = device.status()
        assert status.state is DeviceState.ONLINE
        assert status.paper in (PaperState.FULL, PaperState.LOW)

    @pytest.mark.parametrize(
        ("wrong", "right", "cause"),
        [("paper_out", "paper-full", "paper_out"), ("cover_open", "close-cover", "cover_open")],
    )
    def test_trouble_before_the_job_is_an_outcome_a_status_and_over_once_mended(
        self, device: ReceiptPrinter, hand: PaperHand, wrong: str, right: str, cause: str
    ) -> None:
        hand.do(wrong)
        assert device.print(RECEIPT) == NotPrinted(cause, begun=False)
        status = device.status()
        assert (status.state, status.action, status.detail) == (DeviceState.USER_ERROR, MendingAction.CLEAR, cause)
        hand.do(right)
        assert isinstance(device.print(RECEIPT), Printed)
        assert hand.sees_whole_slips(1)

    @pytest.mark.parametrize(
        ("wrong", "right", "cause"),
        [("paper_out", "paper-full", "paper_out"), ("cover_open", "close-cover", "cover_open")],
    )
    def test_trouble_in_the_middle_is_told_and_the_next_receipt_is_whole_and_alone(
        self, device: ReceiptPrinter, hand: PaperHand, wrong: str, right: str, cause: str
    ) -> None:
        hand.in_the_middle(wrong)
        assert device.print(LONG) == NotPrinted(cause, begun=True)
        assert device.status().detail == cause
        hand.do(right)
        assert isinstance(device.print(RECEIPT), Printed)
        assert hand.sees_whole_slips(1)

    @pytest.mark.parametrize(("wrong", "right", "cause"), TROUBLES)
    def test_trouble_after_the_job_does_not_take_it_back(
        self, device: ReceiptPrinter, hand: PaperHand, wrong: str, right: str, cause: str
    ) -> None:
        assert isinstance(device.print(RECEIPT), Printed)
        hand.do(wrong)
        assert device.status().detail == cause
        hand.do(right)
        assert device.status().state is DeviceState.ONLINE
        assert hand.sees_whole_slips(1)

    def test_a_new_driver_can_be_told_of_half_a_receipt(
        self, device: ReceiptPrinter, hand: PaperHand, another: Callable[[], ReceiptPrinter]
    ) -> None:
        hand.in_the_middle("cover_open")
        assert device.print(LONG) == NotPrinted("cover_open", begun=True)
        device.close()
        hand.do("close-cover")
        assert isinstance(another().print(RECEIPT, after_half=True), Printed)
        assert hand.sees_whole_slips(1)

    def test_a_presenter_tells_of_its_slip_and_others_guess_nothing(
        self, device: ReceiptPrinter, hand: PaperHand
    ) -> None:
        outcome = device.print(RECEIPT)
        assert isinstance(outcome, Printed)
        if not isinstance(device, SlipPresenter):
            assert outcome.presented is None
            assert device.status().media is None
            return
        assert outcome.presented
        assert device.status().media is MediaState.PRESENT
        hand.do("take-slip")
        assert device.slip_taken(TAKING_S) == Taken()
        assert device.status().media is MediaState.NOT_PRESENT
