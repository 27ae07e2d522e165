"""Looking after the station while the program runs: it closes and opens, and never under somebody who sits there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from app.domain.errors import StorageProblem
from app.domain.freeze import Frozen, Grade, Ground, Open, Reason, Warned
from app.journeys.events import FieldChosen
from app.journeys.states import AtHome, Browsing
from app.journeys.things import Closure
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting
from app.runtime.upkeep import Upkeep
from app.runtime.upkeep_watch import UpkeepWatch
from tests.unit.app.runtime.conftest import MACHINE, Keep, OpenHands

FULL = Frozen((Reason(Ground.DISK, Grade.FROZEN, "磁盘只剩 1 MB", "换大盘"),))
LOCKED = Frozen((Reason(Ground.LOCKED, Grade.FROZEN, "中心暂停了本机", "联系中心"),))
SOON = Warned((Reason(Ground.DISK, Grade.WARNED, "磁盘只剩 900 MB", "换大盘"),))


class House:
    def __init__(self, open_hands: OpenHands, keep: Keep) -> None:
        self.found: Upkeep | Exception = Upkeep()
        self.hands, _ = open_hands()
        self.sitting = keep(Sitting())
        self.premises = keep(Premises(replace(MACHINE), self.hands, self.sitting, 60.0))
        self.watch = keep(UpkeepWatch(self.tend, self.hands.errands, self.hands.store))
        self.watch.changed.connect(lambda: self.premises.freeze(self.watch.is_frozen))

    def tend(self) -> Any:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def test_the_station_closes_when_it_is_frozen_and_opens_again(qtbot: QtBot, open_hands: OpenHands, keep: Keep) -> None:
    house = House(open_hands, keep)
    for found, closed in ((Upkeep(FULL), True), (Upkeep(SOON), False), (Upkeep(FULL), True), (Upkeep(Open()), False)):
        house.found = found
        house.watch.look()
        qtbot.waitUntil(lambda found=found: house.watch.found == found, timeout=10_000)  # type: ignore[misc]
        state = house.sitting.state
        assert isinstance(state, AtHome)
        assert (Closure.FROZEN in state.closures) is closed


def test_whoever_sits_there_goes_on_and_the_next_one_is_not_taken(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep
) -> None:
    house = House(open_hands, keep)
    house.sitting.dispatch(FieldChosen("household"))
    house.found = Upkeep(FULL)
    house.watch.look()
    qtbot.waitUntil(lambda: house.watch.is_frozen, timeout=10_000)
    assert isinstance(house.sitting.state, Browsing)
    house.sitting.state = AtHome()
    house.sitting.changed.emit()
    state = house.sitting.state
    assert isinstance(state, AtHome)
    assert state.closure is Closure.FROZEN


def test_a_store_that_cannot_be_read_changes_nothing(qtbot: QtBot, open_hands: OpenHands, keep: Keep) -> None:
    house = House(open_hands, keep)
    house.found = Upkeep(SOON)
    house.watch.look()
    qtbot.waitUntil(lambda: house.watch.found == Upkeep(SOON), timeout=10_000)
    looked: list[int] = []

    def broken() -> Any:
        looked.append(1)
        raise StorageProblem("磁盘读写出错。")

    house.watch._tend = broken
    for _ in range(2):
        house.watch.look()
        qtbot.waitUntil(lambda: not house.watch._is_asking, timeout=10_000)
    assert (len(looked), house.watch.found) == (2, Upkeep(SOON))


def test_a_lock_is_told_and_closes_nothing_here_so_that_an_unlock_opens_at_once(
    qtbot: QtBot, open_hands: OpenHands, keep: Keep
) -> None:
    house = House(open_hands, keep)
    house.found = Upkeep(LOCKED)
    house.watch.look()
    qtbot.waitUntil(lambda: house.watch.found == Upkeep(LOCKED), timeout=10_000)
    assert house.premises.closures == frozenset()
    house.found = Upkeep(Frozen((*LOCKED.reasons, *FULL.reasons)))
    house.watch.look()
    qtbot.waitUntil(lambda: house.watch.found == house.found, timeout=10_000)
    assert house.premises.closures == {Closure.FROZEN}
