"""Whatever goes wrong while saving is said: the screen never waits for an answer that cannot come."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.journeys.commands import SaveCase
from app.journeys.draft import Draft
from app.journeys.events import SavingFailed
from tests.journeys.items import item
from tests.unit.app.runtime.conftest import OpenHands


def test_a_draft_that_cannot_become_a_submission_is_a_failed_saving(qtbot: QtBot, open_hands: OpenHands) -> None:
    hands, said = open_hands(store=object)
    hands.carry_out(SaveCase(item(), Draft(case_id="case-1")))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [SavingFailed()]
