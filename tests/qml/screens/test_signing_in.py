"""The sheet for number and PIN: touched where it is drawn, gone with all that was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPointF

from app.domain.operators import Entry, ListTooOld, LockedOut, NoList, Role, SignedIn, WrongPin
from app.journeys.states import AtHome, Browsing
from app.journeys.things import Closure
from tests.journeys.traces import below, texts_of
from tests.qml.screens.looks import LOOKS
from tests.qml.screens.sample_sign_ins import NUMBER, PIN, sample_sign_ins
from tests.qml.screens.stage import Stage

TECHNICIAN = SignedIn(NUMBER, "赵师傅", (Role.TECHNICIAN,))
LOW_LINE = 768
TOUCH = 96
PLACES = ["signInChange", *(f"pin_{key}" for key in (*range(10), "clear", "back")), "signInCancel", "signInEnter"]


def opened(glass: Stage, qtbot, entry: Entry | None = Entry.BY_PIN) -> None:
    glass.shell.markHeld()
    glass.door.entry_wanted(entry)
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: glass.find("signIn") is not None)


def at_rest(glass: Stage, qtbot) -> None:
    """The sheet slides up, and down again when the keyboard goes."""
    qtbot.waitUntil(glass.keyboard_is_gone)
    qtbot.waitUntil(lambda: bottom_of(glass, "signInEnter") + 48 + 24 == glass.find("dock").y())
    glass.settle()


def bottom_of(glass: Stage, name: str) -> float:
    item = glass.find(name)
    return item.mapToScene(QPointF(0, item.height())).y() if item is not None else 0.0


def at_the_pin(glass: Stage, qtbot) -> None:
    opened(glass, qtbot)
    glass.shell.signIn.editNumber(NUMBER)
    glass.settle()
    qtbot.waitUntil(lambda: bottom_of(glass, "signInEnter") <= glass.find("dock").y())
    glass.shell.signIn.askPin()
    at_rest(glass, qtbot)


def touch_pin(glass: Stage, qtbot, pin: str = PIN) -> None:
    """Each digit once everything stands still: on a busy machine the keyboard may leave late."""
    for digit in pin:
        at_rest(glass, qtbot)
        glass.touch(f"pin_{digit}")


def said(glass: Stage) -> str:
    item = glass.find("signInWords")
    return str(item.property("error")) if item is not None else ""


def test_the_right_number_and_pin_open_the_technicians_page_under_that_number(glass, qtbot):
    at_the_pin(glass, qtbot)
    touch_pin(glass, qtbot)
    assert glass.find("pinDots").property("count") == len(PIN)
    glass.touch("signInEnter")
    assert glass.door.tried == [(NUMBER, PIN)]
    glass.door.answer(TECHNICIAN)
    assert glass.premises.acts[-1] == f"begin {NUMBER}"
    qtbot.waitUntil(lambda: glass.find("signIn") is None)


@pytest.mark.parametrize("closure", [Closure.LOCKED, Closure.FROZEN])
def test_a_station_closed_from_afar_asks_too(glass, qtbot, closure):
    glass.show(AtHome(closures=frozenset({closure})))
    opened(glass, qtbot)
    assert glass.premises.acts == []


def test_a_station_that_is_not_enrolled_yet_asks_for_nothing(glass):
    glass.shell.markHeld()
    glass.door.entry_wanted(Entry.FREE)
    assert glass.premises.acts == ["begin"]
    assert not glass.shell.signIn.open


def test_an_enrolled_station_that_got_no_list_says_what_to_do(glass, qtbot):
    opened(glass, qtbot, Entry.NOBODY_YET)
    assert glass.premises.acts == []
    assert "kiosk sync once" in said(glass)


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (WrongPin(4), "还能试 4 次"),
        (LockedOut(15), "15 秒后再试"),
        (ListTooOld(14), "名单过期了"),
        (NoList(), "中心还没给过名单"),
        (None, "名单打不开"),
    ],
    ids=["wrong", "locked", "too old", "no list", "not asked"],
)
def test_nobody_else_gets_in_and_is_told_why(glass, qtbot, outcome, word):
    at_the_pin(glass, qtbot)
    touch_pin(glass, qtbot)
    glass.touch("signInEnter")
    glass.door.answer(outcome)
    glass.settle()
    assert word in said(glass)
    assert glass.premises.acts.count(f"begin {NUMBER}") == 0
    glass.touch("pin_7")
    assert glass.find("pinDots").property("count") == (0 if isinstance(outcome, LockedOut) else 1)


def test_a_digit_too_many_is_taken_back_by_touch(glass, qtbot):
    at_the_pin(glass, qtbot)
    touch_pin(glass, qtbot, "1234")
    glass.touch("pin_back")
    assert glass.shell.signIn.pinLength == 3
    glass.touch("pin_clear")
    assert glass.shell.signIn.pinLength == 0


def test_a_wrong_number_is_changed_and_its_pin_forgotten(glass, qtbot):
    at_the_pin(glass, qtbot)
    touch_pin(glass, qtbot, "12")
    glass.touch("signInChange")
    glass.settle()
    assert glass.find("signInNumber").property("text") == NUMBER
    assert glass.shell.signIn.pinLength == 0


@pytest.mark.parametrize("way", ["cancel", "rest", "help", "sitting", "door"])
def test_however_the_sheet_closes_nothing_that_was_typed_stays(glass, qtbot, way):
    at_the_pin(glass, qtbot)
    touch_pin(glass, qtbot)
    folder = glass.shell.keyboardDataPath
    typed = glass.shell.signIn._pin
    ways = {
        "cancel": lambda: glass.touch("signInCancel"),
        "rest": lambda: glass.shell._rest.timeout.emit(),
        "help": lambda: glass.touch("dock_help"),
        "sitting": lambda: glass.show(Browsing()),
        "door": lambda: glass.show(AtHome(closures=frozenset({Closure.DOOR_OPEN}))),
    }
    ways[way]()
    glass.settle()
    assert not glass.shell.signIn.open
    assert not any(typed)
    assert glass.shell.keyboardDataPath != folder
    told = [text for item in below(glass.window.contentItem()) for _, text in texts_of(item)]
    told += [text for _, text in texts_of(glass.shell.signIn)]
    assert not any(NUMBER in text or PIN in text for text in told)


def test_while_it_is_typed_no_item_on_the_glass_holds_the_pin(glass, qtbot):
    at_the_pin(glass, qtbot)
    touch_pin(glass, qtbot)
    assert not any(PIN in text for item in below(glass.window.contentItem()) for _, text in texts_of(item))


@pytest.mark.parametrize("look", LOOKS.values(), ids=str)
@pytest.mark.parametrize("state", ["sign-in-pin-full", "sign-in-too-old"])
def test_all_of_the_sheet_is_in_reach_and_big_enough(glass, qtbot, state, look):
    glass.comfort(**look)
    opened(glass, qtbot)
    sample_sign_ins()[state](glass.shell.signIn, glass.door)
    at_rest(glass, qtbot)
    lowest = glass.find("dock").y()
    for name in PLACES:
        item = glass.find(name)
        place = item.mapToScene(QPointF(0, 0))
        assert min(item.width(), item.height()) >= TOUCH, name
        assert place.y() + item.height() <= lowest, name
        assert place.y() >= (LOW_LINE if look.get("low") else 132), name
