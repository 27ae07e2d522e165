"""Controls are touched by position and answer with their signal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

BUTTON = 'AppButton { objectName: "it"; x: 100; y: 100; width: 300; text: "下一步"; kind: "primary" }'


def test_a_touched_button_is_clicked_once(stage, heard):
    stage.show(BUTTON)
    clicks = heard(stage.find("it"), "clicked")
    stage.touch("it")
    assert len(clicks) == 1


def test_a_disabled_button_stays_silent_and_says_why(stage, heard):
    stage.show(
        'AppButton { objectName: "it"; x: 600; y: 100; width: 300; text: "受理"; enabled: false; reason: "还差 1 份" }'
    )
    clicks = heard(stage.find("it"), "clicked")
    stage.touch("it")
    assert clicks == []
    assert any(child.property("text") == "还差 1 份" and child.isVisible() for child in stage.find("it").childItems())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_a_button_reached_by_tab_answers_keys(stage, heard, key):
    stage.show(BUTTON)
    clicks = heard(stage.find("it"), "clicked")
    QTest.keyClick(stage.window, Qt.Key.Key_Tab)
    assert stage.find("it").hasActiveFocus()
    QTest.keyClick(stage.window, key)
    assert len(clicks) == 1


def test_a_finger_lifted_elsewhere_changes_its_mind(stage, heard):
    stage.show(BUTTON)
    clicks = heard(stage.find("it"), "clicked")
    stage.draw("it", (20, 20), (200, 600), (250, 900))
    assert clicks == []


@pytest.mark.parametrize(
    "control",
    [
        'HotPill { objectName: "it"; text: "缴医保" }',
        'FieldTile { objectName: "it"; name: "市民卡"; icon: "card" }',
        'SmallTile { objectName: "it"; name: "取号" }',
        'EntryCard { objectName: "it"; title: "刷身份证"; primary: true }',
        'WayCard { objectName: "it"; name: "刷脸登录" }',
        'LinkButton { objectName: "it"; text: "全部" }',
        'AppButton { objectName: "it"; text: "改" }',
    ],
)
@pytest.mark.parametrize("elder", [False, True])
def test_every_touch_target_is_at_least_35_mm(stage, heard, control, elder):
    stage.show(f"Column {{ x: 40; y: 40; {control} }}", elder=elder)
    item = stage.find("it")
    clicks = heard(item, "clicked")
    stage.touch("it")
    assert len(clicks) == 1
    assert min(item.width(), item.height()) >= 96


def test_a_choice_tells_its_value_and_marks_only_what_the_model_says(stage, heard):
    options = '[{ value: "mail", label: "寄到家" }, { value: "collect", label: "来拿" }]'
    stage.show(f'ChoiceList {{ objectName: "list"; x: 48; y: 48; options: {options} }}')
    chosen = heard(stage.find("list"), "chosen")
    stage.touch("option_collect")
    assert chosen == [("collect",)]
    assert stage.find("list").property("value") == ""


def test_grades_run_from_five_to_one_and_none_is_chosen_in_advance(stage, heard):
    stage.show('GradeRow { objectName: "row"; x: 84; y: 84 }')
    row = stage.find("row")
    chosen = heard(row, "chosen")
    assert row.property("grade") == 0
    for grade in (5, 4, 3, 2, 1):
        stage.touch(f"grade_{grade}")
    assert chosen == [(5,), (4,), (3,), (2,), (1,)]
    assert stage.find("grade_5").x() < stage.find("grade_1").x()
    assert len({stage.find(f"grade_{n}").width() for n in range(1, 6)}) == 1


def test_a_consent_is_toggled_by_its_words_and_its_link_opens_the_notice(stage, heard):
    stage.show('ConsentCheck { objectName: "it"; x: 48; y: 48; text: "以上属实"; linkText: "看告知书" }')
    toggled, link = heard(stage.find("it"), "toggled"), heard(stage.find("it"), "link")
    stage.touch("consent")
    stage.touch("consentLink")
    assert (toggled, link) == ([(True,)], [()])


def test_a_locked_answer_cannot_be_edited_and_another_can(stage, heard):
    stage.show(
        'Column { x: 48; y: 48; width: 984\nReviewRow { objectName: "locked"; label: "姓名"; locked: true }\n'
        'ReviewRow { objectName: "open"; label: "手机"; value: "138****5678" } }'
    )
    locked, free = heard(stage.find("locked"), "edit"), heard(stage.find("open"), "edit")
    stage.touch("locked")
    stage.touch("open")
    assert (locked, free) == ([], [()])


def test_after_the_third_failure_the_person_becomes_the_primary(stage, heard):
    stage.show(
        'TroublePanel { objectName: "it"; x: 48; y: 48; width: 984; title: "没读出身份证"; primaryText: "再读一次"; '
        'secondaryText: "找人帮忙"; failures: 3 }'
    )
    again, person = heard(stage.find("it"), "primary"), heard(stage.find("it"), "secondary")
    stage.touch("troubleSecondary")
    stage.touch("troublePrimary")
    assert (again, person) == ([()], [()])
    assert stage.find("troubleSecondary").property("kind") == "primary"
    assert stage.find("troublePrimary").property("kind") == "plain"


def test_full_data_is_shown_only_while_the_finger_stays(stage):
    stage.show('HoldButton { objectName: "it"; x: 600; y: 300 }')
    QTest.mousePress(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, stage.middle("it"))
    assert stage.find("it").property("held") is True
    QTest.mouseRelease(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, stage.middle("it"))
    assert stage.find("it").property("held") is False
