"""What every code scanner promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import threading
from typing import Protocol

import pytest

from hardware.code_scanner.interface import CodeScanned, CodeScanner, NoCode, ScanOutcome
from hardware.errors import LinkLost, LinkNotThere
from hardware.testing.device_contract import DeviceContract, Hand

PATIENCE_S = 20.0
TEXT = "便民终端 BM-1"


class CodeHand(Hand, Protocol):
    def show_code(self) -> None:
        """Hold a code with TEXT before the window; called again and again until it was read."""


class CodeScannerContract(DeviceContract):
    def test_a_code_shown_is_scanned(self, device: CodeScanner, hand: CodeHand) -> None:
        outcome = shown_until_scanned(device, hand)
        assert isinstance(outcome, CodeScanned)
        assert outcome.text == TEXT

    def test_nothing_shown_is_an_outcome(self, device: CodeScanner) -> None:
        assert device.scan(0.05) == NoCode()

    def test_the_caller_can_give_up(self, device: CodeScanner) -> None:
        cancel = threading.Event()
        threading.Timer(0.05, cancel.set).start()
        assert device.scan(60, cancel) == NoCode()

    def test_scanning_with_an_unplugged_scanner_is_told_and_works_again(
        self, device: CodeScanner, hand: CodeHand
    ) -> None:
        device.scan(0.01)
        hand.unplug()
        with pytest.raises((LinkNotThere, LinkLost)) as caught:
            device.scan(5.0)
        assert caught.value.what_to_do
        hand.plug()
        assert isinstance(shown_until_scanned(device, hand), CodeScanned)


def shown_until_scanned(device: CodeScanner, hand: CodeHand) -> ScanOutcome | None:
    """A person holds the code there until the scanner beeps."""
    outcomes: list[ScanOutcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(device.scan(PATIENCE_S)), daemon=True)
    thread.start()
    while thread.is_alive():
        hand.show_code()
        thread.join(0.01)
    return outcomes[0] if outcomes else None
