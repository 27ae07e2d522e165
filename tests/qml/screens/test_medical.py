"""The medical check on the glass of a post, worked by keys and by touch, from the height to the last act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from app.domain.service_item import StepKind
from app.journeys.commands import BeginFilm, PlayTone
from app.journeys.draft import Draft
from app.journeys.events import NextPressed
from app.journeys.medical import (
    Act,
    AidTold,
    Chart,
    Ear,
    Exam,
    Eye,
    Facing,
    HeightTold,
    Part,
    PlateKind,
    PlateNamed,
    Pointed,
    take,
)
from app.journeys.medical_events import ToneFailed, ToneWasPlayed
from app.journeys.states import Asking, AtHome, AtStep, Film, Passed, Trouble, Troubled
from tests.qml.screens.branch_stage import BranchStage
from tests.qml.screens.sample_states import CARD, SHELF
from tests.unit.app.journeys.medical.examined import (
    at_acts,
    at_colour,
    at_hearing,
    at_vision,
    fresh,
    looks,
    whole,
)
from tests.unit.app.viewmodels.light import light_of

ITEM = SHELF.item("driving-licence-renewal")
KEYS = {
    Facing.UP: Qt.Key.Key_Up,
    Facing.RIGHT: Qt.Key.Key_Right,
    Facing.DOWN: Qt.Key.Key_Down,
    Facing.LEFT: Qt.Key.Key_Left,
}
DIGITS = {str(digit): Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)}


@pytest.fixture(scope="module")
def post_window(qapp: QGuiApplication) -> Iterator[BranchStage]:
    made = BranchStage(SHELF)
    yield made
    made.close()


@pytest.fixture
def post(post_window: BranchStage, qtbot: QtBot) -> Iterator[BranchStage]:
    qtbot.waitUntil(lambda: post_window.window.isExposed())
    post_window.begin_anew()
    post_window.sitting.commands.clear()
    post_window.window.requestActivate()
    qtbot.waitUntil(lambda: post_window.window.isActive())
    yield post_window
    post_window.comfort()


def at_check(exam: Exam, classes: str = "C1", trouble: Trouble | None = None) -> AtStep:
    draft = Draft("case-1", CARD, "matched", consented=True, form={"licence_classes": classes}, medical=exam)
    mood = Troubled(trouble) if trouble else Passed() if exam.now is None else Asking()
    index = ITEM.steps.index(StepKind.MEDICAL)
    return AtStep(ITEM, ITEM.steps, index, draft, mood, at_desk=True, chart=exam.chart, film=Film.ON)


def exam_of(post: BranchStage) -> Exam:
    state = post.sitting.state
    assert isinstance(state, AtStep)
    assert state.draft.medical is not None
    return state.draft.medical


def seen(post: BranchStage, name: str) -> QQuickItem:
    found = post.find(name)
    assert found is not None, f"{name} is not on the glass"
    return found


def on_glass(post: BranchStage, name: str) -> QImage:
    """The part of the picture that the item covers."""
    item = seen(post, name)
    corner = item.mapToScene(item.boundingRect().topLeft()).toPoint()
    return post.picture().copy(corner.x(), corner.y(), int(item.width()), int(item.height()))


def test_the_whole_check_goes_by_keys_alone(post: BranchStage) -> None:
    post.show(at_check(fresh()))
    post.types("172")
    post.key(Qt.Key.Key_Return)
    post.settle()
    assert exam_of(post).height_cm == 172
    post.key(Qt.Key.Key_2)
    assert exam_of(post).corrected is False
    while (eye := exam_of(post).eye) is not None:
        line = exam_of(post).looking(eye).line or 0
        post.key(KEYS[exam_of(post).facing(eye)] if line <= 5.0 else Qt.Key.Key_0)
    assert [exam_of(post).vision(eye) for eye in Eye] == [5.0, 5.0]
    for plate in exam_of(post).plates:
        post.settle()
        post.key(DIGITS[plate.figure])
    assert exam_of(post).colour == "none"
    post.settle()
    post.key(Qt.Key.Key_2)
    for ear, answer in ((Ear.LEFT, Qt.Key.Key_1), (Ear.RIGHT, Qt.Key.Key_2)):
        post.settle()
        post.key(Qt.Key.Key_Return)
        assert post.sitting.commands[-1] == PlayTone(ear)
        post.sitting.dispatch(ToneWasPlayed(ear))
        post.key(answer)
    assert (exam_of(post).hearing_left, exam_of(post).hearing_right) == (True, False)
    post.settle()
    for digit in range(1, len(Act) + 1):
        post.key(DIGITS[str(digit)])
    assert exam_of(post).now is None
    assert exam_of(post).began == post.station.now()
    post.settle()
    post.key(Qt.Key.Key_Return)
    assert post.sitting.events[-1] == NextPressed()


def test_the_whole_check_goes_by_touch_alone(post: BranchStage) -> None:
    post.show(at_check(take_height()))
    post.touch("first")
    post.settle()
    assert exam_of(post).corrected is True
    right = exam_of(post).facing(Eye.RIGHT)
    post.touch(f"point_{right}")
    post.touch("point_")
    assert [each.is_right for each in exam_of(post).right] == [True, False]
    post.touch("blind")
    assert exam_of(post).blind_eye is Eye.RIGHT
    post.settle()
    assert post.find("blind") is None, "of two eyes only one may be blind"
    post.show(at_check(at_colour(fresh())))
    post.touch(f"plate_{exam_of(post).plates[0].figure}")
    post.touch("plate_")
    assert exam_of(post).named == (exam_of(post).plates[0].figure, "")
    post.show(at_check(at_hearing(fresh())))
    post.touch("second")
    post.settle()
    post.touch("primary")
    post.sitting.dispatch(ToneFailed(Ear.LEFT))
    post.settle()
    assert any("音叉" in word for word in post.words())
    post.touch("second")
    assert exam_of(post).hearing_left is False
    post.show(at_check(at_acts(fresh())))
    post.touch("shown_fists")
    post.touch("cannot_squat")
    assert [(each.act, each.shown) for each in exam_of(post).acts] == [(Act.FISTS, True), (Act.SQUAT, False)]


def take_height() -> Exam:
    return take(fresh(), HeightTold(172))


def test_a_height_that_cannot_be_is_said_where_it_was_typed(post: BranchStage) -> None:
    post.show(at_check(fresh()))
    post.types("17")
    post.touch("primary")
    post.settle()
    assert exam_of(post).height_cm is None
    assert "写 50 到 260 的数，单位厘米" in post.words()


@pytest.mark.parametrize("reads", [0, 4.6, 5.2])
def test_the_e_stands_on_the_glass_in_its_true_size_and_black(post: BranchStage, reads: float) -> None:
    exam = at_vision(fresh())
    while (line := exam.looking(Eye.RIGHT).line) is not None and line <= reads:
        exam = looks_once(exam)
    post.show(at_check(exam))
    side = exam.chart.side_px(exam.looking(Eye.RIGHT).line or 0)
    item = seen(post, "optotype")
    assert side <= item.width() < side + 1
    shown = on_glass(post, "optotype")
    dark = (1 - light_of(shown)).sum()
    assert dark == pytest.approx(17 / 25 * side * side, rel=0.01)
    assert item.height() <= 560


def looks_once(exam: Exam) -> Exam:
    return take(exam, Pointed(exam.facing(Eye.RIGHT)))


@pytest.mark.parametrize("kind", PlateKind)
def test_a_plate_is_shown_with_colours_on_white(post: BranchStage, kind: PlateKind) -> None:
    exam = at_colour(fresh())
    if kind is PlateKind.RED_GREEN:
        exam = take(exam, PlateNamed(exam.plates[0].figure))
    post.show(at_check(exam))
    shown = on_glass(post, "plate")
    hues = {shown.pixelColor(x, y).hue() // 30 for x in range(40, 520, 7) for y in range(40, 520, 7)}
    assert shown.pixelColor(2, 2).name() == "#ffffff"
    assert len(hues - {-1}) >= 2, "a plate of one colour shows nothing"


def test_who_misses_the_first_plate_is_told_so_and_begins_anew_by_the_return_key(post: BranchStage) -> None:
    post.show(at_check(at_colour(fresh())))
    post.touch("plate_")
    post.settle()
    assert post.find("plate") is None
    assert "第 1 图没读对，这次不算" in post.words()
    post.key(Qt.Key.Key_0)
    assert exam_of(post).named == ("",)
    post.key(Qt.Key.Key_Return)
    post.settle()
    assert (exam_of(post).attempt(Part.COLOUR), exam_of(post).named) == (1, ())
    assert post.find("plate") is not None
    post.key(Qt.Key.Key_0)
    post.settle()
    assert (exam_of(post).now, exam_of(post).colour) == (Part.HEARING, None)
    assert "没测出来" in {each.property("text") for each in shown_texts(post)}


def test_the_summary_shows_figures_limits_and_what_goes_on(post: BranchStage) -> None:
    post.show(at_check(looks(looks(at_vision(fresh()), 5.0), 4.7)))
    said = {each.property("text") for each in shown_texts(post)}
    assert {"按 C1 标准", "每只眼 4.9 以上，可戴眼镜", "5.0", "4.7", "172 厘米", "没到标准", "合格"} <= said
    assert post.sitting.events == []
    post.touch("repeat_vision")
    assert exam_of(post).now is Part.VISION
    assert exam_of(post).right == ()


def test_too_near_a_screen_offers_no_test_that_would_wrong_somebody(post: BranchStage) -> None:
    post.show(at_check(at_vision(fresh(Chart(distance_mm=600)))))
    assert post.find("optotype") is None
    assert any("站到 0.8 米以外" in word for word in post.words())
    post.key(Qt.Key.Key_Left)
    assert exam_of(post).right == ()


def test_a_trouble_stands_in_the_place_of_the_test_and_takes_no_answer(post: BranchStage) -> None:
    post.show(at_check(at_vision(fresh()), trouble=Trouble.FILM_BROKE))
    assert post.find("trouble") is not None
    assert post.find("optotype") is None
    post.key(Qt.Key.Key_Left)
    assert exam_of(post).right == ()


def test_a_film_that_broke_is_told_where_the_signature_is_and_goes_on_by_a_touch(post: BranchStage) -> None:
    draft = Draft("case-1", CARD, "matched", consented=True, form={"licence_classes": "C1"})
    review = AtStep(ITEM, ITEM.steps, ITEM.steps.index(StepKind.REVIEW), draft, at_desk=True, film=Film.ON)
    post.show(replace(review, film=Film.BROKEN, mood=Troubled(Trouble.FILM_BROKE)))
    assert "录像停了" in post.words()
    assert "去签名" not in post.words()
    post.touch("troublePrimary")
    assert BeginFilm("case-1") in post.sitting.commands
    post.settle()
    assert "去签名" in post.words()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_word_of_the_check_is_cut_off(post: BranchStage, language: str) -> None:
    for exam in (
        fresh(),
        at_vision(fresh()),
        at_colour(fresh()),
        take(at_colour(fresh()), PlateNamed("")),
        take(at_hearing(fresh()), AidTold(worn=False)),
        whole(fresh()),
    ):
        post.show(at_check(exam), settled=False)
        post.comfort(language=language)
        post.settle()
        cut = [each.property("text") for each in shown_texts(post) if each.property("truncated")]
        assert cut == [], exam.now


def shown_texts(post: BranchStage) -> Iterator[QQuickItem]:
    """Of the page, and of the summary wherever it stands."""
    page = post.page()
    assert page is not None
    for root in (page, *(each for each in [post.find("bodyPane")] if each is not None)):
        yield from texts(root)


def texts(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        if isinstance(item.property("text"), str) and item.property("truncated") is not None:
            yield item
        for child in item.childItems():
            yield from texts(child)


def test_nothing_of_the_check_is_left_when_the_sitting_ends(post: BranchStage) -> None:
    post.show(at_check(whole(fresh())))
    post.show(AtHome())
    assert "172 厘米" not in post.words()
    assert post.find("repeat_vision") is None
