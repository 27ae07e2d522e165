"""What the centre is asked in the background, and what is said of it."""

from __future__ import annotations

from threading import Event as Flag

from pytestqt.qtbot import QtBot

from app.domain.errors import CentreUnreachable
from app.domain.ports import SyncReport
from app.journeys.commands import AwaitCentre
from app.journeys.events import CentreTookCase, CentreTookTooLong
from tests.unit.app.runtime.conftest import OpenHands

WAIT_S = 5.0


class FailingSync:
    def once(self, *, due_only: bool = False, large: bool = True) -> SyncReport:
        raise CentreUnreachable("中心平台没有回答")


class Taken:
    def __init__(self, *case_ids: str) -> None:
        self._case_ids = case_ids

    def taken(self, case_id: str) -> bool:
        return case_id in self._case_ids


def test_a_sync_that_failed_about_another_case_does_not_hide_that_this_one_arrived(
    qtbot: QtBot, open_hands: OpenHands
) -> None:
    hands, said = open_hands(synchronizer=FailingSync, outbox=lambda: Taken("ours"))
    hands.carry_out(AwaitCentre("ours"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [CentreTookCase("ours")]


def test_a_case_the_centre_has_not_is_never_called_arrived(qtbot: QtBot, open_hands: OpenHands) -> None:
    hands, said = open_hands(synchronizer=FailingSync, outbox=Taken)
    hands.carry_out(AwaitCentre("ours"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [CentreTookTooLong("ours")]


class SlowSync:
    def __init__(self) -> None:
        self.calls: list[bool] = []
        self.begun, self.go_on = Flag(), Flag()

    def once(self, *, due_only: bool = False, large: bool = True) -> SyncReport:
        assert not large, "a video must not hold up the lane of the cases"
        self.calls.append(due_only)
        self.begun.set()
        assert self.go_on.wait(WAIT_S)
        return SyncReport()

    def send_large(self) -> None:
        """Nothing large is due."""


def test_a_slow_line_gathers_no_queue_of_syncs_and_a_hurried_one_is_not_forgotten(
    qtbot: QtBot, open_hands: OpenHands
) -> None:
    slow = SlowSync()
    hands, _ = open_hands(synchronizer=lambda: slow)
    hands.centre.sync_quietly()
    assert slow.begun.wait(WAIT_S)
    for _ in range(3):
        hands.centre.sync_quietly()
    hands.centre.sync_quietly(due_only=False)
    hands.centre.sync_quietly()
    slow.go_on.set()
    qtbot.waitUntil(lambda: len(slow.calls) == 2)
    hands.centre.sync.close(WAIT_S)
    assert slow.calls == [True, False]
