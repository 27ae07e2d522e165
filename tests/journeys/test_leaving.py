"""However a sitting ends, nothing of the person stays, and a card left behind is waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from pytestqt.qtbot import QtBot

from app.composition.simulated import sample_card
from app.config import Settings
from app.demo.finger import DemoStuck
from app.journeys.states import AtHome, Finished, Goodbye, TakingThings
from tests.journeys.hall import Hall, open_terminal
from tests.journeys.person import PHONE, Person
from tests.journeys.traces import ENCODINGS, Secrets, alive_in_memory, left_on_the_terminal

pytestmark = pytest.mark.xdist_group("terminal-2")


TYPED_IN = b"""
import QtQuick
import QtQuick.VirtualKeyboard

Window {
    visible: true

    TextInput {
        Component.onCompleted: {
            forceActiveFocus()
            Qt.inputMethod.show()
        }
    }

    InputPanel {
    }
}
"""
"""Another window, left with the keyboard up."""


def half_typed(person: Person) -> None:
    person.comes_to("FormScreen")
    person.touches("option_lost")
    person.touches("primary")
    person.opens_digit_pad()
    person.finger.type(PHONE[:9])


def everything_held(person: Person) -> None:
    """The review, with a finger on 按住看全."""
    person.comes_to("ReviewScreen")
    person.holds_down("hold")


def done(person: Person) -> None:
    person.comes_to("DoneScreen")
    person.finished()


UPTO: dict[str, Callable[[Person], None]] = {
    "put card": lambda person: person.comes_to("PutCardScreen"),
    "face check": lambda person: person.comes_to("FaceCheckScreen"),
    "notice": lambda person: person.comes_to("NoticeScreen"),
    "half a phone number": half_typed,
    "live picture": lambda person: person.comes_to("PhotoScreen"),
    "everything held": everything_held,
    "payment": lambda person: person.comes_to("PaymentScreen"),
    "done": done,
}


def exit_pressed(person: Person) -> None:
    person.touches("dock_exit")


def time_ran_out(person: Person) -> None:
    person.lets_time_run_out()


def ends_clean(person: Person, secrets: Secrets) -> None:
    person.until(lambda: isinstance(person.state, AtHome | Goodbye), "the sitting did not end")
    if isinstance(person.state, Goodbye):
        person.sees("GoodbyeScreen")
        person.lets_time_run_out()
    person.goes_home()
    nothing_stays(person, secrets)
    person.until(lambda: not alive_in_memory(secrets), "somebody still holds the person's data")


def nothing_stays(person: Person, secrets: Secrets) -> None:
    """Once the leaving page has been thrown away, which takes a turn of the event loop."""
    left: list[str] = []

    def nothing() -> bool:
        left[:] = left_on_the_terminal(person.terminal, secrets)
        return not left

    try:
        person.finger.until(nothing, "something stayed", patience_s=3)
    except DemoStuck:
        pytest.fail("\n".join(left))


@pytest.mark.parametrize(
    ("upto", "way"),
    [
        ("put card", time_ran_out),
        ("notice", exit_pressed),
        ("half a phone number", time_ran_out),
        ("everything held", exit_pressed),
        ("payment", time_ran_out),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_a_sitting_that_ends_leaves_nothing_of_the_person(
    person: Person, secrets: Secrets, upto: str, way: Callable[[Person], None]
) -> None:
    UPTO[upto](person)
    person.simulators.id_card_reader.take_card()
    person.until(lambda: not getattr(person.state, "card_in_reader", False), "the card was not seen taken")
    way(person)
    ends_clean(person, secrets)


@pytest.mark.parametrize(
    ("upto", "way"),
    [
        ("face check", exit_pressed),
        ("live picture", time_ran_out),
        ("done", time_ran_out),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_a_card_left_behind_is_waited_for_by_a_machine_that_has_forgotten_already(
    person: Person, secrets: Secrets, upto: str, way: Callable[[Person], None]
) -> None:
    UPTO[upto](person)
    way(person)
    person.sees("TakeThingsScreen")
    person.reads("请拿走身份证")
    nothing_stays(person, secrets)
    assert isinstance(person.state, TakingThings)
    person.simulators.id_card_reader.take_card()
    ends_clean(person, secrets)


def test_the_dialog_asks_before_time_runs_out_and_a_touch_on_stay_goes_on(person: Person) -> None:
    person.comes_to("NoticeScreen")
    for _ in range(person.terminal.sitting.seconds_left - 10):
        person.terminal.sitting._tick()
    person.reads("您还在吗")
    person.touches("stay")
    assert person.terminal.sitting.seconds_left == person.terminal.sitting.seconds_total
    assert not person.terminal.sitting.still_there


def test_a_second_person_meets_the_first_ones_nothing(person: Person, secrets: Secrets) -> None:
    person.comes_to("ReviewScreen")
    person.simulators.id_card_reader.take_card()
    person.touches("dock_exit")
    person.goes_home()
    person.chooses_temporary_card()
    nothing_stays(person, secrets)
    person.touches("back")
    person.goes_home()
    assert not isinstance(person.state, Finished)


def test_a_word_typed_on_the_glass_is_not_learnt(person: Person) -> None:
    """The Pinyin engine keeps a dictionary of its own beside the folder it is given."""
    dictionary = Path(os.environ["XDG_CONFIG_HOME"]) / "qtvirtualkeyboard" / "pinyin" / "usr_dict.dat"
    person.sees("HomeScreen")
    person.until(person.keyboard_is_loaded, "no keyboard")
    person.touches("search")
    person.sees("ItemsScreen")
    person.until(lambda: person.finger.key("y"), "no keys")
    person.until(person.keyboard_rests, "the keyboard does not come to rest")
    for _ in range(3):
        person.finger.type("yunxi")
        person.finger.choose_candidate()
    typed = person.until(lambda: getattr(person.state, "text", ""), "nothing was typed")
    assert not typed.isascii()
    person.touches("dock_exit")
    person.goes_home()
    learnt = dictionary.read_bytes()
    assert not any(typed[-2:].encode(encoding) in learnt for encoding in ENCODINGS)


@pytest.mark.qt_log_level_fail("CRITICAL")  # the other window has nothing but an input panel, which misses more
def test_the_keyboard_comes_and_goes_with_its_window(station: Settings, hall: Hall, qtbot: QtBot, seed: int) -> None:
    """It is the process's: left up, it would rise over the home of the next window, under the finger."""
    another = QQmlApplicationEngine()
    another.loadData(TYPED_IN)
    qtbot.waitUntil(QGuiApplication.inputMethod().isVisible)
    another.rootObjects()[0].close()  # type: ignore[attr-defined]
    another.deleteLater()
    with open_terminal(station) as terminal:
        person = Person(terminal, hall, sample_card(terminal.parts, "temporary-id-card", seed))
        person.sees("HomeScreen")
        person.until(person.keyboard_is_loaded, "no keyboard")
        assert not QGuiApplication.inputMethod().isVisible()
        person.touches("search")
        person.until(QGuiApplication.inputMethod().isVisible, "the keyboard does not come")
    assert not QGuiApplication.inputMethod().isVisible()
