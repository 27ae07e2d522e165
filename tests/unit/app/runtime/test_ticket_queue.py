"""The queue in the background, and a desk's calls, over a centre that answers when and how it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.tickets import Figures, HallQueue, Lane, Priority, TakenTicket, Ticket, TicketAct, TicketState, after
from app.journeys.states import AtHome, Browsing, Finished, Paper, State
from app.runtime.calling import Caller, pieces_of
from app.runtime.ticket_queue import TicketDesk, TicketQueue
from hardware import Played
from tests.journeys.items import CASE, item
from tests.journeys.test_table import walked
from tests.unit.app.runtime.conftest import MACHINE, Keep, OpenHands

HERE = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)
THERE = HERE + timedelta(minutes=3)
"""The centre's clock."""
LOST = CentreUnreachable("没有回答")
NOBODY = Figures(0, timedelta(0), timedelta(0))
SOUNDS = Path(__file__).parents[4] / "resources/sounds"


def ticket(number: str) -> Ticket:
    return Ticket(f"id-{number}", number, Lane.ORDINARY, "item", Priority.NONE, HERE)


class Office:
    """Each of `faults` is raised instead of an answer, once it has been done; `held` keeps the next look waiting."""

    def __init__(self) -> None:
        self.waiting = [ticket("A001"), ticket("A002")]
        self.called: dict[str, Ticket] = {}
        self.at_desk: Ticket | None = None
        self.faults: list[Exception] = []
        self.held: threading.Event | None = None
        self.calls: list[str] = []
        self.acts: list[TicketAct] = []

    def take(self, ticket_id: str, item_code: str, priority: Priority) -> TakenTicket:
        raise NotImplementedError

    def queue(self) -> HallQueue:
        told = HallQueue(tuple(self.waiting), NOBODY, self.at_desk, THERE)
        held, self.held = self.held, None
        if held is not None:
            held.wait(10)
        return self._told(told)

    def call_next(self, call_id: str) -> Ticket | None:
        self.calls.append(call_id)
        if call_id not in self.called and self.waiting:
            first = self.waiting.pop(0)
            self.called[call_id] = replace(first, state=TicketState.CALLED, window="3", called_at=THERE)
        self.at_desk = self.called.get(call_id)
        return self._told(self.at_desk)

    def act(self, ticket_id: str, act: TicketAct) -> Ticket:
        self.acts.append(act)
        assert self.at_desk is not None
        assert self.at_desk.id == ticket_id
        to = after(self.at_desk.state, act)
        if to is None:
            raise CentreRefused("这个号已经过了。")
        done = replace(self.at_desk, state=to)
        self.at_desk = done if to in (TicketState.CALLED, TicketState.SERVING) else None
        return self._told(done)

    def _told(self, answer: Any) -> Any:
        if self.faults:
            raise self.faults.pop(0)
        return answer


class Speaker:
    """Keeps what it was given to say."""

    def __init__(self) -> None:
        self.said: list[bytes] = []

    def say(self, sound: bytes, cancel: Any = None) -> Played:
        del cancel
        self.said.append(sound)
        return Played()


