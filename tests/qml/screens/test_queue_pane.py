"""The queue beside a counter: by keys and touch, and what stands there without a line and with nobody waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from app.domain.tickets import Figures, HallQueue, Lane, Priority, Ticket, TicketState
from app.journeys.events import ItemChosen
from app.journeys.states import AtHome, AtStep
from tests.qml.screens.queue_stage import QueueStage
from tests.qml.screens.sample_states import SHELF
from tests.qml.screens.stage import _below, _seen
from tests.unit.app.viewmodels.standing_queue import NOW

ITEM = "residents-pension-registration"


def ticket(number: str, minutes: int, item: str = ITEM, priority: Priority = Priority.NONE) -> Ticket:
    lane = Lane.QUICK if number.startswith("K") else Lane.ORDINARY
    return Ticket(number, number, lane, item, priority, NOW - timedelta(minutes=minutes))


WAITING = (
    ticket("K007", 3, "social-insurance-proof"),
    ticket("A024", 22, "temporary-id-card"),
    ticket("A025", 15, priority=Priority.PREGNANT),
    ticket("A026", 12),
    ticket("A027", 8, "temporary-id-card"),
    ticket("A028", 5),
)
QUEUE = HallQueue(WAITING, Figures(6, timedelta(minutes=9), timedelta(minutes=22)), None, NOW)
CALLED = replace(ticket("A023", 30), state=TicketState.CALLED, window="3", called_at=NOW - timedelta(seconds=12))
SERVED = replace(CALLED, state=TicketState.SERVING, begun_at=NOW - timedelta(minutes=4, seconds=12))


@pytest.fixture(scope="module")
def window(qapp: QGuiApplication) -> Iterator[QueueStage]:
    made = QueueStage(SHELF)
    yield made
    made.close()


@pytest.fixture
def desk(window: QueueStage) -> QueueStage:
    window.language.choose("zh_CN")
    window.shell.model.leave()
    window.opened.engine.rootObjects()[0].property("desk").search("")
    window.calls.queue.put(queue=QUEUE, at_desk=None, is_silent=False, working=False, refused="", clock=NOW)
    window.calls.acts.clear()
    window.show(AtHome())
    window.sitting.events.clear()
    window.settle()
    held = window.window.activeFocusItem()
    if held is not None and held is not window.window.contentItem():
        held.setProperty("focus", False)  # the last test's search field would take the keys
    return window


def words(desk: QueueStage) -> list[str]:
    desk.settle()
    texts = [each.property("text") for each in _below(desk.window.contentItem()) if _seen(each)]
    return [text for text in texts if isinstance(text, str) and text]


def is_cut(item: QQuickItem) -> bool:
    return bool(item.property("truncated"))


def test_the_pane_holds_the_figures_and_who_waits_in_their_order(desk: QueueStage) -> None:
    said = words(desk)
    order = [said.index(each.number) for each in WAITING]
    assert order == sorted(order)
    assert {"6", "9", "22", "快办", "快超时", "孕妇优先", "22 分"} <= set(said)
    pane = desk.find("queue")
    assert pane is not None
    assert not [each.property("text") for each in _below(pane) if _seen(each) and is_cut(each)]


def test_f8_calls_and_enter_begins_what_was_called(desk: QueueStage) -> None:
    desk.key(Qt.Key.Key_F8)
    assert desk.calls.acts == ["next"]
    desk.calls.queue.put(at_desk=CALLED)
    assert {"A023", "叫了 00:12"} <= set(words(desk))
    desk.key(Qt.Key.Key_Return)
    (event,) = desk.sitting.events
    assert isinstance(event, ItemChosen)
    assert event.item.code == ITEM
    assert isinstance(desk.sitting.state, AtStep)


def test_the_buttons_call_again_and_miss_and_one_press_begins(desk: QueueStage) -> None:
    desk.calls.queue.put(at_desk=CALLED)
    desk.settle()
    for name in ("recall", "missed", "callNext"):
        desk.touch(name)
    assert desk.calls.acts == ["recall", "missed", "next"]
    desk.touch("beginCalled")
    assert isinstance(desk.sitting.state, AtStep)


def test_while_somebody_is_served_the_time_counts_and_nothing_offers_to_begin(desk: QueueStage) -> None:
    desk.calls.queue.put(at_desk=SERVED)
    assert {"正在办", "已用 04:12"} <= set(words(desk))
    assert desk.find("beginCalled") is None


def test_without_a_line_nobody_is_called_and_the_list_is_still_there(desk: QueueStage) -> None:
    desk.calls.queue.put(queue=None, is_silent=True)
    said = words(desk)
    assert {"没联网，叫不了号", "不用号照常办，在中间选事项。"} <= set(said)
    assert desk.find("callNext") is None
    desk.key(Qt.Key.Key_F8)
    assert desk.calls.acts == []
    desk.touch(f"item_{ITEM}")
    assert isinstance(desk.sitting.state, AtStep)


def test_with_nobody_waiting_the_button_says_why_it_rests(desk: QueueStage) -> None:
    desk.calls.queue.put(queue=HallQueue((), Figures(0, timedelta(0), timedelta(0)), None, NOW))
    button = desk.find("callNext")
    assert button is not None
    assert not button.isEnabled()
    assert "没有人在等" in words(desk)


def test_what_the_search_finds_during_a_case_stands_below_it_and_says_why_it_waits(desk: QueueStage) -> None:
    desk.touch(f"item_{ITEM}")
    desk.key(Qt.Key.Key_F3)
    desk.opened.engine.rootObjects()[0].property("desk").search("养老")
    assert "先办完手上这件" in words(desk)
    assert desk.find(f"item_{ITEM}") is not None
    desk.key(Qt.Key.Key_Escape)
    assert "先办完手上这件" not in words(desk)
    assert isinstance(desk.sitting.state, AtStep), "the first Esc ends the search, not the case"


def test_more_than_fit_are_counted(desk: QueueStage) -> None:
    many = tuple(ticket(f"A{number:03d}", 1) for number in range(101, 131))
    desk.calls.queue.put(queue=HallQueue(many, QUEUE.figures, None, NOW), at_desk=CALLED)
    said = words(desk)
    shown = sum(1 for each in many if each.number in said)
    assert f"还有 {30 - shown} 人" in said


def test_in_english_nothing_chinese_is_left_in_the_pane(desk: QueueStage) -> None:
    desk.language.choose("en")
    QCoreApplication.processEvents()
    pane = desk.find("queue")
    assert pane is not None
    texts = [each.property("text") for each in _below(pane) if _seen(each)]
    chinese = [text for text in texts if isinstance(text, str) and any("\u4e00" <= each <= "\u9fff" for each in text)]
    assert chinese == []
