"""The dark glass takes the first touch for itself; the mark opens the technician's page only when held long."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from app.domain.operators import Entry
from app.journeys import events
from app.journeys.states import AtHome
from app.journeys.things import Closure
from tests.qml.screens.sample_conditions import mixed_station

LEAST_TOUCH = 96


@pytest.fixture
def finger(qapp):
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def fall_asleep(glass):
    glass.premises.put(person_present=False)
    glass.shell._rest.timeout.emit()
    glass.settle()
    assert glass.shell.asleep


def tap(glass, device: QPointingDevice, place: QPoint) -> None:
    touch = QTest.touchEvent(glass.window, device)
    touch.press(0, place)
    touch.commit()
    QCoreApplication.processEvents()
    touch.release(0, place)
    touch.commit()
    QCoreApplication.processEvents()


@pytest.mark.parametrize("with_finger", [True, False], ids=["finger", "mouse"])
@pytest.mark.parametrize("below", ["putCard", "tile_household", "dock_elder"])
def test_the_touch_that_wakes_the_glass_does_nothing_else(glass, finger, below, with_finger):
    place = glass.middle_of(below).toPoint()
    fall_asleep(glass)
    if with_finger:
        tap(glass, finger, place)
    else:
        QTest.mouseClick(glass.window, Qt.MouseButton.LeftButton, pos=place)
        QCoreApplication.processEvents()
    assert not glass.shell.asleep
    assert glass.sitting.events == []
    assert not glass.shell.elder


def test_the_touch_after_that_acts(glass, finger):
    place = glass.middle_of("putCard").toPoint()
    fall_asleep(glass)
    tap(glass, finger, place)
    glass.settle()
    tap(glass, finger, place)
    assert glass.sitting.events == [events.LookUpChosen()]


def test_the_mark_is_held_for_seconds_and_not_merely_touched(glass, finger, qtbot):
    head = glass.window.findChild(QQuickItem, "head")
    mark = next(item for item in head.childItems() if item.width() == item.height() == 80)
    corner = mark.mapToScene(QPointF(40 + LEAST_TOUCH / 2 - 2, 40)).toPoint()
    tap(glass, finger, corner)
    qtbot.wait(200)
    assert glass.door.entry_wanted is None
    touch = QTest.touchEvent(glass.window, finger)
    touch.press(0, corner)
    touch.commit()
    qtbot.wait(1500)
    assert glass.door.entry_wanted is None
    qtbot.waitUntil(lambda: glass.door.entry_wanted is not None, timeout=5_000)
    touch.release(0, corner)
    touch.commit()


def test_every_touch_at_the_technicians_page_keeps_it_and_one_gives_the_station_back(glass):
    glass.station.put(conditions=mixed_station(), unknown_papers=("YX0120260302-0007",), left_behind=1)
    glass.show(AtHome(closures=frozenset({Closure.MAINTENANCE})))
    glass.touch("primary")
    assert glass.premises.acts[-2:] == ["touched", "end"]


@pytest.mark.parametrize("look", [{}, {"elder": True, "low": True}, {"language": "en"}], ids=str)
def test_of_an_open_door_nothing_can_be_resumed_by_touch(glass, look):
    glass.station.put(conditions=mixed_station())
    glass.show(AtHome(closures=frozenset({Closure.DOOR_OPEN, Closure.MAINTENANCE})))
    glass.comfort(**look)
    glass.settle()
    assert glass.find("primary") is None
    assert glass.find("device_id_card_reader") is not None


def hold_mark(glass, device, qtbot):
    glass.door.entry_wanted = None
    touch = QTest.touchEvent(glass.window, device)
    touch.press(0, QPoint(88, 84))
    touch.commit()
    qtbot.waitUntil(lambda: glass.door.entry_wanted is not None, timeout=5_000)
    glass.door.entry_wanted(Entry.BY_PIN)
    qtbot.waitUntil(lambda: glass.find("signIn") is not None)
    touch.release(0, QPoint(88, 84))
    touch.commit()


def test_the_mark_can_be_held_again_once_the_sheet_it_opened_was_left(glass, finger, qtbot):
    hold_mark(glass, finger, qtbot)
    glass.shell.signIn.close()
    qtbot.waitUntil(lambda: glass.find("signIn") is None)
    hold_mark(glass, finger, qtbot)
    assert glass.shell.signIn.open