class Desk:
    """A counter with its queue; `sitting` shows what it is told to."""

    def __init__(self, office: Office, open_hands: OpenHands, keep: Keep) -> None:
        from tests.qml.screens.stage import StillSitting

        self.speaker = Speaker()
        self.office = office
        bench = replace(MACHINE.bench, speaker=self.speaker)  # type: ignore[arg-type]
        machine = replace(MACHINE, bench=bench, sound_of=lambda name, language: SOUNDS / language / f"{name}.wav")
        hands, _ = open_hands(bench=bench)
        self.sitting = keep(StillSitting())
        self.queue = keep(TicketQueue(lambda: office, hands.errands, lambda: HERE, every_s=600))
        ids = iter(f"call-{number}" for number in range(1, 99))
        caller = Caller(machine, hands, lambda: "zh_CN")
        self.calls = TicketDesk(self.queue, self.sitting, caller, lambda: next(ids))  # type: ignore[arg-type]

    def show(self, state: State) -> None:
        self.sitting.show(state)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def desk(office: Office, open_hands: OpenHands, keep: Keep, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(office, open_hands, keep)
    made.queue.start()
    qtbot.waitUntil(lambda: made.queue.queue is not None)
    yield made
    made.queue.close()


@pytest.fixture
def done(desk: Desk, qtbot: QtBot) -> Callable[[Callable[[], None]], None]:
    """An act, and all that comes of it."""

    def act(press: Callable[[], None]) -> None:
        press()
        qtbot.waitUntil(lambda: not desk.queue.working)

    return act


Act = Callable[[Callable[[], None]], None]


def at_step() -> State:
    return walked(2)


FINISHED = Finished(item(), (), CASE, "张**", True, Paper.PRINTED, Paper.NONE)


def test_the_time_is_that_of_the_clock_that_wrote_the_tickets(desk: Desk) -> None:
    assert desk.queue.now() == THERE


def test_a_call_is_spoken_once_the_centre_has_given_the_ticket(desk: Desk, done: Act, qtbot: QtBot) -> None:
    done(desk.calls.call_next)
    assert desk.queue.at_desk is not None
    assert desk.queue.at_desk.number == "A001"
    qtbot.waitUntil(lambda: len(desk.speaker.said) == 1)
    assert desk.speaker.said[0][:4] == b"RIFF"
    done(desk.calls.recall)
    qtbot.waitUntil(lambda: len(desk.speaker.said) == 2)
    assert desk.speaker.said[0] == desk.speaker.said[1]


def test_a_call_whose_answer_was_lost_gets_the_same_ticket(desk: Desk, done: Act, qtbot: QtBot) -> None:
    desk.office.faults = [LOST, LOST]
    done(desk.calls.call_next)
    qtbot.waitUntil(lambda: not desk.office.faults)
    assert (desk.queue.queue, desk.queue.is_silent, desk.speaker.said) == (None, True, [])
    done(desk.calls.call_next)
    assert desk.office.calls == ["call-1", "call-1"]
    assert desk.queue.at_desk is not None
    assert desk.queue.at_desk.number == "A001"


def test_once_the_centre_has_told_what_was_called_it_is_spoken_and_the_next_call_is_another(
    desk: Desk, done: Act, qtbot: QtBot
) -> None:
    desk.office.faults = [LOST]
    done(desk.calls.call_next)
    qtbot.waitUntil(lambda: len(desk.speaker.said) == 1)
    assert desk.queue.at_desk is not None
    assert desk.queue.at_desk.number == "A001", "what this desk has is told, although its answer was lost"
    done(desk.calls.call_next)
    assert desk.office.calls == ["call-1", "call-2"]


def test_a_look_that_an_act_has_overtaken_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    held = threading.Event()
    desk.office.held = held
    desk.queue.look()
    desk.calls.call_next()
    held.set()
    qtbot.waitUntil(lambda: not desk.queue.working)
    assert desk.queue.at_desk is not None
    assert desk.queue.at_desk.number == "A001"


def test_the_ticket_goes_along_with_its_case(desk: Desk, done: Act, qtbot: QtBot) -> None:
    done(desk.calls.call_next)
    desk.show(at_step())
    qtbot.waitUntil(lambda: desk.queue.at_desk is not None and desk.queue.at_desk.state is TicketState.SERVING)
    desk.show(AtHome())
    assert desk.office.acts == [TicketAct.BEGIN], "a case that was left is no end of it"
    desk.show(at_step())
    desk.show(FINISHED)
    desk.show(Browsing())
    assert desk.office.acts == [TicketAct.BEGIN], "whoever has another item done sits there still"
    desk.show(FINISHED)
    desk.show(AtHome())
    qtbot.waitUntil(lambda: desk.queue.at_desk is None)
    assert desk.office.acts == [TicketAct.BEGIN, TicketAct.DONE]


def test_without_a_ticket_a_case_asks_the_centre_nothing(desk: Desk) -> None:
    desk.show(at_step())
    desk.show(FINISHED)
    desk.show(AtHome())
    for press in (desk.calls.recall, desk.calls.missed, desk.calls.begin, desk.calls.done):
        press()
    assert (desk.office.acts, desk.queue.working) == ([], False)


def test_whoever_did_not_come_is_missed_and_the_desk_is_free(desk: Desk, done: Act) -> None:
    done(desk.calls.call_next)
    done(desk.calls.missed)
    assert desk.queue.at_desk is None


def test_what_the_centre_refuses_is_told_in_its_words(desk: Desk, done: Act) -> None:
    done(desk.calls.call_next)
    desk.office.faults = [CentreRefused("这个号已经过了。")]
    done(desk.calls.begin)
    assert desk.queue.refused == "这个号已经过了。"


def test_whoever_leaves_the_desk_leaves_nothing_of_the_queue_on_it(desk: Desk, done: Act) -> None:
    done(desk.calls.call_next)
    desk.queue.be_wanted(False)
    assert (desk.queue.queue, desk.queue.at_desk, desk.queue.is_started) == (None, None, False)


@pytest.mark.parametrize(
    ("number", "window", "said"),
    [
        ("A023", "3", "please a 0 2 3 to 3 window"),
        ("K007", "10", "please k 0 0 7 to 10 window"),
        ("A100", "12", "please a 1 0 0 to 10 2 window"),
        ("A1000", "20", "please a 1 0 0 0 to 2 10 window"),
        ("A001", "99", "please a 0 0 1 to 9 10 9 window"),
    ],
)
def test_a_number_is_spelt_and_a_window_is_a_number(number: str, window: str, said: str) -> None:
    assert " ".join(pieces_of(number, window, "zh_CN")) == said


def test_in_english_the_window_comes_after_its_word() -> None:
    assert " ".join(pieces_of("A023", "12", "en")) == "please a 0 2 3 to 1 2"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_piece_of_every_call_was_made(language: str) -> None:
    wanted = {
        name
        for letter in "AK"
        for digit in "0123456789"
        for window in range(1, 100)
        for name in pieces_of(f"{letter}{digit}", str(window), language)
    }
    assert {name for name in wanted if not (SOUNDS / language / "pieces" / f"{name}.wav").is_file()} == set()
