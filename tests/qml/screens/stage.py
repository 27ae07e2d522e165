"""The real `Main.qml` over a sitting that stands still, so that each screen can be looked at and touched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QCoreApplication, QDeadlineTimer, QIODevice, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from app.domain.operators import Entry, SignInOutcome
from app.domain.outbox import Backlog
from app.journeys.events import Event
from app.journeys.states import AtHome, State
from app.journeys.things import Closure
from app.runtime.upkeep import Upkeep
from app.viewmodels.facts import ItemShelf
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N, RESOURCES, open_window
from hardware.watch import Condition

CHINA = timezone(timedelta(hours=8))
PATIENCE_MS = 10_000
LOOK_MS = 10


class StillSitting(QObject):
    """Shows the state it is given and keeps what is dispatched."""

    changed = Signal()
    ticked = Signal()
    preview_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state: State = AtHome()
        self.seconds_left = 96
        self.seconds_total = 120
        self.still_there = False
        self.patient = False
        self.preview_counter = 0
        self.touches = 0
        self.events: list[Event] = []

    def show(self, state: State) -> None:
        self.state = state
        self.changed.emit()

    def dispatch(self, event: Event) -> None:
        self.events.append(event)

    def touch(self) -> None:
        self.touches += 1


class StillPremises(QObject):
    """A house in which nothing happens but what is put."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.closures: frozenset[Closure] = frozenset()
        self.on_battery = False
        self.seconds_until_dark = 0
        self.person_present: bool | None = None
        self.acts: list[str] = []

    def begin_maintenance(self, operator: str = "") -> None:
        self.acts.append(f"begin {operator}".strip())

    def end_maintenance(self) -> None:
        self.acts.append("end")

    def touched(self) -> None:
        self.acts.append("touched")

    def put(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()


class StillDoor:
    """Keeps what it is asked; the test answers when it likes."""

    def __init__(self) -> None:
        self.entry_wanted: Callable[[Entry | None], None] | None = None
        self.tried: list[tuple[str, str]] = []
        self.answer: Callable[[SignInOutcome | None], None] = lambda _: None

    def entry(self, done: Callable[[Entry | None], None]) -> None:
        self.entry_wanted = done

    def sign_in(self, number: str, pin: bytearray, done: Callable[[SignInOutcome | None], None]) -> None:
        self.tried.append((number, pin.decode()))
        pin[:] = bytes(len(pin))
        self.answer = done


class StillStation(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "便民服务终端"
        self.place = "云溪镇便民服务中心 · 1 号机"
        self.online = True
        self.receipt_paper = "full"
        self.staff_told = True
        self.conditions: Mapping[str, Condition] = {}
        self.unknown_papers: tuple[str, ...] = ()
        self.left_behind = 0
        self.backlog = Backlog(0, 0)
        self.upkeep = Upkeep()
        self.known: frozenset[str] = frozenset({"io_board"})

    def office_knows(self, room: str) -> bool:
        return room in self.known

    def now(self) -> datetime:
        return datetime(2026, 3, 18, 9, 41, tzinfo=CHINA)

    def put(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()


class StillKeys(QObject):
    """Of the hall: none, until a test puts them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.makes = self.takes = False

    def put(self, *, makes: bool = False, takes: bool = False) -> None:
        self.makes, self.takes = makes, takes
        self.changed.emit()


class Stage:
    """The window as the terminal opens it, and what is behind it."""

    def __init__(self, shelf: ItemShelf) -> None:
        self.sitting = StillSitting()
        self.station = StillStation()
        self.premises = StillPremises()
        self.language = Language(I18N)
        self.door = StillDoor()
        folder = Path(tempfile.mkdtemp(prefix="keyboard-"))
        self.keys = StillKeys()
        self.opened = open_window(
            self.sitting, self.station, self.premises, shelf, self.language, folder, self.door, keys=self.keys
        )
        self.shell = self.opened.shell
        self.window = self.opened.surface
        self.window.show()

    def begin_anew(self) -> None:
        """As if it had just been opened: at home, online, nothing said and nothing touched."""
        self.station.put(
            online=True,
            receipt_paper="full",
            staff_told=True,
            conditions={},
            unknown_papers=(),
            left_behind=0,
            backlog=Backlog(0, 0),
        )
        self.premises.put(person_present=True)  # whatever slept is awake
        self.premises.put(closures=frozenset(), on_battery=False, seconds_until_dark=0, person_present=None)
        self.premises.acts.clear()
        self.shell.signIn.close()
        self.door.tried.clear()
        self.door.entry_wanted = None
        self.sitting.still_there = self.sitting.patient = False
        self.sitting.seconds_left = 96
        self.comfort()
        self.window.setProperty("sheet", "")
        QGuiApplication.inputMethod().hide()
        self.show(AtHome())
        self.sitting.events.clear()
        self.sitting.touches = 0

    def show(self, state: State, settled: bool = True) -> None:
        """Make `state` the one on the glass; `settled` lets its page be made and drawn."""
        self.sitting.show(state)
        if settled:
            self.settle()

    def settle(self) -> None:
        """Let what was put off happen, then draw, so that everything lies where it belongs."""
        QCoreApplication.processEvents()
        self.picture()

    def page_is_free(self) -> bool:
        """No dialog and no keyboard stands or is still going down: both take touches meant for the page."""
        return self.keyboard_is_gone() and not any(
            item.property("closable") is not None and _seen(item) for item in _below(self.window.contentItem())
        )

    def keyboard_is_gone(self) -> bool:
        """Also off the glass: while it slides down it still lies over what is below it."""
        keyboard = self.window.findChild(QQuickItem, "keyboard")
        return not self.window.property("keyboardUp") and not keyboard.isVisible()

    def picture(self) -> QImage:
        return self.window.grabWindow()

    def camera(self, picture: QImage) -> None:
        self.opened.preview.put(picture)
        self.sitting.preview_counter += 1
        self.sitting.preview_changed.emit()

    def comfort(self, elder: bool = False, low: bool = False, language: str = "zh_CN") -> None:
        if elder != self.shell.elder:
            self.shell.toggleElder()
        if low != self.shell.low:
            self.shell.toggleLow()
        self.language.choose(language)

    def page(self) -> QQuickItem | None:
        stack = self.window.findChild(QQuickItem, "pages")
        return stack.property("current") if stack else None

    def find(self, name: str) -> QQuickItem | None:
        """The first item of that name that can be seen, in the page first, then anywhere."""
        for root in (self.page(), self.window.contentItem()):
            if root is not None:
                found = next((item for item in _below(root) if item.objectName() == name and _seen(item)), None)
                if found is not None:
                    return found
        return None

    def middle_of(self, name: str) -> QPointF:
        item = self.find(name)
        assert item is not None, f"{name} is not on the glass"
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))

    def rests(self, name: str) -> bool:
        """A sheet that still slides takes what was under the finger away between its coming down and going up."""
        item = self.find(name)
        while item is not None:
            if item.property("atRest") is False:
                return False
            item = item.parentItem()
        return True

    def touch(self, name: str) -> None:
        """A finger on the middle of what is called so, once the sheet it stands on has come to rest."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not self.rests(name):
            assert not deadline.hasExpired(), f"what {name} stands on does not come to rest"
            QTest.qWait(LOOK_MS)
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=self.middle_of(name).toPoint())
        QCoreApplication.processEvents()

    def draw(self, name: str, *points: tuple[int, int]) -> None:
        """A finger down at the first point, along the others and up, in the item's own pixels."""
        item = self.find(name)
        assert item is not None, f"{name} is not on the glass"
        path = [item.mapToScene(QPointF(x, y)).toPoint() for x, y in points]
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, pos=path[0])
        for point in path[1:]:
            QTest.mouseMove(self.window, point)
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, pos=path[-1])
        QCoreApplication.processEvents()

    def words(self) -> list[str]:
        """Every text that can be seen on the page."""
        page = self.page()
        texts = [item.property("text") for item in _below(page) if _seen(item)] if page is not None else []
        return [text for text in texts if isinstance(text, str) and text]

    def close(self) -> None:
        """The window goes before what it shows."""
        self.opened.close()


def _below(item: QQuickItem) -> list[QQuickItem]:
    found = [item]
    for child in item.childItems():
        found.extend(_below(child))
    return found


def _seen(item: QQuickItem) -> bool:
    return item.isVisible() and item.width() > 0


def drawn_face(width: int, height: int) -> QImage:
    """The sample person, drawn, as the camera would see them."""
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("#E9EEF4"))
    painter = QPainter(picture)
    side = int(min(width, height) * 0.95)
    person = QImage(str(RESOURCES / "icons" / "drawings" / "man.svg"))
    scaled = person.scaledToHeight(side)
    painter.drawImage((width - scaled.width()) // 2, height - side, scaled)
    painter.end()
    return picture


def jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 90)
    return bytes(buffer.data().data())
