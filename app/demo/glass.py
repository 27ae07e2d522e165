"""The glass for a finger that waits: nothing is touched before page and keyboard have come to rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from app.composition.terminal import Terminal
from app.demo.finger import DemoStuck, Finger

OF_QML = "_QML"
"""In every class name that the engine makes."""
LOOKS = 3
"""At so many looks an item must be where it was before a finger goes there."""


class Glass:
    """Raises DemoStuck where something does not come; it says what stood on the glass then."""

    def __init__(self, terminal: Terminal, finger: Finger) -> None:
        self.terminal = terminal
        self.finger = finger

    # ------------------------------------------------------------ seeing

    @property
    def screen(self) -> str:
        return str(self.terminal.window.shell.screen)

    def sees(self, screen: str) -> None:
        self.until(lambda: self.screen == screen and self.settled(), f"no {screen}")

    def words(self) -> list[str]:
        """Every text that can be seen."""
        texts = [item.property("text") for item in self.finger.items()]
        return [text for text in texts if isinstance(text, str) and text]

    def has(self, name: str) -> bool:
        return self.finger.find(name) is not None

    # ------------------------------------------------------------ waiting

    def until(self, true: Callable[[], Any], what: str) -> Any:
        try:
            return self.finger.until(true, what)
        except DemoStuck as stuck:
            raise DemoStuck(f"{what}; {self.screen} says {self.words()}") from stuck

    def settled(self) -> bool:
        """The page that should be there is there, and nothing slides any more."""
        pages = self.finger.find("pages")
        current = pages.property("current") if pages is not None else None
        if pages is None or current is None:
            return False
        came = class_name(current).startswith(self.screen) and float(current.property("opacity")) >= 1
        return came and pages.property("leaving") is None

    def keyboard_rests(self) -> bool:
        keyboard: QQuickItem | None = self.terminal.window.surface.findChild(QQuickItem, "keyboard")
        dock: QQuickItem | None = self.terminal.window.surface.findChild(QQuickItem, "dock")
        if keyboard is None or dock is None:
            return True
        up = self.terminal.window.surface.property("keyboardHeight")
        return bool(abs(keyboard.y() + up - dock.y()) < 1)

    def _stands_still(self, find: Callable[[], QQuickItem | None]) -> bool:
        item = find()
        if item is None or not item.isEnabled() or item.width() <= 0:
            return False
        place = self.finger.middle(item)
        for _ in range(LOOKS):
            self.finger.beat()
            if not shiboken6.isValid(item) or self.finger.middle(item) != place:
                return False
        return find() is item

    # ------------------------------------------------------------ acts

    def touches(self, name: str) -> None:
        self._touches(lambda: self.finger.find(name), name)

    def touches_within(self, where: str, name: str) -> None:
        """Of several of one name the one inside of another item."""
        self._touches(lambda: self._within(where, name), f"{name} in {where}")

    def _touches(self, find: Callable[[], QQuickItem | None], what: str) -> None:
        self.until(self.settled, f"the page for {what} does not come to rest")
        self.until(self.keyboard_rests, "the keyboard does not come to rest")
        self.until(lambda: self._stands_still(find), f"{what} is not there or does not come to rest")
        item = find()
        if item is None:
            raise DemoStuck(f"{what} is gone")
        self.finger.bring_into_view(item, centred=True)  # what says that there is more below lies over the page's foot
        self.finger.touch_item(item)

    def _within(self, where: str, name: str) -> QQuickItem | None:
        root = self.finger.find(where)
        if root is None:
            return None
        return next((each for each in self.finger.items(root) if each.objectName() == name), None)

    def types_into(self, name: str, text: str) -> None:
        """What stands in a field goes, and the text comes as an input method gives it."""
        self._touches(lambda: self._line_of(name), name)
        self.until(lambda: self._types_in(name), f"nothing to type into at {name}")
        self.until(self.keyboard_rests, "the keyboard does not come to rest")
        QTest.keyClick(self.finger.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QGuiApplication.sendEvent(QGuiApplication.focusObject(), event)
        else:
            QTest.keyClick(self.finger.window, Qt.Key.Key_Delete)
        self.finger.beat()

    def _line_of(self, name: str) -> QQuickItem | None:
        """Where the letters of a field come to stand: around it may be more to touch."""
        root = self.finger.find(name)
        if root is None:
            return None
        lines = ("QQuickTextInput", "QQuickTextEdit")
        return next((each for each in self.finger.items(root) if any(map(each.inherits, lines))), root)

    def _types_in(self, name: str) -> bool:
        """Whether what has the focus lies inside of the item of that name."""
        wanted = self.finger.find(name)
        focus: Any = self.terminal.window.surface.activeFocusItem()
        while focus is not None and focus is not wanted:
            focus = focus.parentItem()
        return wanted is not None and focus is wanted

    def draws(self, name: str, strokes: tuple[tuple[tuple[float, float], ...], ...]) -> None:
        self.until(self.settled, f"the page for {name} does not come to rest")
        self.until(lambda: self._stands_still(lambda: self.finger.find(name)), f"{name} does not come to rest")
        item = self.finger.find(name)
        if item is not None:
            self.finger.bring_into_view(item, centred=True)
        self.finger.draw(name, strokes)


def class_name(thing: QObject) -> str:
    """Leaves no wrapper of a QML class behind: the class dies with its object, and another comes to stand there."""
    about = thing.metaObject()
    name: str = str(about.className())
    if OF_QML in name:
        shiboken6.invalidate(about)
    return name
