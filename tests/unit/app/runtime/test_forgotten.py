"""What is left behind: written down once, watched on, never read as the next person's, and silent when it is taken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.custody import CustodyEnding, CustodyRecord
from app.domain.prints import PrintState
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.delays import SLIP_LOOK_MS
from app.journeys.states import AtHome, Browsing, Finishing, Goodbye, TakingThings
from app.journeys.station_events import SlipCameLate, SlipWasTaken
from app.journeys.things import Thing
from app.runtime import hands as hands_module
from app.runtime.device_watch import DeviceWatch
from app.runtime.hands import Hands
from app.runtime.leftovers import Leftovers
from app.runtime.sitting import Sitting
from hardware import (
    CardRead,
    DeviceState,
    DeviceStatus,
    LightMode,
    NotRetracted,
    Played,
    Printed,
    PrintOutcome,
    Retracted,
    StillThere,
    Taken,
)
from hardware.id_card_reader.driver import open_driver
from hardware.id_card_reader.frames import Command
from hardware.id_card_reader.simulator import IdCardReaderSimulator, SimulatedCard
from tests.journeys.items import CASE, item
from tests.unit.app.runtime.conftest import MACHINE, NOW, Keep, OpenHands

MINE = SimulatedCard.from_file(Path(__file__).parents[3] / "data" / "resident.json")
RECORDS = (Command.READ_BASE.value, Command.READ_BASE_FINGERPRINT.value)
CARD, SLIP = frozenset({Thing.CARD}), frozenset({Thing.RECEIPT})


class Book:
    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def open(self, thing: str, case_id: str) -> None:
        self.lines.append((thing, f"left {case_id}".strip()))

    def records(self) -> list[CustodyRecord]:
        when = datetime(2026, 3, 18, tzinfo=UTC)
        return [CustodyRecord("1", thing, "", when) for thing, what in self.lines if what.startswith("left")]

    def seen(self, thing: str, ending: CustodyEnding) -> None:
        self.lines.append((thing, ending.value))


class Presenter:
    """A printer with a mouth; `pulls`: its retract works."""

    def __init__(self) -> None:
        self.in_mouth, self.pulls = True, True
        self.asked: list[float] = []

    def print(self, receipt: Any, cancel: Any = None, *, after_half: bool = False) -> PrintOutcome:
        return Printed(presented=True)

    def slip_taken(self, timeout_s: float, cancel: threading.Event | None = None) -> Taken | StillThere:
        self.asked.append(timeout_s)
        return StillThere() if self.in_mouth else Taken()

    def retract(self) -> Retracted | NotRetracted:
        self.in_mouth = self.in_mouth and not self.pulls
        return Retracted() if self.pulls else NotRetracted("still_there")

    def status(self) -> DeviceStatus:
        return DeviceStatus(DeviceState.ONLINE)

    def close(self) -> None:
        pass


class Speaker:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.speaking = threading.Event()

    def say(self, sound: Path, cancel: threading.Event) -> Played:
        self.said.append(sound.stem)
        self.speaking.set()
        assert cancel.wait(20), "nobody told it to be silent"
        self.speaking.clear()
        return Played()

    def status(self) -> DeviceStatus:
        return DeviceStatus(DeviceState.ONLINE)


class Board:
    def __init__(self) -> None:
        self.lights: list[tuple[str, LightMode]] = []

    def set_light(self, name: str, mode: LightMode) -> None:
        self.lights.append((name, mode))


class Hall:
    def __init__(self, qtbot: QtBot, open_hands: OpenHands, keep: Keep, field: IdCardReaderSimulator) -> None:
        self.book, self.printer = Book(), Presenter()
        self.field = field
        self.reader = open_driver(field.address, {"answer_timeout_s": 0.5})
        self.speaker, self.board = Speaker(), Board()
        bench: Any = replace(
            MACHINE.bench,
            id_card_reader=self.reader,
            receipt_printer=self.printer,
            speaker=self.speaker,  # type: ignore[arg-type]
            io_board=self.board,  # type: ignore[arg-type]
        )
        self.hands, self.said = open_hands(bench=bench, custody=lambda: self.book)
        self.sitting = keep(Sitting())
        self.sitting.executor = self.hands
        self.hands.errands._dispatch = self.hear
        self.leftovers = keep(Leftovers(replace(MACHINE, bench=bench), self.hands, self.sitting))
        self._qtbot = qtbot

    def left_behind(self) -> None:
        """Somebody's card was read, and they went without it."""
        self.field.put_card(MINE)
        assert isinstance(self.reader.read(10), CardRead)
        self.sitting.state = TakingThings(CARD, CASE.id)
        self.sitting.dispatch(on.TimeRanOut())

    def records_asked_for(self) -> int:
        return sum(content in RECORDS for _, content in self.field.commands)

    def hear(self, event: on.Event) -> None:
        self.said.append(event)
        self.sitting.dispatch(event)

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=10_000)


