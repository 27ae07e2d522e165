"""Persons, a place, files and a row of a record under a finger, on the glass and at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.service_item import StepKind
from app.journeys import events
from app.journeys.taking import Taking
from app.journeys.taking_events import (
    FieldSigned,
    PictureDropped,
    PictureWasTaken,
    TakingBegan,
    TakingPressed,
    TakingStopped,
)
from tests.form_catalogue import EVERY_THING, GIVEN
from tests.qml.screens.sample_states import CARD
from tests.qml.screens.sample_things import thing_state
from tests.qml.screens.stage import drawn_face, jpeg

LOOKS = [{}, {"elder": True, "low": True}, {"language": "en"}]
SMALLEST_TOUCH = 88


@pytest.fixture(scope="module")
def photo(qapp):
    return jpeg(drawn_face(300, 200))


@pytest.fixture
def typing(glass, qtbot):
    """The glass with the keys going to it, whatever other window was looked at before."""
    glass.window.requestActivate()
    qtbot.waitUntil(lambda: glass.window.isActive())
    return glass


def show(stage, page, form=None, photo=b"", **changes):
    stage.show(replace(thing_state(CARD, page, form or {}, photo), **changes))
    return {each.name: each for each in stage.shell.model.fields}


def keys(stage, text):
    for each in text:
        QTest.keyClick(stage.window, Qt.Key(ord(each.upper())))
    stage.settle()


# ---------------------------------------------------------------- persons


@pytest.mark.parametrize("look", LOOKS)
def test_a_person_is_added_by_touch_and_typing(typing, qtbot, look):
    typing.comfort(**look)
    fields = show(typing, "family")
    typing.touch("addPerson")
    typing.settle()
    typing.touch("cell_name")
    keys(typing, "LI")
    QGuiApplication.inputMethod().hide()
    qtbot.waitUntil(typing.keyboard_is_gone)
    typing.settle()
    typing.touch("cell_id_number")
    keys(typing, "330702199003070011")
    fields["family"].cells[2].edit("child")  # below the keyboard; its own test touches it
    fields["family"].keepRow()
    typing.settle()
    assert '"id_number":"330702199003070011","relation":"child"' in fields["family"].value
    assert "3307**********0011" in " ".join(typing.words())
    assert "330702199003070011" not in " ".join(typing.words())


def test_the_relation_is_one_touch(glass):
    fields = show(glass, "family")
    fields["family"].add()
    glass.settle()
    glass.touch("option_spouse")
    assert fields["family"].cells[2].value == "spouse"


def test_on_the_glass_one_person_is_written_at_a_time(glass):
    show(glass, "family", GIVEN)
    assert glass.find("person_0") is not None
    glass.touch("changePerson_1")
    glass.settle()
    assert glass.find("person_0") is None
    assert glass.find("cell_name") is not None
    assert glass.find("addPerson") is None
    glass.shell.model.fields[0].dropRow()
    glass.settle()
    assert glass.find("person_0") is not None


def test_a_person_is_taken_away_by_one_touch(glass):
    fields = show(glass, "family", GIVEN)
    glass.touch("removePerson_0")
    assert [each["name"] for each in fields["family"].rows] == ["王*五"]


# ---------------------------------------------------------------- place


def test_a_place_is_typed_and_its_grid_chosen_by_touch(typing):
    fields = show(typing, "where")
    typing.touch("street_where")
    keys(typing, "TIAN")
    typing.touch("primary")  # the keyboard goes; the words name no grid
    fields = {each.name: each for each in typing.shell.model.fields}
    assert fields["where"].grid == ""
    fields["where"].toggleGrids()
    typing.settle()
    typing.touch("grid_YX-03")
    typing.settle()
    assert fields["where"].gridSaid == "集市网格"
    assert '"grid":"YX-03"' in fields["where"].value


@pytest.mark.parametrize("look", LOOKS)
def test_every_grid_is_large_enough_for_a_finger(glass, look):
    glass.comfort(**look)
    fields = show(glass, "where")
    fields["where"].toggleGrids()
    glass.settle()
    for each in fields["where"].grids:
        option = glass.find(f"grid_{each['code']}")
        assert min(option.width(), option.height()) >= SMALLEST_TOUCH
        assert option.x() + option.width() <= 984 + 1


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("look", LOOKS)
def test_the_camera_is_opened_and_the_shutter_pressed(glass, look):
    glass.comfort(**look)
    show(glass, "picture")
    glass.touch("begin_picture")
    show(glass, "picture", taking=Taking("picture", live=True))
    glass.camera(drawn_face(984, 600))
    glass.settle()
    assert glass.find("camera_picture") is not None
    glass.touch("shoot_picture")
    glass.touch("stop_picture")
    assert glass.sitting.events == [TakingBegan("picture"), TakingPressed(), TakingStopped()]


def test_what_was_taken_stands_there_and_can_be_taken_again(glass, photo, qtbot):
    show(glass, "picture", {"picture": "taken"}, photo)
    image = next(
        each for each in glass.find("taken_picture_0").childItems() if each.property("paintedWidth") is not None
    )
    qtbot.waitUntil(lambda: image.property("paintedWidth") > 0)
    assert "重拍" in glass.words()
    glass.touch("begin_picture")
    assert glass.sitting.events == [TakingBegan("picture")]


def test_a_page_is_taken_away_by_a_touch(glass, photo):
    show(glass, "pages", {"pages": "2"}, photo)
    glass.touch("drop_1")
    assert glass.sitting.events == [PictureDropped("pages", 1)]


def test_a_witness_signs_with_a_finger(glass):
    show(glass, "witness")
    pad = glass.find("pad_witness")
    assert pad is not None
    glass.draw("pad_witness", (80, 60), (240, 160), (400, 80))
    glass.settle()
    glass.touch("sign_witness")
    (said,) = glass.sitting.events
    assert isinstance(said, FieldSigned)


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize("look", LOOKS)
def test_a_row_is_one_touch_and_says_what_it_costs(glass, look):
    glass.comfort(**look)
    fields = show(glass, "violation")
    glass.touch("row_0")
    glass.settle()
    assert (fields["violation"].value, fields["fine"].value) == ("3307261100000001", "100.00")
    glass.touch("primary")
    assert glass.sitting.events == [events.PageFilled({"violation": "3307261100000001", "fine": "100.00"})]


def test_an_answer_of_last_time_is_taken_by_a_touch_and_says_where_it_is_from(glass):
    show(glass, "reach")
    assert {"以前留过的手机号", "上次填的住址", "138****5678"} <= set(glass.words())


# ---------------------------------------------------------------- at the desk


@pytest.fixture
def desk(desk_window, qtbot):
    qtbot.waitUntil(lambda: desk_window.window.isExposed())
    desk_window.begin_anew()
    desk_window.window.requestActivate()
    qtbot.waitUntil(lambda: desk_window.window.isActive())
    yield desk_window
    desk_window.comfort()


def at_desk(desk, form=None, photo=b""):
    desk.show(thing_state(CARD, "", form or {}, photo, at_desk=True))
    return {each.name: each for each in desk.shell.model.fields}


def test_the_persons_stand_in_a_table_and_one_is_written_by_keys_alone(desk):
    fields = at_desk(desk, GIVEN)
    assert fields["family"].headings == ["姓名", "身份证号", "关系", "手机号"]
    assert {"姓名", "身份证号", "关系", "手机号"} <= set(desk.words())
    fields["family"].change(1)
    desk.settle()
    assert desk.find("cell_name").property("focused") is True
    desk.key(Qt.Key.Key_Tab)  # to the cross that empties the field
    desk.key(Qt.Key.Key_Tab)
    assert desk.find("cell_id_number").property("focused") is True
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert not fields["family"].opened
    assert desk.sitting.state.draft.form["family"] == GIVEN["family"]


def test_a_picture_taken_at_the_desk_is_in_the_draft_and_on_the_page(desk, photo):
    fields = at_desk(desk)
    for event in (TakingBegan("picture"), TakingPressed(), PictureWasTaken(photo)):
        desk.sitting.dispatch(event)
    desk.settle()
    assert desk.sitting.state.draft.taken == {"picture": (photo,)}
    assert (fields["picture"].value, len(fields["picture"].pages)) == ("taken", 1)


def test_the_whole_form_leaves_the_desk_at_once(desk, photo):
    at_desk(desk, GIVEN, photo)
    desk.touch("primary")
    desk.settle()
    state = desk.sitting.state
    assert state.step is StepKind.REVIEW
    assert state.draft.form == GIVEN
    assert set(GIVEN) == {each.name for each in EVERY_THING.fields()}
