"""A finger on the glass: finds what is drawn, touches it where it is, and waits for what should come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from app.domain.errors import OurFault

PATIENCE_S = 30.0
BEAT_MS = 10


class DemoStuck(OurFault):
    """Something that should have come on the glass did not."""


class Finger:
    def __init__(self, window: QQuickWindow, between: Callable[[], None] = lambda: None) -> None:
        """`between` is called after every wait, outside of Qt, and may raise to end the performance."""
        self.window = window
        self._between = between

    # ------------------------------------------------------------ seeing

    def items(self, root: QQuickItem | None = None) -> Iterator[QQuickItem]:
        """Everything visible, in drawing order."""
        waiting = (root or self.window.contentItem()).childItems()[::-1]
        while waiting:
            item = _as_item(waiting.pop())
            if item.isVisible() and item.opacity() > 0:
                yield item
                waiting.extend(reversed(item.childItems()))

    def find(self, name: str) -> QQuickItem | None:
        """The visible item of that objectName; the last drawn one is on top, and so looked for first."""
        return _topmost(self.window.contentItem(), name)

    def key(self, text: str) -> QQuickItem | None:
        """A key of the on-screen keyboard by what stands on it."""
        for item in self.items():
            if item.property("keyType") is not None and item.property("text") == text:
                return item
        return None

    # ------------------------------------------------------------ waiting

    def until(self, true: Callable[[], Any], what: str, patience_s: float = PATIENCE_S) -> Any:
        """Let the program run until `true()`; raises DemoStuck(what)."""
        deadline = time.monotonic() + patience_s
        while not (value := true()):
            if time.monotonic() > deadline:
                raise DemoStuck(what)
            self.beat()
        return value

    def beat(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(BEAT_MS, loop.quit)
        loop.exec()
        self._between()

    def rest(self, milliseconds: int) -> None:
        """Let a transition end, so that a picture shows the page and not the way to it."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        self._between()

    # ------------------------------------------------------------ touching

    def touch(self, name: str) -> None:
        """Wait for it, bring it into view, and touch its middle."""
        item = self.until(lambda: self._ready(name), f"no {name} to touch")
        self.bring_into_view(item)
        self.touch_item(item)

    def _ready(self, name: str) -> QQuickItem | None:
        item = self.find(name)
        return item if item is not None and item.isEnabled() and item.width() > 0 else None

    def touch_item(self, item: QQuickItem) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.middle(item))
        self.beat()

    def middle(self, item: QQuickItem) -> QPoint:
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def bring_into_view(self, item: QQuickItem, *, centred: bool = False) -> None:
        """Scroll what the item lies in, the page before the box on it, until the item's middle lies inside, or in the
        middle as far as it goes."""
        for flickable in reversed(_flickables_around(item)):
            self._scroll(flickable, item, centred=centred)

    def _scroll(self, flickable: QQuickItem, item: QQuickItem, *, centred: bool) -> None:
        top = flickable.mapToScene(QPointF(0, 0)).y()
        bottom = top + flickable.height()
        middle = self.middle(item).y()
        if not centred and top <= middle <= bottom:
            return
        content = float(flickable.property("contentY"))
        room = max(0.0, float(flickable.property("contentHeight")) - flickable.height())
        flickable.setProperty("contentY", min(room, max(0.0, content + middle - (top + bottom) / 2)))
        self.beat()

    def draw(self, name: str, strokes: tuple[tuple[tuple[float, float], ...], ...]) -> None:
        """Draw strokes on an item; points are fractions of its width and height."""
        item = self.until(lambda: self._ready(name), f"no {name} to draw on")
        for stroke in strokes:
            points = [item.mapToScene(QPointF(x * item.width(), y * item.height())).toPoint() for x, y in stroke]
            QTest.mousePress(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[0])
            for point in points[1:]:
                QTest.mouseMove(self.window, point)
                self.beat()
            QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[-1])
        self.beat()

    def type(self, keys: str) -> None:
        """On the on-screen keyboard, key by key."""
        for each in keys:
            self.touch_item(self.until(partial(self.key, each), f"no key {each}"))

    def choose_candidate(self) -> None:
        """The first word the Pinyin engine offers above the keys."""

        def first() -> QQuickItem | None:
            for item in self.items():
                if item.objectName() == "wordCandidateView":
                    return item
            return None

        view = self.until(first, "no words above the keys")
        corner = view.mapToScene(QPointF(60, view.height() / 2)).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
        self.beat()


def _topmost(root: QQuickItem, name: str) -> QQuickItem | None:
    """What is waited for is asked for many times a second, so it stops at the first."""
    if not root.isVisible() or root.opacity() <= 0:
        return None
    for child in reversed(root.childItems()):
        found = _topmost(_as_item(child), name)
        if found is not None:
            return found
    return root if root.objectName() == name else None


def _as_item(found: Any) -> QQuickItem:
    """PySide may hand out the wrapper of an object that died at the same address: ask for the right one then."""
    if isinstance(found, QQuickItem):
        return found
    address = shiboken6.getCppPointer(found)[0]
    shiboken6.invalidate(found)
    return cast(QQuickItem, shiboken6.wrapInstance(address, QQuickItem))


def _flickables_around(item: QQuickItem) -> list[QQuickItem]:
    """The nearest first."""
    found = []
    around: QQuickItem | None = item.parentItem()
    while around is not None:
        if around.inherits("QQuickFlickable"):
            found.append(around)
        around = around.parentItem()
    return found
