"""The peer of a start: PySide6, one QML window of the same size, a rectangle and a text."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

QML = b"""
import QtQuick
Window {
    width: 1080; height: 1920; visible: true
    Rectangle { anchors.fill: parent; color: "white" }
    Text { anchors.centerIn: parent; text: "\xe4\xbe\xbf\xe6\xb0\x91\xe6\x9c\x8d\xe5\x8a\xa1"; font.pixelSize: 48 }
}
"""


def main(stay_ms: int) -> None:
    from tests.bench.start_reports import tell

    application = QGuiApplication(sys.argv[:1])
    engine = QQmlApplicationEngine()
    engine.loadData(QML)
    window = engine.rootObjects()[0]

    def stands() -> None:
        window.frameSwapped.disconnect(stands)
        tell("stands", time.monotonic())
        QTimer.singleShot(stay_ms, application.quit)

    window.frameSwapped.connect(stands)
    application.exec()
    tell("settled")


if __name__ == "__main__":
    main(int(sys.argv[1]))
