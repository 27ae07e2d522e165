"""Whatever goes wrong while saving or printing is said: the screen never waits for an answer that cannot come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from app.journeys.commands import PrintReceipt, SaveCase
from app.journeys.draft import Draft
from app.journeys.events import ReceiptNotPrinted, SavingFailed
from tests.journeys.items import CASE, item
from tests.unit.app.runtime.conftest import MACHINE, OpenHands


def test_a_draft_that_cannot_become_a_submission_is_a_failed_saving(qtbot: QtBot, open_hands: OpenHands) -> None:
    hands, said = open_hands(store=object)
    hands.carry_out(SaveCase(item(), Draft(case_id="case-1")))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [SavingFailed()]


def test_a_receipt_that_cannot_be_written_is_a_receipt_not_printed(qtbot: QtBot, open_hands: OpenHands) -> None:
    def broken(*_: Any) -> Any:
        raise KeyError("zh_CN")

    bench: Any = replace(MACHINE.bench, receipt_printer=object())  # type: ignore[arg-type]
    hands, said = open_hands(bench=bench, write_receipt=broken)
    hands.carry_out(PrintReceipt(item(), CASE, "张*三", at_centre=True, pay_later=False))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [ReceiptNotPrinted("not_made")]
