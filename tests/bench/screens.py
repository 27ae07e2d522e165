"""A touch on a tile to the first frame of the next screen, against a bare StackView that gets a form of 12 fields."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMetaObject, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtTest import QTest

from tests.bench.sides import in_turns

TILE = "tile_household"
REST_MS = 450
BARE = """
import QtQuick
import QtQuick.Controls.Basic
Window {
    id: root
    width: 1080; height: 1920; visible: true
    signal shown()
    function back() { stack.pop(StackView.Immediate) }
    Component {
        id: next
        Item {
            Column {
                Repeater {
                    model: 12
                    Item {
                        width: 1080; height: 150
                        Text { x: 48; y: 12; text: "第 " + index + " 项"; font.pixelSize: 30 }
                        TextField { x: 48; y: 60; width: 984; height: 80; text: "内容 " + index; font.pixelSize: 36 }
                    }
                }
            }
        }
    }
    StackView {
        id: stack
        anchors.fill: parent
        initialItem: Item { TapHandler { onTapped: { stack.push(next); root.shown() } } }
    }
}
"""


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def touch_to_frame(window: Any, shown: Any, point: Any) -> float:
    """Milliseconds from the finger to the first frame after `shown`."""
    loop = QEventLoop()
    seen: list[float] = []

    def swapped() -> None:
        if seen:
            seen.append(time.perf_counter())
            loop.quit()

    def page_is_there() -> None:
        seen.append(0.0)

    shown.connect(page_is_there)
    window.frameSwapped.connect(swapped)
    begun = time.perf_counter()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    QTimer.singleShot(5000, loop.quit)
    loop.exec()
    window.frameSwapped.disconnect(swapped)
    shown.disconnect(page_is_there)
    if len(seen) < 2:
        raise TimeoutError("the next screen did not come")
    return (seen[1] - begun) * 1000


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    from app.composition.parts import Parts
    from app.composition.terminal import build_terminal
    from app.config import load_settings
    from app.demo.finger import Finger
    from app.viewmodels.window import prepare_environment

    prepare_environment(folder)
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    settings = load_settings(folder)
    terminal = build_terminal(settings, Parts(settings), is_simulated=False)
    surface = terminal.window.surface
    surface.show()
    finger = Finger(surface)
    pages = surface.findChild(QObject, "pages")
    engine = QQmlApplicationEngine()
    engine.loadData(BARE.encode())
    bare = engine.rootObjects()[0]
    rest(1500)  # the keyboard has loaded then, and neither side has to wait for it

    def back(leave: Callable[[], object]) -> None:
        leave()
        rest(REST_MS)

    def ours() -> float:
        tile = finger.until(lambda: finger.find(TILE), f"no {TILE}")
        took = touch_to_frame(surface, pages.shown, finger.middle(tile))
        rest(REST_MS)
        back(terminal.window.shell.exitPressed)
        return took

    def peer() -> float:
        took = touch_to_frame(bare, bare.shown, bare.contentItem().childItems()[0].boundingRect().center().toPoint())
        rest(REST_MS)
        back(lambda: QMetaObject.invokeMethod(bare, "back"))
        return took

    try:
        return {"target": 1.5, **in_turns(ours, peer, rounds, warm_up=2)}
    finally:
        terminal.close()
        for each in (bare, engine):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)
        del application
