"""The frame follows the sitting and forgets with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.domain.operators import Entry
from app.domain.service_item import StepKind
from app.journeys.events import ExitPressed, PageFilled
from app.journeys.states import AtHome, Browsing, Goodbye, LookingUp, Passed
from app.journeys.things import Closure
from app.viewmodels.keyboard_data import KeyboardData
from app.viewmodels.pages import make_pages
from app.viewmodels.shell import Shell
from tests.qml.screens.sample_states import CARD, ID_CARD, PERSONAL, at, finished, sample_states
from tests.qml.screens.stage import drawn_face, jpeg
from tests.unit.app.viewmodels.standing import StandingDoor


@pytest.fixture
def door():
    return StandingDoor()


@pytest.fixture
def shell(around, door, tmp_path):
    """Its timer ends in the window's thread, not wherever the last word of it would be lost."""
    made = Shell(around, make_pages(around), KeyboardData(tmp_path / "keyboard"), door)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def test_the_screen_and_its_model_follow_the_state(shell, around):
    assert (shell.screen, shell.homeDock) == ("HomeScreen", True)
    around.sitting.show(at(ID_CARD, StepKind.FORM))
    assert (shell.screen, shell.homeDock, shell.forward) == ("FormScreen", False, True)
    assert type(shell.model).__name__ == "FormPage"
    around.sitting.show(at(ID_CARD, StepKind.NOTICE))
    assert shell.forward is False


def test_the_head_names_the_item_and_masks_the_person(shell, around):
    around.sitting.show(at(ID_CARD, StepKind.IDENTIFY))
    assert (shell.headTitle, shell.headFact, shell.personName) == ("临时身份证", "约 6 分钟办完", "")
    around.sitting.show(at(ID_CARD, StepKind.PHOTO))
    assert (shell.headFact, shell.personName) == ("第 3 步，共 6 步", "张*三")
    around.sitting.show(finished(ID_CARD, at_centre=False))
    assert shell.headFact == "已存好"


def test_the_same_head_is_not_told_twice(shell, around, qtbot):
    around.sitting.show(at(ID_CARD, StepKind.PHOTO))
    with qtbot.assertNotEmitted(shell.told):
        around.sitting.show(at(ID_CARD, StepKind.PHOTO, Passed()))


def test_large_letters_and_the_low_layout_give_more_time(shell, around):
    shell.toggleElder()
    assert around.sitting.patient
    shell.toggleElder()
    assert not around.sitting.patient
    shell.toggleLow()
    assert around.sitting.patient


def test_coming_home_resets_everything_a_person_chose(shell, around, tmp_path):
    around.sitting.show(Browsing())
    for turn in (shell.toggleElder, shell.toggleLow, shell.toggleContrast, shell.toggleLanguage):
        turn()
    shell.callHelp()
    learnt = Path(shell.keyboardDataPath) / "words.dat"
    learnt.write_bytes(b"learnt")
    around.sitting.show(AtHome())
    assert not any((shell.elder, shell.low, shell.contrast, shell.voiceOn, shell.helpCalled, around.sitting.patient))
    assert shell.language == "zh_CN"
    assert not learnt.exists()
    assert list(Path(shell.keyboardDataPath).iterdir()) == []


def test_who_wants_to_listen_is_offered_a_person(shell, qtbot):
    with qtbot.waitSignal(shell.helpWanted):
        shell.toggleVoice()
    assert shell.voiceOn is False


def test_exit_and_stay_go_to_the_sitting(shell, around):
    shell.exitPressed()
    shell.stayPressed()
    assert around.sitting.events == [ExitPressed()]
    assert around.sitting.touches == 1


def test_a_station_that_says_nothing_new_changes_nothing(shell, around, qtbot):
    with qtbot.assertNotEmitted(shell.station_changed):
        around.station.changed.emit()
    around.station.online = False
    with qtbot.waitSignal(shell.station_changed):
        around.station.changed.emit()
    assert shell.online is False


def everything_held(thing, seen=None):  # noqa: C901 - one kind of holder a branch
    """Every text and number that can be reached from an object through attributes, lists and dicts."""
    seen = set() if seen is None else seen
    if id(thing) in seen or isinstance(thing, type):
        return
    seen.add(id(thing))
    if isinstance(thing, bytes | str):
        yield thing
    elif isinstance(thing, dict):
        for each in (*thing.keys(), *thing.values()):
            yield from everything_held(each, seen)
    elif isinstance(thing, list | tuple | set | frozenset):
        for each in thing:
            yield from everything_held(each, seen)
    elif hasattr(thing, "__slots__") and not isinstance(thing, QObject):
        for name in thing.__slots__:
            yield from everything_held(getattr(thing, name, None), seen)
    elif isinstance(thing, QObject):
        meta = thing.metaObject()
        for at_ in range(meta.propertyCount()):
            yield from everything_held(thing.property(meta.property(at_).name()), seen)
        yield from everything_held(vars(thing), seen)
        yield from everything_held(thing.children(), seen)