@pytest.fixture
def field() -> Iterator[IdCardReaderSimulator]:
    with IdCardReaderSimulator(baud=38400) as simulator:  # slow enough to leave in the middle of a record
        yield simulator


@pytest.fixture
def hall(qtbot: QtBot, field: IdCardReaderSimulator, open_hands: OpenHands, keep: Keep) -> Hall:
    return Hall(qtbot, open_hands, keep, field)


def test_a_slip_that_was_drawn_in_is_not_called_taken_too(hall: Hall) -> None:
    """The mouth is empty afterwards: the watch that follows must not close an older record as taken."""
    hall.printer.pulls = False
    hall.hands.carry_out(do.KeepForgotten(SLIP, "old"))
    hall.until(lambda: ("receipt", "left old") in hall.book.lines)
    hall.printer.pulls = True
    hall.hands.carry_out(do.KeepForgotten(SLIP, "new"))
    hall.hands.carry_out(do.WatchSlip())
    hall.until(lambda: ("receipt", "retracted") in hall.book.lines)
    looked = len(hall.printer.asked)
    hall._qtbot.wait(2 * SLIP_LOOK_MS)
    assert hall.book.lines == [("receipt", "left old"), ("receipt", "left new"), ("receipt", "retracted")]
    assert len(hall.printer.asked) <= looked + 1
    assert SlipWasTaken() not in hall.said


def test_a_slip_that_is_watched_leaves_the_printer_free(hall: Hall) -> None:
    hall.hands.carry_out(do.WatchSlip())
    hall.until(lambda: len(hall.printer.asked) >= 3)
    assert set(hall.printer.asked) == {0}, "no look waits in the printer's worker"
    hall.until(lambda: hall.hands.papers_are_out)
    hall.printer.in_mouth = False
    hall.until(lambda: SlipWasTaken() in hall.said)


def test_a_watch_ends_with_its_sitting(hall: Hall) -> None:
    hall.hands.carry_out(do.WatchSlip())
    hall.until(lambda: len(hall.printer.asked) >= 2)
    hall.hands.carry_out(do.StopEverything())
    hall.until(lambda: hall.hands.paper.receipts.is_idle)
    hall.printer.in_mouth = False
    hall._qtbot.wait(2 * SLIP_LOOK_MS)
    assert SlipWasTaken() not in hall.said


def test_a_card_left_behind_is_not_read_as_the_next_persons(hall: Hall) -> None:
    hall.left_behind()
    asked = hall.records_asked_for()
    hall.sitting.dispatch(on.LookUpChosen())
    hall._qtbot.wait(500)
    assert hall.records_asked_for() == asked
    hall.field.take_card()
    hall.until(lambda: ("card", "taken") in hall.book.lines)
    hall.field.put_card(MINE)
    hall.until(lambda: any(isinstance(each, on.CardWasRead) for each in hall.said))


def test_whoever_only_looked_around_does_not_make_the_station_forget_the_card(hall: Hall) -> None:
    hall.left_behind()
    hall.sitting.dispatch(on.FieldChosen("household"))
    assert isinstance(hall.sitting.state, Browsing)
    hall.sitting.dispatch(on.BackPressed())
    assert hall.sitting.state == AtHome(forgotten=CARD)
    hall.field.take_card()
    hall.until(lambda: hall.sitting.state == AtHome())
    hall.until(lambda: hall.book.lines == [("card", f"left {CASE.id}"), ("card", "taken")])


def test_a_card_fetched_while_somebody_looks_around_is_written_down_as_taken(hall: Hall) -> None:
    hall.left_behind()
    hall.sitting.dispatch(on.FieldChosen("household"))
    hall.field.take_card()
    hall.until(lambda: ("card", "taken") in hall.book.lines)
    hall.sitting.dispatch(on.BackPressed())
    assert hall.sitting.state == AtHome()


def test_a_card_that_could_not_be_read_is_reminded_of_and_never_read_as_the_next_persons(hall: Hall) -> None:
    hall.field.put_card(MINE)
    hall.field.set_faults(read_fails=999)
    hall.sitting.dispatch(on.LookUpChosen())
    hall.until(lambda: on.CardWasUnreadable() in hall.said)
    hall.sitting.dispatch(on.ExitPressed())
    assert hall.sitting.state == TakingThings(CARD)
    hall.until(lambda: hall.speaker.said == ["take_card"])
    hall.until(lambda: bool(hall.board.lights))
    hall.sitting.dispatch(on.TimeRanOut())
    hall.until(lambda: hall.book.lines == [("card", "left")])
    hall.field.clear_faults()
    hall.sitting.dispatch(on.LookUpChosen())
    hall._qtbot.wait(1000)
    assert not [each for each in hall.said if isinstance(each, on.CardWasRead)]
    hall.field.take_card()
    hall.until(lambda: hall.book.lines == [("card", "left"), ("card", "taken")])


