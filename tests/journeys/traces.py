"""What is left of a person: on the glass, behind it, on the clipboard, in memory and on the disk."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from app.composition.terminal import Terminal
from app.domain.person import IdentityCard
from app.journeys.draft import Draft
from app.journeys.states import AtHome
from hardware import CardRead
from tests.journeys.qml_types import described

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
NOTHING_SIDE_PX = 2
TELLING = ("QString", "QStringList", "QVariantMap", "QVariantList", "QVariant", "QUrl", "QJSValue")
"""Types of properties that can hold words."""


@dataclass(frozen=True)
class Secrets:
    """What no trace may hold."""

    name: str
    number: str
    address: str
    phone: str

    def words(self) -> tuple[str, ...]:
        """The address also without its last part, as a log line might cut it."""
        return (self.name, self.number, self.address, self.address[:-2], self.phone)

    def in_text(self, text: str) -> list[str]:
        return [word for word in self.words() if word in text]

    def in_bytes(self, content: bytes) -> list[str]:
        return [word for word in self.words() for encoding in ENCODINGS if word.encode(encoding) in content]


def texts_of(thing: QObject) -> Iterator[tuple[str, str]]:
    """Every property of a Qt object in words."""
    about = described(thing)
    for name, type_name in about.properties:
        if type_name in TELLING:
            yield f"{about.class_name}.{name}", str(thing.property(name))


def below(item: QQuickItem) -> Iterator[QQuickItem]:
    """Everything drawn or hidden."""
    yield item
    for child in item.childItems():
        yield from below(child)


def behind_the_glass(terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Words of the shell, of the staff's sheet, of every page, and what each keeps for itself in Python."""
    shell = terminal.window.shell
    pages = list(shell._pages.values())
    for each in (shell, shell.signIn, *pages):
        yield from texts_of(each)
        for name, value in vars(each).items():
            yield f"{type(each).__name__}.{name}", repr(value)
    for page in pages:
        for child in page.children():
            yield from texts_of(child)
            yield type(child).__name__, repr(vars(child))


def on_the_glass(terminal: Terminal) -> Iterator[tuple[str, str]]:
    for item in below(terminal.window.surface.contentItem()):
        yield from texts_of(item)


def left_on_the_terminal(terminal: Terminal, secrets: Secrets) -> list[str]:
    """Where something of the person still stands, in words for the reader of a failed test."""
    clipboard = QGuiApplication.clipboard()
    places = [
        *on_the_glass(terminal),
        *behind_the_glass(terminal),
        ("clipboard", clipboard.text() if clipboard is not None else ""),
        ("sitting", repr(terminal.sitting.state)),
    ]
    found = [f"{where}: {word}" for where, text in places for word in secrets.in_text(text)]
    found += [f"keyboard folder: {each}" for each in files_with(Path(terminal.window.keyboard.path).parent, secrets)]
    if terminal.window.preview._image.width() > NOTHING_SIDE_PX:
        found.append("the camera's last picture")
    if terminal.window.shell.personName and isinstance(terminal.sitting.state, AtHome):
        found.append("the name in the head")
    return found


def alive_in_memory(secrets: Secrets) -> list[str]:
    """Objects of the person that some part of the program still holds on to."""
    gc.collect()
    return [type(each).__name__ for each in gc.get_objects() if _number_in(each) == secrets.number]


def _number_in(thing: Any) -> str:
    match thing:
        case IdentityCard(id_number=number) | CardRead(id_number=number):
            return number
        case Draft(card=IdentityCard(id_number=number)):
            return number
        case _:
            return ""


def files_with(folder: Path, secrets: Secrets) -> list[str]:
    """Files below a folder that hold one of the words, in any encoding a person might meet."""
    found = []
    for file in _files(folder):
        found += [f"{file.relative_to(folder)}: {word}" for word in secrets.in_bytes(file.read_bytes())]
    return found


def _files(folder: Path) -> Iterable[Path]:
    return (each for each in sorted(folder.rglob("*")) if each.is_file())
