"""Power and doors: when the station closes, how long who sits there may go on, and when the program may end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.journeys import commands as do
from app.journeys.delays import DRAINED_LIMIT_S, ENDING_LIMIT_S, LOW_LIMIT_S
from app.journeys.events import CardWasRead, ExitPressed, FieldChosen, ItemChosen, LookUpChosen
from app.journeys.states import AtHome, AtStep, Browsing, Goodbye, TakingThings
from app.journeys.things import Closure, Thing
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting
from hardware import Contacts, LightMode, LinkSilent, NotRetracted, PowerReading, PowerSource, StillThere
from hardware.power.judging import BLIP_S
from tests.journeys.items import CARD, CASE, item
from tests.journeys.test_table import walked
from tests.unit.app.runtime.conftest import MACHINE, Keep, OpenHands

MAINS, BATTERY = PowerReading(PowerSource.MAINS), PowerReading(PowerSource.BATTERY)
EMPTY = PowerReading(PowerSource.BATTERY, low=True)


class Ups:
    def __init__(self) -> None:
        self.reading: PowerReading | None = MAINS

    def look(self) -> PowerReading:
        if self.reading is None:
            raise LinkSilent("没有回答")
        return self.reading


class Board:
    def __init__(self) -> None:
        self.contacts: Contacts | None = Contacts(door_open=False, tamper=False, person_present=False)
        self.lights: dict[str, LightMode] = {}
        self.maintained: list[bool] = []

    def look(self) -> Contacts:
        if self.contacts is None:
            raise LinkSilent("没有回答")
        return self.contacts

    def set_maintenance(self, on: bool) -> None:
        self.maintained.append(on)

    def set_light(self, name: str, mode: LightMode) -> None:
        self.lights[name] = mode


class House:
    def __init__(self, qtbot: QtBot, open_hands: OpenHands, keep: Keep, drain_s: float = 100.0) -> None:
        self.ups, self.board = Ups(), Board()
        bench: Any = replace(MACHINE.bench, power=self.ups, io_board=self.board)  # type: ignore[arg-type]
        self.machine = replace(MACHINE, bench=bench)
        self.hands, _ = open_hands(bench=bench)
        self.sitting = keep(Sitting())
        self.premises = keep(Premises(self.machine, self.hands, self.sitting, drain_s))
        self.ended: list[bool] = []
        self.premises.power_ends.connect(lambda: self.ended.append(True))
        self._qtbot = qtbot

    def look(self, until: Callable[[], bool]) -> None:
        def looked() -> bool:
            self.premises.look()
            return until()

        self._qtbot.waitUntil(looked, timeout=10_000)

    def looks(self, times: int) -> None:
        """So many whole looks, each answered."""
        for _ in range(times):
            self.premises.look()
            self._qtbot.waitUntil(lambda: not self.premises._asking, timeout=10_000)

    @property
    def closures(self) -> frozenset[Closure]:
        assert isinstance(self.sitting.state, AtHome)
        return self.sitting.state.closures


@pytest.fixture
def house(qtbot: QtBot, open_hands: OpenHands, keep: Keep) -> Iterator[House]:
    made = House(qtbot, open_hands, keep)
    yield made
    made.premises.stop()


def test_on_battery_nobody_new_is_taken_and_with_the_mains_all_is_as_before(house: House) -> None:
    house.ups.reading = BATTERY
    house.look(lambda: Closure.ON_BATTERY in house.closures)
    house.sitting.dispatch(LookUpChosen())
    assert isinstance(house.sitting.state, AtHome)
    house.ups.reading = MAINS
    house.look(lambda: not house.closures)
    house.sitting.dispatch(LookUpChosen())
    assert not isinstance(house.sitting.state, AtHome)


def test_who_sits_there_goes_on_while_the_battery_lasts(house: House) -> None:
    house.sitting.dispatch(FieldChosen("household"))
    house.ups.reading = BATTERY
    house.look(lambda: house.premises.on_battery)
    house.premises.look()
    assert isinstance(house.sitting.state, Browsing)
    assert 0 < house.premises.seconds_until_dark <= 100


def test_a_battery_that_is_empty_ends_the_sitting_and_then_the_program(house: House) -> None:
    house.sitting.dispatch(FieldChosen("household"))
    house.ups.reading = EMPTY
    house.look(lambda: isinstance(house.sitting.state, AtHome))
    house.look(lambda: bool(house.ended))
    house.premises.look()
    assert house.ended == [True]


def test_the_time_on_battery_runs_out(qtbot: QtBot, open_hands: OpenHands, keep: Keep) -> None:
    house = House(qtbot, open_hands, keep, drain_s=0.05)
    house.ups.reading = BATTERY
    house.look(lambda: bool(house.ended))
    house.premises.stop()


def test_the_program_waits_for_a_paper_that_is_being_printed(house: House, qtbot: QtBot) -> None:
    from threading import Event

    printed = Event()
    house.hands.paper.receipts.run(lambda _: printed.wait(20), lambda _: None)
    house.ups.reading = EMPTY
    house.look(lambda: Closure.ON_BATTERY in house.closures)
    house.premises.look()
    assert not house.ended
    printed.set()
    house.look(lambda: bool(house.ended))


def test_a_card_that_lies_there_is_written_down_before_the_light_goes_out(house: House) -> None:
    kept: list[Any] = []
    house.hands.custody.keep = lambda things, case_id: kept.append((things, case_id))  # type: ignore[method-assign]
    house.sitting.executor = house.hands
    house.sitting.state = TakingThings(frozenset({Thing.CARD}), CASE.id)
    house.ups.reading = EMPTY
    house.look(lambda: isinstance(house.sitting.state, AtHome))
    assert kept == [(frozenset({Thing.CARD}), CASE.id)]
    house.look(lambda: bool(house.ended))


def test_a_ups_that_falls_silent_on_mains_closes_nothing(house: House) -> None:
    house.looks(1)
    house.ups.reading = None
    house.looks(5)
    assert not house.closures


def test_an_open_door_closes_the_station_and_ends_a_sitting_that_holds_somebodys_data(house: House) -> None:
    house.sitting.dispatch(ItemChosen(item(), CASE.id, True))
    house.sitting.dispatch(CardWasRead(CARD))
    assert isinstance(house.sitting.state, AtStep)
    house.board.contacts = Contacts(door_open=True, tamper=False)
    house.look(lambda: not isinstance(house.sitting.state, AtStep))
    assert CARD.name not in repr(house.sitting.state)
    house.sitting.state = Goodbye()
    house.sitting.dispatch(LookUpChosen())
    house.sitting.touch()
    house.look(lambda: isinstance(house.sitting.state, AtHome))
    assert house.closures == {Closure.DOOR_OPEN}


def test_tampering_rings_until_it_is_over(house: House) -> None:
    house.board.contacts = Contacts(door_open=False, tamper=True)
    house.look(lambda: house.board.lights.get("alarm") is LightMode.ON)
    assert house.closures == {Closure.TAMPERED}
    house.board.contacts = Contacts(door_open=False, tamper=False)
    house.look(lambda: house.board.lights.get("alarm") is LightMode.OFF)
    assert not house.closures


def test_a_board_that_falls_silent_opens_no_door(house: House) -> None:
    house.board.contacts = Contacts(door_open=True)
    house.look(lambda: Closure.DOOR_OPEN in house.closures)
    house.board.contacts = None
    house.looks(3)
    assert house.closures == {Closure.DOOR_OPEN}


def test_whoever_comes_is_seen(house: House) -> None:
    house.board.contacts = Contacts(person_present=True)
    house.look(lambda: house.premises.person_present is True)


def test_the_technicians_page_takes_nobody_and_gives_the_station_back_by_itself(house: House) -> None:
    house.premises.begin_maintenance()
    assert house.closures == {Closure.MAINTENANCE}
    house.premises._rest.timeout.emit()
    assert not house.closures
    house.looks(1)
    assert house.board.maintained == [True, False]


class Presenter:
    """A printer in whose mouth a slip lies."""

    def slip_taken(self, timeout_s: float, cancel: Any = None) -> StillThere:
        if cancel is not None and timeout_s:
            cancel.wait(timeout_s)
        return StillThere()

    def retract(self) -> NotRetracted:
        return NotRetracted("still_there")


def test_a_slip_nobody_takes_does_not_keep_the_program_on_an_empty_battery(house: House) -> None:
    bench: Any = replace(house.machine.bench, receipt_printer=Presenter())  # type: ignore[arg-type]
    house.hands.slip._machine = replace(house.machine, bench=bench)
    house.hands.carry_out(do.WatchSlip())
    house.ups.reading = EMPTY
    house.look(lambda: bool(house.ended))


@pytest.mark.parametrize(
    ("reading", "limit_s"),
    [
        (replace(EMPTY, ending=True), ENDING_LIMIT_S),
        (EMPTY, LOW_LIMIT_S),
        (BATTERY, DRAINED_LIMIT_S),
    ],
    ids=["cut announced", "battery low", "time over"],
)
def test_a_paper_that_hangs_is_waited_for_up_to_a_limit(
    qtbot: QtBot,
    open_hands: OpenHands,
    keep: Keep,
    monkeypatch: pytest.MonkeyPatch,
    reading: PowerReading,
    limit_s: int,
) -> None:
    house = House(qtbot, open_hands, keep, drain_s=0.0)
    now = [1000.0]
    monkeypatch.setattr("app.runtime.premises.monotonic", lambda: now[0])
    hangs = threading.Event()
    house.hands.paper.certificates.run(lambda _: hangs.wait(60), lambda _: None)
    house.ups.reading = reading
    house.looks(1)
    now[0] += BLIP_S
    house.looks(2)
    assert Closure.ON_BATTERY in house.closures
    now[0] += limit_s - BLIP_S - 1
    house.looks(1)
    assert not house.ended
    now[0] += BLIP_S + 1
    house.looks(2)
    assert house.ended == [True]
    hangs.set()
    house.premises.stop()


def test_a_sitting_that_was_paid_for_is_not_cut_while_the_battery_lasts_but_holds_nothing_up_for_ever(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("app.runtime.premises.monotonic", lambda: now[0])
    paid = walked(15)
    assert isinstance(paid, AtStep)
    assert paid.draft.paid
    house.sitting.state = paid
    house.ups.reading = EMPTY
    house.looks(2)
    assert house.sitting.state == paid
    assert house.premises.on_battery
    assert house.premises.seconds_until_dark == 0, "the glass does not promise minutes that are not there"
    now[0] += LOW_LIMIT_S
    house.looks(1)
    assert house.ended == [True]


def test_mains_that_are_back_in_time_begin_the_limit_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("app.runtime.premises.monotonic", lambda: now[0])
    house.sitting.state = walked(15)
    for reading in (EMPTY, MAINS, EMPTY):
        house.ups.reading = reading
        house.looks(2)
        now[0] += LOW_LIMIT_S - 1
    assert not house.ended


def test_the_minutes_that_are_left_are_told_as_they_go_and_never_more_than_the_ups_has(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("app.runtime.premises.monotonic", lambda: now[0])
    told: list[int] = []
    house.premises.changed.connect(lambda: told.append(house.premises.seconds_until_dark))
    house.ups.reading = replace(BATTERY, runtime_s=70)
    house.looks(1)
    now[0] += BLIP_S
    house.looks(2)
    assert house.premises.seconds_until_dark == 70
    now[0] += 45
    house.looks(1)
    assert told[-1] == 53, "a minute passed without anybody else having changed anything"


def test_two_closures_at_once_reach_home_before_anybody_is_taken(house: House) -> None:
    house.sitting.dispatch(FieldChosen("household"))
    house.premises.closures = frozenset({Closure.DOOR_OPEN, Closure.ON_BATTERY})
    house.sitting.dispatch(ExitPressed())
    assert house.closures == {Closure.DOOR_OPEN, Closure.ON_BATTERY}
