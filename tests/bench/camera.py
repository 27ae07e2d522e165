"""The camera's picture on its way to the glass: how many, how fresh, and what the window's thread does for it."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine

from tests.bench.numbered import number_of, write_film

RATE = 30.0
WIDE = (1920, 1080)
SHAPE = WIDE[0] / WIDE[1]
STRETCH_S = 6.0
GLASS = """
import QtQuick
import theme
import controls
Window {
    id: root
    width: 1080; height: 1920; visible: true
    color: Theme.canvas
    property int counter: 0
    CameraView { x: 48; y: 300; width: 984; height: 880; counter: root.counter }
}
"""


@dataclass
class Seen:
    """What reached the glass: for each painted picture its age in the camera's and in our hands, in seconds."""

    ages: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    wrong: int = 0


def rest(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def pixels(image: QImage) -> Any:
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return rows[:, : 4 * picture.width()].reshape(picture.height(), picture.width(), 4)


class Glass:
    """A window with the camera's view in it, and the way of the pictures as the terminal has it."""

    def __init__(self, address: str) -> None:
        from app.runtime.live_camera import LivePictures, Preview, stream
        from app.runtime.worker import Worker
        from app.viewmodels.image_providers import install
        from app.viewmodels.window import QML
        from hardware.camera.driver import open_driver

        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        self.provider = install(self.engine)
        self.engine.loadData(GLASS.encode())
        self.window = self.engine.rootObjects()[0]
        self.window.frameSwapped.connect(self.provider.painted)
        self.window.frameSwapped.connect(self._swapped)
        self.camera = open_driver(address, {})
        self.worker = Worker("camera")
        self.seen = Seen()
        self._taken: dict[int, tuple[float, float]] = {}
        self._last = -1
        preview = Preview(self.provider.is_free, self._prepare, self._show)
        pictures = LivePictures()

        def show(image: QImage) -> None:
            self.worker.post(lambda: self._show(image))

        self.job = self.worker.run(lambda stop: stream(self, pictures, preview, show, stop), print)

    def next_shot(self, after: int = 0, timeout_s: float = 2.0) -> Any:
        shot = self.camera.next_shot(after, timeout_s)
        number = number_of(shot.picture, SHAPE, is_mirrored=False)
        self._taken[number] = (shot.taken_at, time.monotonic())
        return shot

    def _prepare(self, picture: Any) -> QImage:
        return self.provider.prepare(picture)

    def _show(self, image: QImage) -> None:
        self.provider.put(image)
        self.window.setProperty("counter", self.window.property("counter") + 1)

    def _swapped(self) -> None:
        number = number_of(pixels(self.provider._image), SHAPE, is_mirrored=True)
        if number == self._last or number not in self._taken:
            return
        self._last = number
        taken, in_hand = self._taken[number]
        now = time.monotonic()
        self.seen.ages.append(now - taken)
        self.seen.ours.append(now - in_hand)

    def check(self) -> None:
        """What stands in the window is what was handed out."""
        whole = pixels(self.window.grabWindow())
        view = whole[300:1180, 48:1032]
        if number_of(view, SHAPE, is_mirrored=True) not in (self._last, self._last + 1):
            self.seen.wrong += 1

    def close(self) -> None:
        self.job.cancel()
        self.worker.close(3)
        self.camera.close()
        for each in (self.window, self.engine):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


def measure_preview(folder: Path) -> dict[str, Any]:
    film = folder / "film.avi"
    write_film(film, WIDE, RATE, 90)
    glass = Glass(f"video:{film}")
    rest(1.5)
    gaps = _watch_gaps(glass)
    glass.seen = Seen()
    busy, whole, begun = time.thread_time(), time.process_time(), time.monotonic()
    rest(STRETCH_S)
    took = time.monotonic() - begun
    busy, whole = time.thread_time() - busy, time.process_time() - whole
    seen, longest_s = glass.seen, max(gaps)
    glass.seen = checked = Seen()
    for _ in range(5):
        glass.check()
        rest(0.2)
    frame_s = 1 / RATE
    found = {
        "source": f"{WIDE[0]}x{WIDE[1]} MJPG, {RATE:g}/s, to a view of 984x880",
        "pictures_per_s": round(len(seen.ages) / took, 1),
        "frames_from_our_hands_to_glass": _frames(seen.ours, frame_s),
        "frames_from_camera_to_glass": _frames(seen.ages, frame_s),
        "window_thread_ms_per_picture": round(1000 * busy / max(1, len(seen.ages)), 2),
        "window_longest_wait_ms": round(1000 * longest_s, 1),
        "cores_all_threads": round(whole / took, 2),
        "wrong_pictures_in_window": checked.wrong,
    }
    glass.close()
    return found


def _watch_gaps(glass: Glass) -> list[float]:
    gaps, last = [0.0], [time.monotonic()]
    timer = QTimer(glass.window)
    timer.setInterval(2)

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer.timeout.connect(tick)
    timer.start()
    return gaps


def _frames(ages: list[float], frame_s: float) -> dict[str, float]:
    ordered = sorted(ages)
    return {
        "median": round(median(ordered) / frame_s, 2),
        "p95": round(ordered[int(0.95 * len(ordered))] / frame_s, 2),
        "max": round(ordered[-1] / frame_s, 2),
    }


def measure(folder: Path) -> dict[str, Any]:
    from app.viewmodels.window import prepare_environment

    folder.mkdir(exist_ok=True)
    prepare_environment(folder)
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    targets = {"pictures_per_s": 25, "frames_from_our_hands_to_glass": 1.0}
    found = {"targets": targets, "preview": measure_preview(folder)}
    del application
    return found
