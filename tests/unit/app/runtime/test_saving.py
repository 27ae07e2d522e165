"""Whatever goes wrong while saving is said: the screen never waits for an answer that cannot come."""

from __future__ import annotations

from dataclasses import replace
from threading import Event as Flag

from pytestqt.qtbot import QtBot

from app.catalogue.data_size import LARGEST_DATA_BYTES
from app.domain.case import Submission, SubmittedCase
from app.journeys.commands import SaveCase
from app.journeys.draft import Draft
from app.journeys.events import CaseWasSaved, SavingFailed
from tests.journeys.items import CARD, CASE, item
from tests.unit.app.runtime.conftest import OpenHands


def test_a_draft_that_cannot_become_a_submission_is_a_failed_saving(qtbot: QtBot, open_hands: OpenHands) -> None:
    hands, said = open_hands(store=object)
    hands.carry_out(SaveCase(item(), Draft(case_id="case-1")))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [SavingFailed()]


def test_what_the_centre_would_refuse_for_its_size_is_not_saved(qtbot: QtBot, open_hands: OpenHands) -> None:
    box = Box()
    hands, said = open_hands(store=lambda: box)
    record = {"note": "x" * LARGEST_DATA_BYTES}
    hands.carry_out(SaveCase(replace(item(), materials=()), Draft("case-1", CARD, record=record)))
    qtbot.waitUntil(lambda: bool(said))
    assert (said, box.given) == ([SavingFailed()], [])


class Box:
    """A store that notes what it is given."""

    def __init__(self) -> None:
        self.given: list[Submission] = []

    def submit(self, submission: Submission) -> SubmittedCase:
        self.given.append(submission)
        return CASE


def test_a_case_is_its_clerks_also_where_the_disk_was_slow_and_somebody_else_sits_there_by_then(
    qtbot: QtBot, open_hands: OpenHands
) -> None:
    box, busy = Box(), Flag()
    hands, said = open_hands(store=lambda: box)
    hands.errands.loose(hands.store, lambda _: busy.wait(20), lambda _: None)
    hands.operator = "0042"
    hands.carry_out(SaveCase(replace(item(), materials=()), Draft("case-1", CARD)))
    hands.operator = "0007"
    busy.set()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [CaseWasSaved(CASE)]
    assert [each.operator for each in box.given] == ["0042"]
