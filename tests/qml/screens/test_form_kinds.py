"""Every kind of field under a finger, on the glass and at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.service_item import StepKind
from app.journeys import events
from tests.form_catalogue import FILLED
from tests.qml.screens.sample_forms import form_state
from tests.qml.screens.sample_states import CARD


@pytest.fixture
def typing(glass, qtbot):
    """The glass with the keys going to it, whatever other window was looked at before."""
    glass.window.requestActivate()
    qtbot.waitUntil(lambda: glass.window.isActive())
    return glass


def show(glass, page, form=None):
    glass.show(form_state(CARD, page, form or {}))
    return {each.name: each for each in glass.shell.model.fields}


def below(item):
    yield item
    for child in item.childItems():
        yield from below(child)


def on_focus(glass, name):
    """The finger in the field, so that keys go there."""
    glass.touch(name)
    glass.settle()


def test_a_province_is_one_touch_and_the_rest_is_typed(typing):
    fields = show(typing, "vehicle")
    typing.touch("offer_浙")
    assert fields["plate"].value == "浙"
    for key in (Qt.Key.Key_G, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        QTest.keyClick(typing.window, key)
    typing.settle()
    assert fields["plate"].value.upper() == "浙G1234"
    typing.touch("offer_挂")
    typing.touch("primary")
    assert typing.sitting.events == [events.PageFilled({"plate": "浙G1234挂"})]


@pytest.mark.parametrize("look", [{}, {"elder": True, "low": True}])
def test_every_province_can_be_touched_without_scrolling(glass, look):
    glass.comfort(**look)
    show(glass, "vehicle")
    last = glass.find("offer_新")
    bottom = last.mapToScene(last.boundingRect().bottomLeft()).y()
    actions = glass.find("primary")
    assert bottom < actions.mapToScene(actions.boundingRect().topLeft()).y()
    assert min(last.width(), last.height()) >= 96


def test_enter_makes_a_new_line_in_a_long_answer(typing):
    fields = show(typing, "why")
    on_focus(typing, "field_reason")
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_B):
        QTest.keyClick(typing.window, key)
    assert fields["reason"].value == "a\nb"
    assert typing.sitting.events == []


def test_a_long_answer_takes_no_more_than_it_may_hold(typing):
    fields = show(typing, "why", {"reason": "字" * 199})
    on_focus(typing, "field_reason")
    for _ in range(3):
        QTest.keyClick(typing.window, Qt.Key.Key_A)
    assert len(fields["reason"].value) == 200


def test_what_is_wrong_with_a_figure_is_said_in_its_place(glass):
    fields = show(glass, "income", FILLED | {"household_size": "0"})
    glass.touch("primary")
    glass.settle()
    assert glass.sitting.events == []
    assert fields["household_size"].error == "不能少于 1 人"
    assert "不能少于 1 人" in glass.words()


@pytest.fixture
def desk(desk_window, qtbot):
    qtbot.waitUntil(lambda: desk_window.window.isExposed())
    desk_window.begin_anew()
    desk_window.window.requestActivate()
    qtbot.waitUntil(lambda: desk_window.window.isActive())
    yield desk_window
    desk_window.comfort()


def test_the_whole_form_stands_on_one_page_of_the_desk(desk):
    desk.show(form_state(CARD, "", FILLED, at_desk=True))
    assert [each.name for each in desk.shell.model.fields] == list(FILLED)
    for name in FILLED:
        assert desk.find(f"field_{name}") is not None
    assert desk.find("field_reason").width() > 2 * desk.find("field_plate").width()


def test_tab_leaves_a_long_answer_for_the_next_field_of_the_desk(desk):
    desk.show(form_state(CARD, "", {}, at_desk=True))
    desk.touch("field_reason")
    desk.key(Qt.Key.Key_Tab)
    assert desk.find("field_monthly_income").property("focused") is True


def test_several_answers_are_ticked_and_one_is_taken_back(glass):
    fields = show(glass, "hardship")
    for value in ("study", "illness", "other", "study"):
        glass.touch(f"option_{value}")
    assert fields["hardship"].value == "illness|other"
    glass.settle()
    assert "在哪家医院看" in glass.words()


def test_one_too_many_is_said_and_holds_the_page(glass):
    show(glass, "hardship", {"hardship": "study|no_work|other|disability"})
    glass.touch("primary")
    glass.settle()
    assert glass.sitting.events == []
    assert "最多选 3 项" in glass.words()


@pytest.mark.parametrize("look", [{}, {"elder": True, "low": True}, {"language": "en"}])
def test_a_place_is_chosen_by_touches_alone(glass, look):
    glass.comfort(**look)
    show(glass, "home", {"hardship": "study"})
    for name in ("pick", "place_330700", "place_330726", "step_330726", "place_330726", "place_330726100", "primary"):
        glass.touch(name)
        glass.settle()
    assert glass.sitting.events == [events.PageFilled({"home": "330726100"})]


def test_a_place_is_found_by_typing_its_name(typing):
    fields = show(typing, "home", {"hardship": "study"})
    typing.touch("pick")
    typing.settle()
    typing.touch("searchPlace")
    for key in (Qt.Key.Key_Y, Qt.Key.Key_U, Qt.Key.Key_N, Qt.Key.Key_X, Qt.Key.Key_I):
        QTest.keyClick(typing.window, key)
    typing.settle()
    typing.touch("place_330726100")
    assert fields["home"].value == "330726100"


def test_at_the_desk_a_place_is_kept_as_soon_as_it_is_chosen(desk):
    desk.show(form_state(CARD, "", FILLED, at_desk=True))
    home = next(each for each in desk.shell.model.fields if each.name == "home")
    home.toggleOpen()
    home.pick("330726101")
    assert desk.sitting.state.draft.form["home"] == "330726101"


def test_what_is_signed_is_read_whole_however_long_it_is(glass):
    long = "家里老人要照顾，从三月起没有上班。\n" * 11
    state = form_state(CARD, "", FILLED | {"reason": long})
    glass.show(replace(state, index=state.steps.index(StepKind.REVIEW)))
    assert long.strip() in glass.words()
    shown = next(each for each in below(glass.page()) if each.property("text") == long.strip())
    assert shown.property("truncated") is False


def test_somebody_named_is_masked_while_nobody_types(glass):
    show(glass, "contact", FILLED)
    said = glass.words()
    assert {"李*四", "1101**********002X"} <= set(said)
    glass.touch("primary")
    (told,) = glass.sitting.events
    assert told.values["contact"] == FILLED["contact"]
