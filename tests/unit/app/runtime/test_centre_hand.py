"""What the centre is asked in the background, and what is said of it."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event as Flag

import pytest
from pytestqt.qtbot import QtBot

from app.domain.case import Case, CaseStatus
from app.domain.errors import CentreUnreachable, StorageProblem
from app.domain.ports import SyncReport
from app.journeys.commands import AwaitCentre
from app.journeys.events import CentreTookCase, CentreTookTooLong
from tests.unit.app.runtime.conftest import OpenHands

WAIT_S = 5.0


class FailingSync:
    def once(self, *, due_only: bool = False, large: bool = True) -> SyncReport:
        raise CentreUnreachable("中心平台没有回答")


class Cases:
    """A store in which each case stands like this; None: the disk gives nothing."""

    def __init__(self, status: CaseStatus | None, reason: str = "") -> None:
        self._status, self._reason = status, reason

    def case(self, case_id: str) -> Case:
        if self._status is None:
            raise StorageProblem("读不出来")
        return Case(
            case_id,
            "YX-1",
            "item",
            "1",
            self._status,
            self._reason,
            datetime(2026, 3, 18, tzinfo=UTC),
            "self_service",
            {},
        )


class Taken:
    def __init__(self, *case_ids: str) -> None:
        self._case_ids = case_ids

    def taken(self, case_id: str) -> bool:
        return case_id in self._case_ids


def test_a_sync_that_failed_about_another_case_does_not_hide_that_this_one_arrived(
    qtbot: QtBot, open_hands: OpenHands
) -> None:
    accepted = Cases(CaseStatus.ACCEPTED)
    hands, said = open_hands(synchronizer=FailingSync, outbox=lambda: Taken("ours"), store=lambda: accepted)
    hands.carry_out(AwaitCentre("ours"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [CentreTookCase("ours")]


@pytest.mark.parametrize(
    ("cases", "refused"),
    [(Cases(CaseStatus.REFUSED, "约满了"), "约满了"), (Cases(None), "")],
    ids=["refused", "unread"],
)
def test_what_the_centre_refused_at_once_is_said_with_its_reason(
    qtbot: QtBot, open_hands: OpenHands, cases: Cases, refused: str
) -> None:
    hands, said = open_hands(synchronizer=FailingSync, outbox=lambda: Taken("ours"), store=lambda: cases)
    hands.carry_out(AwaitCentre("ours"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [CentreTookCase("ours", refused)]


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
