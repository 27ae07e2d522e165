"""The technician's page opens to who is on the centre's list, and nothing of the PIN is left anywhere."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.central import operators
from app.central.administration import Administration
from app.composition.parts import Parts
from app.composition.terminal import Terminal
from app.config import Settings
from app.journeys.delays import HOME_REST_S
from tests.journeys.hall import Hall, open_hall, open_terminal
from tests.journeys.person import Person
from tests.journeys.test_leaving import nothing_stays
from tests.journeys.traces import Secrets, alive_in_memory, files_with

pytestmark = pytest.mark.xdist_group("terminal-2")
NUMBER = "T0012"
CLERK = "W0042"
"""With a letter: bare digits turn up by chance in what the catalogue holds as examples."""
PIN = "7391526480"
WRONG = "1111112222"
MARK = QPoint(88, 84)
SECRETS = Secrets("赵建国", PIN, "没有这个地方", WRONG)


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Whoever is on its centre's list is told to every station: no other test may get it."""
    with open_hall(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture
def hall(own_hall: Hall) -> Hall:
    own_hall.tidy()
    return own_hall


@pytest.fixture
def listed(hall: Hall, station: Settings) -> Settings:
    """A station that was told by the centre who may work at it."""
    with Administration(hall.folder) as office:
        operators.add(office.database, NUMBER, SECRETS.name, ["technician"], PIN)
        operators.add(office.database, CLERK, "陈晓", ["clerk"], PIN)
    parts = Parts(station)
    try:
        parts.synchronizer.once()
        assert parts.operators.has_list()
    finally:
        parts.close()
    return station


def holds_the_mark(person: Person) -> None:
    """At home, until something comes of it."""
    person.sees("HomeScreen")
    person.until(person.keyboard_is_loaded, "no keyboard")
    surface = person.terminal.window.surface
    screen = QTest.createTouchDevice()
    touch = QTest.touchEvent(surface, screen, False)
    touch.press(0, MARK, surface)
    touch.commit()
    person.until(lambda: person.terminal.window.shell.signIn.open, "the mark opened nothing")
    touch.release(0, MARK, surface)
    touch.commit()


def types_number(person: Person, number: str = NUMBER) -> None:
    letters, digits = number.rstrip("0123456789"), number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if letters:
        switches_keys(person, "ABC")
        person.finger.type(letters.lower())
        switches_keys(person, "&123")
    person.until(lambda: person.finger.key("0"), "no digits")
    person.until(person.keyboard_rests, "the keyboard does not come to rest")
    person.finger.type(digits)
    person.until(lambda: person.terminal.window.shell.signIn.number == number, "another number was typed")
    person.touches("signInEnter")


def switches_keys(person: Person, caption: str) -> None:
    person.until(person.keyboard_rests, "the keyboard does not come to rest")

    def key() -> QQuickItem | None:
        found = [each for each in person.finger.items() if each.property("displayText") == caption]
        return found[-1] if found else None

    person.finger.touch_item(person.until(key, f"no key {caption}"))


def enters(person: Person, pin: str) -> None:
    for digit in pin:
        person.touches(f"pin_{digit}")
    person.touches("signInEnter")


def written(terminal: Terminal, kind: str) -> list[str]:
    """The operators in the lines of the log of this kind."""
    lines = [json.loads(each) for each in terminal.parts.newest_records(60)]
    return [str(line) for line in lines if kind in str(line)]


def test_a_technician_signs_in_and_only_the_number_is_left(
    hall: Hall, listed: Settings, qtbot: QtBot, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with open_terminal(listed) as terminal:
        person = Person(terminal, hall, None)
        holds_the_mark(person)
        types_number(person)
        enters(person, WRONG)
        person.reads("工号或 PIN 不对，还能试 4 次")
        enters(person, PIN)
        person.sees("ClosedScreen")
        person.reads("正在维护")
        assert terminal.premises.operator == NUMBER
        nothing_stays(person, SECRETS)
        person.until(lambda: written(terminal, "maintenance.started"), "who it is was not written down")
        person.touches("primary")
        person.sees("HomeScreen")
        person.until(lambda: written(terminal, "maintenance.ended"), "the end was not written down")
        for kind in ("operator.refused", "operator.signed_in", "maintenance.started", "maintenance.ended"):
            (line,) = written(terminal, kind)
            assert NUMBER in line
        assert files_with(listed.data_dir, SECRETS) == []
    out, err = capfd.readouterr()
    assert not any(SECRETS.in_text(text) for text in (out, err, caplog.text))
    assert alive_in_memory(SECRETS) == []


def test_a_clerk_may_not_and_a_sheet_left_alone_forgets_what_was_typed(
    hall: Hall, listed: Settings, qtbot: QtBot
) -> None:
    with open_terminal(listed) as terminal:
        person = Person(terminal, hall, None)
        holds_the_mark(person)
        types_number(person, CLERK)
        enters(person, PIN)
        person.reads("这个工号没有权限")
        for digit in PIN[:7]:
            person.touches(f"pin_{digit}")
        rest = terminal.window.shell._rest
        assert rest.isActive()
        assert rest.interval() == HOME_REST_S * 1000
        rest.timeout.emit()
        person.until(lambda: person.finger.find("signIn") is None, "the sheet stays")
        assert terminal.premises.closures == frozenset()
        nothing_stays(person, Secrets("陈晓", PIN[:7], "没有这个地方", CLERK))
        if terminal.window.shell.asleep:
            person.finger.touch("dark")  # nobody stands there: the first touch only wakes the glass
        holds_the_mark(person)
        assert terminal.window.shell.signIn.number == ""
        person.touches("signInCancel")
