"""Fault scripts at the bench: a person does what the acts say, and the command sees whether it came as expected."""

from __future__ import annotations

import json

import pytest

from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import PaperState

PAPER = """
name: 没有纸
device: receipt_printer
stage: paper
before: [paper_out]
act: print
expect: {outcome: not_printed/paper_out, status: paper_out, within_s: 20}
mend: [paper-full]
recovers: {outcome: printed, status: ""}
"""


class Technician:
    """Standard input whose every Enter is pressed after the next thing in hand was done."""

    def __init__(self, *deeds) -> None:
        self._deeds = iter(deeds)

    def readline(self) -> str:
        next(self._deeds)()
        return "\n"


@pytest.fixture
def printer():
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


def rehearse(kiosk, tmp_path, printer, text, *more):
    script = tmp_path / "script.yaml"
    script.write_text(text, "utf-8")
    return kiosk("device", "rehearse", script, *more, "--address", printer.address, "--json")


def test_a_person_is_asked_and_the_driver_says_what_was_expected(kiosk, tmp_path, printer, monkeypatch):
    hands = Technician(lambda: printer.set_paper(PaperState.OUT), lambda: printer.set_paper(PaperState.FULL))
    monkeypatch.setattr("sys.stdin", hands)
    answer = rehearse(kiosk, tmp_path, printer, PAPER)
    assert answer.code == 0
    assert "取出纸卷" in answer.err
    assert json.loads(answer.out)[0]["as_expected"] is True


def test_a_hand_that_did_nothing_is_seen(kiosk, tmp_path, printer, monkeypatch):
    monkeypatch.setattr("sys.stdin", Technician(lambda: None, lambda: None))
    answer = rehearse(kiosk, tmp_path, printer, PAPER)
    assert answer.code == 4
    assert json.loads(answer.out)[0]["outcome"] == "printed"


def test_what_no_hand_can_do_is_skipped_and_said(kiosk, tmp_path, printer):
    answer = rehearse(kiosk, tmp_path, printer, PAPER.replace("[paper_out]", "[{unplug_after: 3}]"))
    assert answer.code == 0
    assert json.loads(answer.out)[0]["skipped"] is True


def test_a_script_that_is_no_script_is_exit_2(kiosk, tmp_path, printer):
    assert rehearse(kiosk, tmp_path, printer, "device: toaster").code == 2
    assert rehearse(kiosk, tmp_path, printer, "[").code == 2
