"""Late words of jobs that were called back reach no later sitting."""

from __future__ import annotations

from threading import Event as Flag

import pytest
from pytestqt.qtbot import QtBot

from app.journeys.events import CardWasTaken, CardWasUnreadable, Event, NoCardCame
from app.runtime.errands import Errands
from app.runtime.worker import Worker

WAIT_S = 5.0


@pytest.mark.parametrize("called_back", ["its sitting ended", "its group was stopped"])
def test_a_job_called_back_says_nothing_any_more_neither_midway_nor_at_its_end(qtbot: QtBot, called_back: str) -> None:
    said: list[Event] = []
    errands, worker = Errands(said.append), Worker("test")
    begun, go_on = Flag(), Flag()

    def hangs_in_a_device(stop: Flag) -> None:
        begun.set()
        assert go_on.wait(WAIT_S)
        errands.meanwhile(worker, stop, CardWasTaken)

    errands.start("card", worker, hangs_in_a_device, lambda _: NoCardCame())
    assert begun.wait(WAIT_S)
    if called_back == "its sitting ended":
        errands.stop_all()
    else:
        errands.stop("card")
    errands.start("card", worker, lambda _: None, lambda _: CardWasUnreadable())
    go_on.set()
    qtbot.waitUntil(lambda: bool(said))
    worker.close(WAIT_S)
    assert said == [CardWasUnreadable()]


def test_what_a_job_says_midway_comes_before_its_end(qtbot: QtBot) -> None:
    said: list[Event] = []
    errands, worker = Errands(said.append), Worker("test")
    errands.start(
        "card", worker, lambda stop: errands.meanwhile(worker, stop, CardWasTaken), lambda _: CardWasUnreadable()
    )
    qtbot.waitUntil(lambda: len(said) == 2)
    worker.close(WAIT_S)
    assert said == [CardWasTaken(), CardWasUnreadable()]
