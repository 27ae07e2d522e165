"""A stage for controls: QML text in, touches by position, pictures out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.viewmodels.image_providers import PreviewImages, install

QML = Path(__file__).resolve().parents[2] / "resources" / "qml"
HEAD = "import QtQuick\nimport theme\nimport primitives\nimport controls\n"


class ControlStage:
    """One window with one piece of QML in it. `item` is its root."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.engine = QQmlEngine()
        self.engine.addImportPath(str(QML))
        self.engine.addImportPath(str(QML / "keyboard"))
        self.preview: PreviewImages = install(self.engine)
        self.window = QQuickWindow()
        self.window.resize(1080, 1920)
        self.item: QQuickItem | None = None

    def show(self, body: str, **switches: bool) -> QQuickItem:
        """Make `body` the content of the window; `switches` are those of the theme (elder=True)."""
        turned = "; ".join(f"Theme.{name} = {str(on).lower()}" for name, on in switches.items())
        source = f"{HEAD}Item {{ width: 1080; height: 1920; Component.onCompleted: {{ {turned} }}\n{body}\n}}"
        component = QQmlComponent(self.engine)
        component.setData(QByteArray(source.encode()), QUrl.fromLocalFile(str(QML / "stage.qml")))
        made = component.create()
        assert isinstance(made, QQuickItem), component.errorString()
        made.setParentItem(self.window.contentItem())
        made.setParent(self.window)
        self.item = made
        self.window.setColor(Qt.GlobalColor.white)
        self.window.show()
        self.window.requestActivate()
        self._qtbot.waitUntil(lambda: self.window.isExposed() and self.window.isActive())
        return made

    def find(self, name: str) -> QQuickItem:
        found = named(self.window.contentItem(), name)
        assert found is not None, f"nothing on the stage is called {name}"
        return found

    def touch(self, name: str) -> None:
        """A finger on the middle of the control."""
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.middle(name))

    def middle(self, name: str) -> QPoint:
        """Where the control lies once rows and columns have been laid out, which a frame does."""
        self.picture()
        item = self.find(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def draw(self, name: str, *points: tuple[int, int]) -> None:
        """A finger goes down at the first point, along the others, and up; in the control's own pixels."""
        item = self.find(name)
        path = [item.mapToScene(QPointF(x, y)).toPoint() for x, y in points]
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, path[0])
        for point in path[1:]:
            QTest.mouseMove(self.window, point)
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, path[-1])

    def picture(self) -> QImage:
        return self.window.grabWindow()

    def close(self) -> None:
        self.window.close()
        if self.item is not None:
            self.item.deleteLater()
        self.window.deleteLater()
        self.engine.deleteLater()


def named(item: QQuickItem, name: str) -> QQuickItem | None:
    if item.objectName() == name:
        return item
    return next((found for child in item.childItems() if (found := named(child, name)) is not None), None)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[ControlStage]:
    made = ControlStage(qtbot)
    yield made
    made.close()


@pytest.fixture
def heard() -> Callable[[QQuickItem, str], list[tuple[object, ...]]]:
    """Listen to a signal of a QML item: the list grows with each emission."""

    def listen(item: QQuickItem, signal: str) -> list[tuple[object, ...]]:
        calls: list[tuple[object, ...]] = []
        getattr(item, signal).connect(lambda *values: calls.append(values))
        return calls

    return listen
