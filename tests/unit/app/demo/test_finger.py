"""The finger of the demo touches only what a person could touch, and says what it waited for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from app.demo.finger import DemoStuck, Finger

SCENE = b"""
import QtQuick
Item {
    id: root
    objectName: "root"
    width: 400; height: 600
    property var touched: []
    component Plate: Rectangle {
        id: plate
        width: 400; height: 100
        MouseArea { anchors.fill: parent; onClicked: root.touched = root.touched.concat([plate.objectName]) }
    }
    Plate { objectName: "twice"; enabled: false }
    Plate { objectName: "hidden"; visible: false }
    Plate { objectName: "transparent"; opacity: 0 }
    Flickable {
        y: 200; width: 400; height: 200; contentHeight: 1000; clip: true
        Plate { objectName: "near" }
        Plate { objectName: "far"; y: 800 }
    }
    Plate { objectName: "twice"; y: 450 }
}
"""


@pytest.fixture
def finger(qtbot: QtBot) -> Iterator[Finger]:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(QByteArray(SCENE), "")
    window = QQuickWindow()
    window.resize(400, 600)
    root = component.create()
    assert isinstance(root, QQuickItem), component.errorString()
    root.setParentItem(window.contentItem())
    root.setParent(window)
    window.show()
    qtbot.waitUntil(window.isExposed)
    yield Finger(window)
    window.close()
    for each in (window, engine):
        each.deleteLater()
        QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


def touched(finger: Finger) -> list[str]:
    root = finger.find("root")
    assert root is not None
    names: list[str] = root.property("touched").toVariant()
    return names


def test_what_cannot_be_seen_is_not_found(finger: Finger) -> None:
    assert finger.find("hidden") is None
    assert finger.find("transparent") is None
    assert finger.find("near") is not None


def test_the_last_drawn_of_a_name_is_touched_where_it_lies(finger: Finger) -> None:
    finger.touch("twice")
    assert touched(finger) == ["twice"]


def test_what_lies_below_the_edge_is_brought_into_view_first(finger: Finger) -> None:
    finger.touch("far")
    finger.touch("far")
    assert touched(finger) == ["far", "far"]


def test_what_does_not_come_is_said_by_name(finger: Finger) -> None:
    with pytest.raises(DemoStuck, match="home did not come"):
        finger.until(lambda: False, "home did not come", patience_s=0)