def test_a_card_that_could_not_be_read_is_read_again_without_being_lifted(hall: Hall) -> None:
    hall.field.put_card(MINE)
    hall.field.set_faults(read_fails=999)
    hall.sitting.dispatch(on.LookUpChosen())
    hall.until(lambda: on.CardWasUnreadable() in hall.said)
    hall.field.clear_faults()
    hall.sitting.dispatch(on.TryAgainPressed())
    hall.until(lambda: any(isinstance(each, on.CardWasRead) for each in hall.said))


def _leave_while_the_record_comes(hall: Hall) -> None:
    hall.sitting.dispatch(on.LookUpChosen())
    hall.field.put_card(MINE)
    hall.until(lambda: hall.records_asked_for() > 0)
    hall.sitting.dispatch(on.ExitPressed())


def test_who_leaves_while_the_card_is_being_read_is_reminded_of_it(hall: Hall) -> None:
    _leave_while_the_record_comes(hall)
    hall.until(lambda: hall.sitting.state == TakingThings(CARD))
    hall.until(lambda: hall.speaker.said == ["take_card"])
    hall.field.take_card()
    hall.until(lambda: hall.sitting.state == Goodbye())


def test_who_leaves_without_having_put_a_card_down_is_reminded_of_nothing(hall: Hall) -> None:
    hall.sitting.dispatch(on.LookUpChosen())
    hall.until(lambda: bool(hall.field.commands))
    hall.sitting.dispatch(on.ExitPressed())
    hall.until(lambda: hall.hands.card.worker.is_idle)
    hall._qtbot.wait(50)
    assert hall.sitting.state == AtHome()
    assert hall.book.lines == []


def test_a_card_whose_reading_was_called_back_is_not_read_by_who_comes_before_the_look(hall: Hall) -> None:
    _leave_while_the_record_comes(hall)
    asked = hall.records_asked_for()
    hall.sitting.dispatch(on.LookUpChosen())
    hall.until(lambda: hall.book.lines == [("card", "left")])
    hall._qtbot.wait(500)
    assert hall.records_asked_for() == asked
    hall.field.take_card()
    hall.until(lambda: hall.book.lines == [("card", "left"), ("card", "taken")])


def test_a_card_left_while_the_reader_was_away_is_not_read_as_the_next_persons(hall: Hall) -> None:
    _leave_while_the_record_comes(hall)
    hall.field.unplug()
    hall.until(lambda: hall.hands.card.worker.is_idle)
    hall._qtbot.wait(50)
    hall.field.plug()
    hall.sitting.state = AtHome()
    hall.sitting.dispatch(on.LookUpChosen())
    hall._qtbot.wait(1000)
    assert not [each for each in hall.said if isinstance(each, on.CardWasRead)]


def test_a_reader_that_comes_up_after_the_station_is_looked_at_then(hall: Hall, keep: Keep) -> None:
    hall.field.put_card(MINE)
    hall.field.unplug()
    hall.printer.in_mouth = False
    watch = keep(DeviceWatch(hall.hands.watched(), hall.hands.errands, lambda: NOW))
    hall.leftovers.follow_reader(watch)
    hall.leftovers.start()
    hall.until(lambda: hall.leftovers._reader_unseen)
    hall.field.plug()
    watch.look()
    hall.until(lambda: hall.sitting.state == AtHome(forgotten=CARD))


def test_who_is_quicker_than_the_look_at_the_start_does_not_read_the_card_from_before(hall: Hall) -> None:
    hall.field.put_card(MINE)
    hall.printer.in_mouth = False
    hall.leftovers.start()
    hall.sitting.dispatch(on.LookUpChosen())
    hall.until(lambda: hall.book.lines == [("card", "left")])
    hall._qtbot.wait(500)
    assert hall.records_asked_for() == 0
    hall.field.take_card()
    hall.until(lambda: hall.book.lines == [("card", "left"), ("card", "taken")])


def test_what_lies_there_after_a_power_cut_is_written_down(hall: Hall) -> None:
    hall.field.put_card(MINE)
    hall.leftovers.start()
    hall.until(lambda: hall.sitting.state == AtHome(forgotten=frozenset(Thing)))
    hall.until(lambda: sorted(hall.book.lines) == [("card", "left"), ("receipt", "left"), ("receipt", "retracted")])


