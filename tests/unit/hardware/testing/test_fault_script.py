"""Fault scripts: what may stand in one, and what playing one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.device_settings import DeviceSettings
from hardware.errors import LinkLost
from hardware.receipt_printer.interface import NotPrinted, Printed
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.registry import open_device
from hardware.status import DeviceState, DeviceStatus
from hardware.testing.fault_play import at_simulator, play, word_of
from hardware.testing.fault_script import Moment, Result, Step, parse_fault_script

WHOLE = {
    "name": "没有纸",
    "device": "receipt_printer",
    "stage": "paper",
    "before": ["paper_out"],
    "act": "print",
    "expect": {"outcome": "not_printed/paper_out", "status": "paper_out", "within_s": 20},
    "mend": ["paper-full"],
    "recovers": {"outcome": "printed", "status": ""},
}


def test_a_script_is_read_whole() -> None:
    script = parse_fault_script({**WHOLE, "during": [{"after_s": 2, "do": [{"unplug_after": 7}, "plug"]}]})
    assert script.before == (Step("paper_out"),)
    assert script.during == (Moment(2.0, (Step("unplug_after", "7"), Step("plug"))),)
    assert script.expect == Result("not_printed/paper_out", "paper_out")
    assert [step.act for step in script.steps()] == ["paper_out", "unplug_after", "plug", "paper-full"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": ""}, "name"),
        ({"device": "toaster"}, "device"),
        ({"stage": "boredom"}, "stage"),
        ({"act": "dance"}, "act"),
        ({"before": ["dance"]}, "dance"),
        ({"before": "paper_out"}, "before"),
        ({"during": [{"after_s": "soon", "do": []}]}, "after_s"),
        ({"during": [{"after_s": True, "do": []}]}, "after_s"),
        ({"during": 3}, "during"),
        ({"expect": {"outcome": "x", "status": "dusty", "within_s": 1}}, "dusty"),
        ({"expect": {"outcome": "x", "status": ""}}, "within_s"),
        ({"recovers": None}, "recovers"),
        ({"citizen": {"zh_CN": "好"}}, "citizen"),
        ({"surprise": 1}, "surprise"),
        ({"options": [1]}, "options"),
    ],
)
def test_a_wrong_key_is_named(change: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse_fault_script({**WHOLE, **change})


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_what_is_no_mapping_is_no_script(document: object) -> None:
    with pytest.raises(ValueError, match="脚本"):
        parse_fault_script(document)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (Printed(), "printed"),
        (NotPrinted("paper_out", begun=True), "not_printed/paper_out"),
        (LinkLost("away"), "LinkLost"),
        (DeviceStatus(DeviceState.ONLINE), "online"),
    ],
)
def test_an_answer_has_a_word(answer: object, word: str) -> None:
    assert word_of(answer) == word


def test_a_played_script_says_what_came_and_what_came_after_mending() -> None:
    script = parse_fault_script(WHOLE)
    with ReceiptPrinterSimulator() as simulator:
        printer = open_device("receipt_printer", DeviceSettings(simulator.address))
        played = play(script, printer, at_simulator("receipt_printer", simulator, Path()))
        printer.close()
    assert played.result == script.expect
    assert played.recovered == script.recovers
    assert len(simulator.slips) == 1


def test_a_script_whose_expectation_is_wrong_is_seen_to_be_wrong() -> None:
    script = parse_fault_script({**WHOLE, "before": ["cover_open"], "mend": ["close-cover"]})
    with ReceiptPrinterSimulator() as simulator:
        printer = open_device("receipt_printer", DeviceSettings(simulator.address))
        played = play(script, printer, at_simulator("receipt_printer", simulator, Path()))
        printer.close()
    assert played.result == Result("not_printed/cover_open", "cover_open")
    assert played.result != script.expect
