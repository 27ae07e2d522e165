"""转到窗口办 stands on the page and in 找人帮忙 where the hall is known; 接办 at a desk, by touch and by F9."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.journeys.handing_events import HandOverWanted
from app.journeys.states import AtHome, State, TakingOver
from tests.qml.screens.desk_stage import DeskStage
from tests.qml.screens.sample_conditions import fault_pages
from tests.qml.screens.sample_states import sample_states
from tests.qml.screens.stage import Stage, drawn_face, jpeg

SCANNER = next(iter(next(iter(fault_pages().values())).values()))


@pytest.fixture(scope="module")
def states(qapp: QGuiApplication) -> dict[str, State]:
    del qapp
    return dict(sample_states(jpeg(drawn_face(260, 378))))


@pytest.fixture
def knowing(glass: Stage) -> Iterator[Stage]:
    glass.keys.put(makes=True)
    yield glass
    glass.keys.put()


def test_without_the_keys_of_a_hall_it_stands_nowhere(glass: Stage, states: dict[str, State]) -> None:
    glass.show(states["form-phone"])
    glass.window.setProperty("sheet", "help")
    glass.settle()
    assert (glass.find("toCounter"), glass.find("helpToCounter")) == (None, None)


def test_what_is_being_typed_goes_along(knowing: Stage, states: dict[str, State]) -> None:
    knowing.show(states["form-phone"])
    knowing.settle()
    page = knowing.shell.model
    page.fields[0].edit("139")
    knowing.sitting.events.clear()
    knowing.touch("toCounter")
    assert knowing.sitting.events == [HandOverWanted({"phone": "139"})]


def test_it_is_offered_where_a_person_is_asked_for_help(knowing: Stage, states: dict[str, State], qtbot: QtBot) -> None:
    knowing.show(states["query-no-line"])
    knowing.window.setProperty("sheet", "help")
    qtbot.waitUntil(lambda: knowing.find("helpToCounter") is not None)
    knowing.sitting.events.clear()
    knowing.touch("helpToCounter")
    assert knowing.sitting.events == [HandOverWanted()]
    assert knowing.window.property("sheet") == ""


@pytest.fixture
def desk(desk_window: DeskStage, qtbot: QtBot) -> DeskStage:
    qtbot.waitUntil(lambda: desk_window.window.isExposed())
    desk_window.begin_anew()
    desk_window.keys.put(takes=True)
    desk_window.window.requestActivate()
    qtbot.waitUntil(lambda: desk_window.window.isActive())
    return desk_window


def test_a_desk_offers_it_only_with_a_scanner_and_the_key_of_its_hall(desk: DeskStage) -> None:
    desk.show(AtHome())
    assert desk.find("takeOver") is None
    desk.station.put(conditions={"code_scanner": SCANNER})
    desk.settle()
    assert desk.find("takeOver") is not None
    desk.touch("takeOver")
    assert desk.sitting.state == TakingOver()
    desk.show(AtHome())
    desk.keys.put()
    desk.settle()
    assert desk.find("takeOver") is None


def test_f9_begins_it(desk: DeskStage) -> None:
    desk.station.put(conditions={"code_scanner": SCANNER})
    desk.show(AtHome())
    desk.settle()
    QTest.keyClick(desk.window, Qt.Key.Key_F9)
    assert desk.sitting.state == TakingOver()
