"""The window: the engine with its pictures and words, the shell, and Main.qml in it."""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from app.domain.errors import OurFault
from app.domain.service_item import StationKind
from app.journeys.screens import Screen
from app.viewmodels.branch import Branch
from app.viewmodels.desk import Desk
from app.viewmodels.desk_queue import DeskQueue
from app.viewmodels.facts import (
    NO_CHECK,
    CheckPlace,
    ClerkSeat,
    FilmTime,
    HallKeys,
    HallTickets,
    ItemShelf,
    OperatorDoor,
    Premises,
    Sitting,
    Station,
    Surroundings,
    TicketCalls,
)
from app.viewmodels.image_providers import PreviewImages, install
from app.viewmodels.keyboard_data import KeyboardData
from app.viewmodels.medical import MedicalPage
from app.viewmodels.page import Page
from app.viewmodels.pages import make_pages
from app.viewmodels.shell import Shell
from app.viewmodels.translation import Language

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
QML = RESOURCES / "qml"
I18N = RESOURCES / "i18n"
KEYBOARD_STYLE = "bianmin"
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - memory, not disk: what the keyboard learns must never be written down


def prepare_environment(data_dir: Path) -> None:
    """Before the application is made: the on-screen keyboard and where it may write, software rendering where nothing
    is set.

    Qt 6.8's Pinyin engine ignores `userDataPath` and keeps its dictionary under the configuration folder, so that one
    lies in memory too; an empty dictionary stands there, or it warns.
    """
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    os.environ.setdefault("QT_VIRTUALKEYBOARD_STYLE", KEYBOARD_STYLE)
    os.environ.setdefault("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    configuration = keyboard_folder(data_dir).with_suffix(".config")
    shutil.rmtree(configuration, ignore_errors=True)
    words = configuration / "qtvirtualkeyboard" / "pinyin" / "usr_dict.dat"
    words.parent.mkdir(mode=0o700, parents=True)
    words.touch()
    os.environ["XDG_CONFIG_HOME"] = str(configuration)


@dataclass(frozen=True, slots=True)
class Window:
    """What the composition holds on to; nothing of it may be collected while the window stands."""

    engine: QQmlApplicationEngine
    shell: Shell
    preview: PreviewImages
    surface: QQuickWindow
    keyboard: KeyboardData

    def close(self) -> None:
        """Take the window down in the window's thread, each thing before what it shows; leave no folder behind.

        The keyboard belongs to the process: left up, it would rise over the next window as soon as its keys are loaded.
        """
        QGuiApplication.inputMethod().hide()
        for each in (self.surface, self.engine, self.shell):
            if isinstance(each, QQuickWindow):
                each.close()
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)
        self.keyboard.close()


def open_window(
    sitting: Sitting,
    station: Station,
    premises: Premises,
    shelf: ItemShelf,
    language: Language,
    keyboard_data: Path,
    door: OperatorDoor,
    kind: StationKind = StationKind.SELF_SERVICE,
    seat: ClerkSeat | None = None,
    film: FilmTime | None = None,
    check: CheckPlace = NO_CHECK,
    tickets: HallTickets | None = None,
    calls: TicketCalls | None = None,
    keys: HallKeys | None = None,
) -> Window:
    """`keyboard_data`: see `keyboard_folder`. With a `seat` it is the window of a desk.

    Raises OurFault when the screens cannot be loaded.
    """
    QGuiApplication.inputMethod().hide()  # another window of this process may have left it up
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML))
    engine.addImportPath(str(QML / "keyboard"))
    preview = install(engine)
    language.changed.connect(engine.retranslate)
    around = Surroundings(
        sitting,
        station,
        premises,
        shelf,
        language,
        tickets=tickets,
        is_desk=seat is not None,
        medical=check,
        kind=kind,
        keys=keys,
    )
    keyboard = KeyboardData(keyboard_data)
    pages = make_pages(around)
    shell = Shell(around, pages, keyboard, door)
    for page in pages.values():
        page.setParent(shell)
    shell.forgot.connect(preview.clear)
    if seat is None:
        engine.setInitialProperties({"shell": shell})
        engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
    else:
        branch = _branch(around, film, pages[Screen.MEDICAL], shell) if kind is StationKind.POST else None
        queue = DeskQueue(around, calls, shell) if calls is not None else None
        desk = Desk(around, seat, door, shell, branch, queue)
        engine.setInitialProperties({"shell": shell, "desk": desk})
        engine.load(QUrl.fromLocalFile(str(QML / "Desk.qml")))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QQuickWindow):
        raise OurFault("屏幕打不开", "查 resources/qml 是否完整")
    roots[0].frameSwapped.connect(preview.painted, Qt.ConnectionType.DirectConnection)
    return Window(engine, shell, preview, roots[0], keyboard)


def _branch(around: Surroundings, film: FilmTime | None, medical: Page, shell: Shell) -> Branch | None:
    return Branch(around, film, medical, shell) if film is not None and isinstance(medical, MedicalPage) else None


def keyboard_folder(data_dir: Path) -> Path:
    """The same for every start on one data directory, so that a killed program's leavings are found and emptied."""
    in_memory = MEMORY_FOLDER.is_dir() and os.access(MEMORY_FOLDER, os.W_OK)
    parent = MEMORY_FOLDER if in_memory else Path(tempfile.gettempdir())
    name = hashlib.sha256(f"{getpass.getuser()} {data_dir.resolve()}".encode()).hexdigest()[:16]
    return parent / f"bianmin-keyboard-{name}"