def test_a_card_an_earlier_run_wrote_down_is_not_written_down_again(hall: Hall) -> None:
    hall.field.put_card(MINE)
    hall.book.lines.append(("card", "left before"))
    hall.printer.in_mouth = False
    hall.leftovers.start()
    hall.until(lambda: hall.sitting.state == AtHome(forgotten=CARD))
    hall.field.take_card()
    hall.until(lambda: hall.book.lines == [("card", "left before"), ("card", "taken")])


def test_empty_slots_at_the_start_are_nothing_to_write_down(hall: Hall) -> None:
    hall.printer.in_mouth = False
    hall.leftovers.start()
    hall.until(
        lambda: hall.hands.card.worker.is_idle and hall.hands.paper.receipts.is_idle and bool(hall.printer.asked)
    )
    hall._qtbot.wait(50)
    assert hall.sitting.state == AtHome()
    assert hall.book.lines == []


def test_a_receipt_whose_sitting_is_over_is_told_and_waited_for(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    printing = threading.Event()

    def slow(*_: Any) -> PrintOutcome:
        assert printing.wait(20)
        return Printed(presented=True)

    class Ledger:
        def queue(self, *_: Any) -> Any:
            return type("Job", (), {"id": "job-1"})()

    monkeypatch.setattr("app.runtime.paper_hand.print_receipt", slow)
    monkeypatch.setattr(hall.hands.paper, "_machine", replace(hall.hands._machine, prints=Ledger))  # type: ignore[arg-type]
    hall.sitting.state = Finishing(item(), item().steps, Any, CASE)  # type: ignore[arg-type]
    hall.hands.paper.print_receipt(CASE, "zh_CN", lambda: ())
    hall.sitting.dispatch(on.ExitPressed())
    assert hall.sitting.state == AtHome()
    printing.set()
    hall.until(lambda: hall.sitting.state == TakingThings(SLIP, CASE.id))
    assert SlipCameLate(CASE.id) in hall.said


def test_the_voice_falls_silent_in_the_middle_of_a_sentence_when_all_is_taken(hall: Hall) -> None:
    hall.hands.carry_out(do.Remind(CARD))
    hall.until(hall.speaker.speaking.is_set)
    hall.hands.carry_out(do.StopReminding())
    hall.until(lambda: not hall.speaker.speaking.is_set())
    assert hall.speaker.said == ["take_card"]


def test_one_voice_after_the_other_and_of_what_still_lies_there(hall: Hall) -> None:
    hall.hands.carry_out(do.Remind(frozenset(Thing)))
    hall.until(hall.speaker.speaking.is_set)
    hall.hands.carry_out(do.Remind(CARD))
    hall.until(lambda: hall.speaker.said == ["take_things", "take_card"])
    hall.hands.carry_out(do.StopReminding())


def test_a_look_at_the_speaker_does_not_swallow_the_first_sentence(hall: Hall) -> None:
    over = threading.Event()
    hall.hands.reminder.voice.run(lambda _: over.wait(20), lambda _: None)
    hall.hands.carry_out(do.Remind(CARD))
    over.set()
    hall.until(lambda: hall.speaker.said == ["take_card"])
    hall.hands.carry_out(do.StopReminding())


def test_lights_an_earlier_run_left_on_are_put_out(hall: Hall) -> None:
    hall.hands.reminder.all_dark()
    hall.until(lambda: len(hall.board.lights) == 4)
    assert {mode for _, mode in hall.board.lights} == {LightMode.OFF}


def test_a_slip_is_settled_by_its_own_id_though_the_next_one_has_begun(hall: Hall) -> None:
    told: list[tuple[str, PrintState]] = []
    hall.hands.slip._told = lambda job_id, state: told.append((job_id, state))
    hall.hands.paper.newest_receipt = "old"
    hall.hands.carry_out(do.KeepForgotten(SLIP, ""))
    hall.hands.paper.newest_receipt = "new"
    hall.until(lambda: told == [("old", PrintState.RETRACTED)])


def test_a_device_that_hangs_leaves_the_store_its_time(open_hands: OpenHands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands_module, "SHUTDOWN_S", 1.0)
    hands, _ = open_hands()
    hangs, written = threading.Event(), threading.Event()
    for worker in (hands.card.worker, hands.camera.camera, hands.reminder.voice):
        worker.run(lambda _: hangs.wait(20), lambda _: None)

    def write(_: threading.Event) -> None:
        hangs.wait(0.5)  # longer than an even share of the budget
        written.set()

    hands.store.run(lambda _: None, lambda _: None)
    hands.store.run(write, lambda _: None)
    hands.close()
    assert written.is_set()
    hangs.set()


def test_a_station_with_few_devices_has_few_threads(open_hands: OpenHands) -> None:
    before = set(threading.enumerate())
    hands, _ = open_hands()
    assert isinstance(hands, Hands)
    assert set(threading.enumerate()) <= before
