"""The window: dock, dialogs, keyboard and page change, with a stub shell behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtTest import QTest

from app.viewmodels.image_providers import install
from tests.qml.conftest import HEAD, QML, named
from tests.qml.controls.stub_shell import StubShell

PAGE = """StepPage {
    required property var model
    objectName: "page_%s"
    title: "新身份证寄到哪里？"
    primaryText: "下一步"
    property int pressed: 0
    onPrimary: pressed += 1
    Item { width: 1; height: 500 }
    TextField { objectName: "street"; label: "街道、门牌号" }
    TextField { objectName: "phone"; label: "手机"; inputKind: "phone" }
}"""


class Terminal:
    """Main.qml in a window, touched by position."""

    def __init__(self, qtbot, folder, **values):
        self.qtbot = qtbot
        for name in ("One", "Two"):
            (folder / f"{name}.qml").write_text(HEAD + PAGE % name, encoding="utf-8")
        self.shell = StubShell(keyboardDataPath=str(folder), **values)
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        self.engine.addImportPath(str(QML / "keyboard"))
        install(self.engine)
        self.engine.setInitialProperties({"shell": self.shell})
        self.engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
        (self.window,) = self.engine.rootObjects()
        self.window.requestActivate()
        qtbot.waitUntil(lambda: self.window.isExposed() and self.window.isActive())
        self.find("pages").setProperty("folder", QUrl.fromLocalFile(str(folder)).toString() + "/")

    def find(self, name):
        return named(self.window.contentItem(), name)

    def open(self, screen):
        self.shell.put(screen=screen)
        self.qtbot.waitUntil(lambda: self.find(f"page_{screen}") is not None)
        self.qtbot.waitUntil(lambda: self.find("pages").property("turning") is False)

    def touch(self, name, across=0.5, down=0.5):
        self.window.grabWindow()
        item = self.find(name)
        self.touch_at(item.mapToScene(QPointF(item.width() * across, item.height() * down)).toPoint())

    def touch_at(self, place):
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def keyboard_up(self):
        self.qtbot.waitUntil(lambda: self.find("keyboard").childItems() != [])
        return self.window.property("keyboardHeight") > 0

    def close(self):
        """The keyboard belongs to the process, not to the window: it must not stay up for the next test."""
        QGuiApplication.inputMethod().hide()
        self.window.contentItem().forceActiveFocus()
        self.window.close()
        self.engine.deleteLater()


@pytest.fixture
def open_terminal(qtbot, tmp_path):
    made = []

    def open_it(**values):
        made.append(Terminal(qtbot, tmp_path, **values))
        return made[-1]

    yield open_it
    for each in made:
        each.close()


def test_any_touch_refills_the_ring_and_still_reaches_what_was_touched(open_terminal):
    terminal = open_terminal()
    terminal.open("One")
    terminal.touch("primary")
    assert terminal.shell.calls == ["touched"]
    assert terminal.find("page_One").property("pressed") == 1


@pytest.mark.parametrize(
    ("cell", "act"),
    [("dock_exit", "exitPressed"), ("dock_voice", "toggleVoice"), ("dock_language", "toggleLanguage")],
)
def test_the_dock_of_a_step_page_acts(open_terminal, cell, act):
    terminal = open_terminal()
    terminal.touch(cell)
    assert terminal.shell.calls == ["touched", act]


@pytest.mark.parametrize(("cell", "act"), [("dock_elder", "toggleElder"), ("dock_low", "toggleLow")])
def test_the_dock_at_home_switches_letters_and_layout_at_once(open_terminal, cell, act):
    terminal = open_terminal(homeDock=True)
    terminal.touch(cell)
    assert terminal.shell.calls == ["touched", act]
    assert terminal.find("dock_exit") is None


def test_on_a_step_page_larger_letters_are_one_of_three_switches(open_terminal):
    terminal = open_terminal()
    terminal.touch("dock_access")
    terminal.qtbot.waitUntil(lambda: sheet_stands(terminal, "accessSheet"))
    for switch in ("elderSwitch", "lowSwitch", "contrastSwitch"):
        terminal.touch(switch)
    assert [call for call in terminal.shell.calls if call != "touched"] == [
        "toggleElder",
        "toggleLow",
        "toggleContrast",
    ]


def test_a_person_can_be_called_from_the_dock_and_from_a_page(open_terminal):
    terminal = open_terminal()
    terminal.touch("dock_help")
    terminal.qtbot.waitUntil(lambda: sheet_stands(terminal, "helpSheet"))
    terminal.touch("callHelp")
    assert terminal.shell.calls[-1] == "callHelp"
    terminal.touch("dock_help")
    assert terminal.find("helpSheet").property("open") is False
    terminal.shell.helpWanted.emit()
    assert terminal.find("helpSheet").property("open") is True


def test_the_question_before_the_end_can_be_answered_and_leaves_the_dock_free(open_terminal):
    terminal = open_terminal(stillThere=True, secondsLeft=15)
    terminal.qtbot.waitUntil(lambda: sheet_stands(terminal, "stillThere"))
    terminal.touch("stay")
    terminal.touch("leave")
    terminal.touch("dock_exit")
    assert [call for call in terminal.shell.calls if call != "touched"] == ["stayPressed", "exitPressed", "exitPressed"]


def test_what_lies_under_a_dialog_cannot_be_touched(open_terminal):
    terminal = open_terminal()
    terminal.open("One")
    terminal.shell.put(stillThere=True)
    terminal.qtbot.waitUntil(lambda: sheet_stands(terminal, "stillThere"))
    terminal.touch("street")
    assert terminal.find("street").property("focused") is False


def test_one_page_follows_the_other_and_only_one_stays(open_terminal):
    terminal = open_terminal()
    terminal.open("One")
    terminal.open("Two")
    terminal.qtbot.waitUntil(lambda: terminal.find("page_One") is None)
    page = terminal.find("page_Two")
    assert (page.x(), page.opacity()) == (0, 1)


def test_in_the_elder_theme_pages_cut_hard(open_terminal):
    terminal = open_terminal(elder=True)
    terminal.open("One")
    terminal.shell.put(screen="Two")
    terminal.qtbot.waitUntil(lambda: terminal.find("page_Two") is not None)
    assert terminal.find("page_Two").opacity() == 1
    assert terminal.find("pages").property("turning") is False


def test_the_keyboard_sits_on_the_dock_the_actions_on_it_and_the_field_is_seen(open_terminal):
    terminal = open_terminal()
    terminal.open("One")
    terminal.qtbot.waitUntil(lambda: terminal.find("keyboard").childItems() != [])
    terminal.touch("phone", down=0.75)
    terminal.qtbot.waitUntil(terminal.keyboard_up)
    keyboard, dock = terminal.find("keyboard"), terminal.find("dock")
    terminal.qtbot.waitUntil(lambda: keyboard.y() + terminal.window.property("keyboardHeight") == dock.y())
    terminal.window.grabWindow()
    primary, phone = terminal.find("primary"), terminal.find("phone")
    lower_edge = lambda item: item.mapToScene(QPointF(0, item.height())).y()  # noqa: E731
    assert lower_edge(primary) <= keyboard.y()
    terminal.qtbot.waitUntil(lambda: lower_edge(phone) <= primary.mapToScene(QPointF(0, 0)).y())


def test_pinyin_is_typed_on_the_glass(open_terminal):
    terminal = open_terminal()
    terminal.open("One")
    terminal.qtbot.waitUntil(lambda: terminal.find("keyboard").childItems() != [])
    terminal.touch("street", down=0.75)
    terminal.qtbot.waitUntil(terminal.keyboard_up)
    keyboard = terminal.find("keyboard")
    terminal.qtbot.waitUntil(lambda: keyboard.y() + terminal.window.property("keyboardHeight") == 1776)
    terminal.window.grabWindow()
    for letter in "xiaoqu":
        terminal.touch_at(key_place(keyboard.y(), letter))
    words = terminal.find("wordCandidateView")
    terminal.qtbot.waitUntil(lambda: words.property("count") > 1)
    terminal.window.grabWindow()
    terminal.touch_at(QPoint(50, int(keyboard.y()) + 50))
    terminal.qtbot.waitUntil(lambda: terminal.find("street").property("text") == "小区")


@pytest.mark.parametrize("size", [(540, 960), (1280, 800), (1080, 1920)])
def test_the_scene_fits_any_window_in_its_own_proportion(open_terminal, size):
    terminal = open_terminal()
    terminal.window.resize(*size)
    scene = terminal.find("scene")
    fitting = min(size[0] / 1080, size[1] / 1920)
    terminal.qtbot.waitUntil(lambda: scene.scale() == pytest.approx(fitting))
    edges = [scene.mapToScene(corner) for corner in (QPointF(0, 0), QPointF(1080, 1920))]
    assert edges[0].x() >= -0.5
    assert edges[0].y() >= -0.5
    assert edges[1].x() <= size[0] + 0.5
    assert edges[1].y() <= size[1] + 0.5


def sheet_stands(terminal, name):
    terminal.window.grabWindow()
    sheet = terminal.find(name)
    if sheet is None:
        return False
    panel = sheet.property("panel")
    return sheet.property("open") and panel.y() == panel.property("rest")


def key_place(top, letter):
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    row = next(n for n, letters in enumerate(rows) if letter in letters)
    x = (56, 110, 218)[row] + 107.5 * rows[row].index(letter)
    return QPoint(int(x), int(top) + 158 + 116 * row)


def test_a_real_finger_does_what_the_mouse_does_and_a_push_scrolls_instead(open_terminal):
    terminal = open_terminal(elder=True, low=True)
    terminal.open("One")
    terminal.window.grabWindow()
    glass = QTest.createTouchDevice()
    primary = terminal.find("primary")
    place = primary.mapToScene(QPointF(primary.width() / 2, primary.height() / 2)).toPoint()
    QTest.touchEvent(terminal.window, glass).press(0, place, terminal.window)
    QTest.touchEvent(terminal.window, glass).release(0, place, terminal.window)
    terminal.qtbot.waitUntil(lambda: terminal.find("page_One").property("pressed") == 1)
    assert terminal.shell.calls == ["touched"]
    street = terminal.find("street")
    before = street.mapToScene(QPointF(0, 0)).y()
    from_y = 1300
    QTest.touchEvent(terminal.window, glass).press(1, QPoint(500, from_y), terminal.window)
    for step in range(1, 12):
        QTest.touchEvent(terminal.window, glass).move(1, QPoint(500, from_y - 30 * step), terminal.window)
        terminal.qtbot.wait(20)  # moves between two frames are told as one
    QTest.touchEvent(terminal.window, glass).release(1, QPoint(500, from_y - 330), terminal.window)
    terminal.qtbot.waitUntil(lambda: street.mapToScene(QPointF(0, 0)).y() < before)
    assert street.property("focused") is False


def test_a_signature_is_written_with_a_finger_and_the_page_holds_still(open_terminal, tmp_path):
    pad = 'StepPage { required property var model; objectName: "page_Pad"; primaryText: "好"\n'
    pad += 'SignaturePad { objectName: "pad" }\nItem { width: 1; height: 2000 } }'
    (tmp_path / "Pad.qml").write_text(HEAD + pad, encoding="utf-8")
    terminal = open_terminal()
    terminal.open("Pad")
    terminal.window.grabWindow()
    glass, pad = QTest.createTouchDevice(), terminal.find("pad")
    start = pad.mapToScene(QPointF(200, 40)).toPoint()
    QTest.touchEvent(terminal.window, glass).press(0, start, terminal.window)
    for step in range(1, 9):
        QTest.touchEvent(terminal.window, glass).move(0, start + QPoint(4 * step, 25 * step), terminal.window)
        terminal.qtbot.wait(20)
    QTest.touchEvent(terminal.window, glass).release(0, start + QPoint(32, 200), terminal.window)
    terminal.qtbot.waitUntil(lambda: pad.property("strokes").toVariant()[0][-1] == [232, 240])
    (stroke,) = pad.property("strokes").toVariant()
    assert stroke[0] == [200, 40]
    assert len(stroke) >= 5
    assert pad.mapToScene(QPointF(200, 40)).toPoint() == start
