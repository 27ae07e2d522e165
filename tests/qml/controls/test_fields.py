"""Fields are typed into, left, cleared; ink is kept as strokes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

FIELD = (
    'TextField { objectName: "it"; x: 48; y: 200; label: "手机"; text: "138"; inputKind: "phone"; '
    'error: "手机号要 11 位，还差 8 位" }\nTextField { objectName: "next"; x: 48; y: 600; label: "收件人" }'
)


def touch_field(stage, name):
    item = stage.find(name)
    place = stage.middle(name) + QPoint(0, int(item.height() / 4))
    QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def said(stage, name):
    """Whether the sentence of what is wrong can be read under the label."""

    def read(item):
        text = item.property("text")
        return (text == "手机号要 11 位，还差 8 位" and item.isVisible()) or any(map(read, item.childItems()))

    return read(stage.find(name))


def test_typing_tells_each_change(stage, heard):
    stage.show(FIELD)
    edited = heard(stage.find("it"), "edited")
    touch_field(stage, "it")
    QTest.keyClick(stage.window, Qt.Key.Key_0)
    QTest.keyClick(stage.window, Qt.Key.Key_1)
    assert edited == [("1380",), ("13801",)]


def test_an_error_is_shown_on_leaving_the_field_and_never_while_typing(stage, heard):
    stage.show(FIELD)
    left = heard(stage.find("it"), "fieldLeft")
    assert said(stage, "it")
    touch_field(stage, "it")
    assert stage.find("it").property("focused") is True
    assert not said(stage, "it")
    assert left == []
    touch_field(stage, "next")
    assert left == [()]
    assert stage.find("it").property("focused") is False
    assert said(stage, "it")


def test_the_cross_empties_the_field(stage, heard):
    stage.show(FIELD)
    edited = heard(stage.find("it"), "edited")
    touch_field(stage, "it")
    stage.touch("clear")
    assert stage.find("it").property("text") == ""
    assert edited == [("",)]


def test_a_masked_answer_is_uncovered_only_while_it_is_typed(stage):
    stage.show('TextField { objectName: "it"; x: 48; y: 200; text: "13812345678"; masked: "138****5678" }')
    assert stage.find("it").property("covered") is True
    touch_field(stage, "it")
    assert stage.find("it").property("covered") is False


def test_a_locked_field_takes_no_touch(stage):
    stage.show('TextField { objectName: "it"; x: 48; y: 200; text: "张三"; locked: true; source: "来自身份证" }')
    touch_field(stage, "it")
    assert stage.find("it").property("focused") is False


def test_an_id_number_gets_its_x_from_the_field_since_the_digit_pad_has_none(stage, heard):
    stage.show('TextField { objectName: "it"; x: 48; y: 200; inputKind: "id"; text: "33070219900307123" }')
    edited = heard(stage.find("it"), "edited")
    touch_field(stage, "it")
    stage.touch("idX")
    assert edited == [("33070219900307123X",)]


@pytest.mark.parametrize("kind", ["phone", "number", "id"])
def test_number_fields_ask_for_the_digit_pad_and_no_field_teaches_the_keyboard(stage, kind):
    stage.show(f'TextField {{ objectName: "it"; inputKind: "{kind}" }}\nTextField {{ objectName: "text" }}')
    hints = [Qt.InputMethodHint(stage.find(name).property("inputHints")) for name in ("it", "text")]
    assert Qt.InputMethodHint.ImhDigitsOnly in hints[0]
    assert Qt.InputMethodHint.ImhDigitsOnly not in hints[1]
    assert all(Qt.InputMethodHint.ImhSensitiveData in each for each in hints)


def test_a_signature_is_kept_as_strokes_in_the_pads_own_pixels(stage, heard):
    stage.show('SignaturePad { objectName: "pad"; x: 48; y: 700 }')
    pad = stage.find("pad")
    changed = heard(pad, "changed")
    stage.draw("pad", (100, 100), (200, 120), (300, 90))
    stage.draw("pad", (400, 60), (400, 200))
    strokes = pad.property("strokes").toVariant()
    assert strokes == [[[100, 100], [200, 120], [300, 90]], [[400, 60], [400, 200]]]
    assert pad.property("hasInk") is True
    assert changed == [(True,), (True,)]


def test_ink_is_seen_where_the_finger_went_and_gone_after_clearing(stage, qtbot):
    stage.show('SignaturePad { objectName: "pad"; x: 48; y: 700 }')
    dark = lambda: stage.picture().pixelColor(48 + 150, 700 + 100).lightness() < 80  # noqa: E731
    stage.draw("pad", (100, 100), (200, 100))
    qtbot.waitUntil(dark)
    stage.find("pad").clear()
    qtbot.waitUntil(lambda: not dark())
    assert stage.find("pad").property("strokes").toVariant() == []


def test_ink_ends_at_the_edge_of_the_pad(stage):
    stage.show('SignaturePad { objectName: "pad"; x: 48; y: 700 }')
    stage.draw("pad", (900, 200), (1020, 420))
    [[_, last]] = stage.find("pad").property("strokes").toVariant()
    assert last == [984, 304]


def test_search_words_are_told_as_they_are_typed(stage, heard):
    stage.show('SearchField { objectName: "it"; x: 48; y: 200 }')
    edited = heard(stage.find("it"), "edited")
    stage.touch("it")
    QTest.keyClick(stage.window, Qt.Key.Key_S)
    assert edited == [("s",)]