def test_nothing_of_a_person_stays_in_a_view_model(shell, around):
    photo = jpeg(drawn_face(20, 30)) + b"the photo"
    for state in sample_states(photo).values():
        around.sitting.show(state)
        for name in ("rows", "fields", "cases", "slip", "picture", "timeline", "insurances"):
            getattr(shell.model, name, None)
    around.sitting.show(at(ID_CARD, StepKind.FORM, page=1))
    shell.model.fields[0].edit("13812345678")
    shell.model.submit()
    assert around.sitting.events[-1] == PageFilled({"phone": "13812345678"})
    around.sitting.show(at(ID_CARD, StepKind.REVIEW))
    shell.model.hold(True)
    assert CARD.id_number in str(shell.model.rows)
    around.sitting.events.clear()
    around.sitting.show(AtHome())
    held = list(everything_held(shell))
    assert len(held) > 100
    for secret in (*PERSONAL, "张*三", "138****5678"):
        assert not any(isinstance(each, str) and secret in each for each in held), secret
    assert not any(isinstance(each, bytes) and b"the photo" in each for each in held)


def test_the_card_read_from_home_names_nobody_before_it_is_read(shell, around):
    around.sitting.show(LookingUp())
    assert (shell.screen, shell.personName) == ("PutCardScreen", "")
    around.sitting.show(LookingUp(Passed(), CARD))
    assert (shell.screen, shell.personName) == ("MyCasesScreen", "张*三")
    around.sitting.show(Goodbye())
    assert shell.personName == ""


def test_home_left_alone_is_a_fresh_machine_again(shell, around, qtbot):
    shell.touched()
    shell.toggleElder()
    shell._rest.setInterval(1)
    with qtbot.waitSignal(shell.rested, timeout=5_000):
        shell.touched()
    assert not shell.elder


def test_a_sitting_is_not_put_back_by_the_rest_of_home(shell, around):
    shell.touched()
    shell.toggleElder()
    around.sitting.show(at(ID_CARD, StepKind.FORM))
    shell._fresh_home()
    assert shell.elder


@pytest.mark.parametrize("way", ["left by the last touch of a page", "came, touched nothing and left", "just started"])
def test_the_glass_goes_dark_whenever_nobody_stands_there(shell, around, way):
    around.premises.put(person_present=True)
    if way == "left by the last touch of a page":
        around.sitting.show(Browsing())
        shell._rest.stop()
        shell.touched()
        around.sitting.show(AtHome())
    if way == "came, touched nothing and left":
        shell._rest.stop()
    around.premises.put(person_present=False)
    assert shell._rest.isActive()
    shell._rest.timeout.emit()
    assert shell.asleep
    around.premises.put(person_present=True)
    assert not shell.asleep


def test_whoever_reads_why_it_is_closed_leaves_a_fresh_page_behind(shell, around):
    around.sitting.show(AtHome(closures=frozenset({Closure.ON_BATTERY})))
    shell.touched()
    shell.toggleLanguage()
    shell.toggleElder()
    assert shell._rest.isActive()
    shell._rest.timeout.emit()
    assert (shell.language, shell.elder, shell.asleep) == ("zh_CN", False, False)


def test_at_a_station_the_centre_has_closed_a_technician_still_holds_the_mark(shell, around, door):
    around.sitting.show(AtHome(closures=frozenset({Closure.LOCKED})))
    shell.markHeld()
    door.tell_entry(Entry.FREE)
    assert around.premises.acts == ["begin"]


@pytest.mark.parametrize("entry", [Entry.BY_PIN, Entry.NOBODY_YET, None])
def test_an_enrolled_station_or_one_that_cannot_be_asked_lets_nobody_in_by_the_mark_alone(shell, around, door, entry):
    shell.markHeld()
    door.tell_entry(entry)
    assert shell.signIn.open
    assert around.premises.acts == []
    shell.signIn.signed_in.emit("T01")
    assert around.premises.acts == ["begin T01"]


def test_an_enrolled_station_that_got_no_list_says_at_once_what_to_do(shell, around, door):
    shell.markHeld()
    door.tell_entry(Entry.NOBODY_YET)
    assert "kiosk sync once" in shell.signIn.words
    shell.signIn.close()
    shell.markHeld()
    door.tell_entry(Entry.BY_PIN)
    assert shell.signIn.words == ""


def test_an_answer_that_comes_when_somebody_sits_there_opens_nothing(shell, around, door):
    shell.markHeld()
    around.sitting.show(Browsing())
    door.tell_entry(Entry.BY_PIN)
    assert not shell.signIn.open
    door.tell_entry(Entry.FREE)
    shell.signIn.signed_in.emit("T01")
    assert around.premises.acts == []


def test_the_sheet_for_the_pin_goes_when_home_is_left_alone(shell, door):
    shell.markHeld()
    door.tell_entry(Entry.BY_PIN)
    shell.signIn.editNumber("T01")
    shell._rest.timeout.emit()
    assert (shell.signIn.open, shell.signIn.number) == (False, "")


def test_the_mark_does_nothing_but_at_home(shell, around, door):
    around.sitting.show(at(ID_CARD, StepKind.FORM))
    shell.markHeld()
    around.sitting.show(AtHome(closures=frozenset({Closure.TAMPERED})))
    shell.markHeld()
    assert door.tell_entry is None
    assert around.premises.acts == []
