"""The demo portrait as a turning head, and as a print of the same picture held up."""

import random
from collections.abc import Callable, Iterable

import cv2
import numpy as np
import pytest

from app.domain.vision_ports import Turn, TurnVerdict
from app.vision.face_finder import FaceFinder
from app.vision.face_process import FaceProcess
from app.vision.head_turn import HeadTurn, Phase, seen, sight_of
from app.vision.head_turn_watcher import FAILED, PASSED, DlibHeadTurnWatcher
from tests.unit.app.vision.turned_head import held_up, tilted_print, turned

Demo = Callable[[str], np.ndarray]
SWEEP = (0, 6, 10, 14, 20, 24, 28, 28)
LIVE = {Turn.LEFT: 1, Turn.RIGHT: -1}


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watcher(process: FaceProcess, clock: Clock) -> DlibHeadTurnWatcher:
    return DlibHeadTurnWatcher(process, 0.6, clock, random.Random(1))


def shown(watcher: DlibHeadTurnWatcher, clock: Clock, pictures: Iterable[np.ndarray]) -> list[TurnVerdict]:
    verdicts = []
    for picture in pictures:
        clock.now += 0.1
        verdicts.append(watcher.observe(picture))
    return verdicts


def test_a_head_that_turns_as_asked_passes(
    watcher: DlibHeadTurnWatcher, clock: Clock, demo: Demo, portrait: bytes
) -> None:
    picture = demo("camera-photo/1.jpg")
    turns = watcher.begin(portrait)
    assert sorted(turns) == [Turn.LEFT, Turn.RIGHT]
    verdicts = shown(watcher, clock, [picture] * 2)
    assert verdicts[0].advice == "正对镜头，先别动"
    for number, turn in enumerate(turns):
        assert (verdicts[-1].asked, verdicts[-1].done) == (turn, number)
        assert verdicts[-1].advice == ("慢慢向左转头" if turn is Turn.LEFT else "慢慢向右转头")
        there = [turned(picture, LIVE[turn] * angle) for angle in SWEEP]
        verdicts = shown(watcher, clock, there)
        assert verdicts[-1].advice == "转回来，看镜头"
        verdicts = shown(watcher, clock, [*there[-3:0:-2], picture, picture, picture])
    assert (verdicts[-1].passed, verdicts[-1].finished, verdicts[-1].advice) == (True, True, PASSED)


def test_the_wrong_side_is_told(watcher: DlibHeadTurnWatcher, clock: Clock, demo: Demo) -> None:
    picture = demo("camera-photo/1.jpg")
    turn = watcher.begin()[0]
    shown(watcher, clock, [picture] * 2)
    verdicts = shown(watcher, clock, [turned(picture, -LIVE[turn] * angle) for angle in SWEEP])
    assert any(verdict.advice == "是另一边，正对镜头重来" for verdict in verdicts)


def moved(picture: np.ndarray, right: float) -> np.ndarray:
    return held_up(picture, np.array([[1, 0, right], [0, 1, 0], [0, 0, 1.0]]))


def rotated(picture: np.ndarray, degrees: float) -> np.ndarray:
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((0, 0), degrees, 1)
    return held_up(picture, matrix)


@pytest.mark.parametrize("how", ["still", "moved", "rotated", "tilted about an upright axis", "nearer and farther"])
def test_a_print_held_up_never_passes(watcher: DlibHeadTurnWatcher, clock: Clock, demo: Demo, how: str) -> None:
    picture = demo("camera-photo/1.jpg")
    steps = [*range(0, 11), *range(10, -11, -1), *range(-10, 1)]
    match how:
        case "still":
            pictures = [picture] * 10
        case "moved":
            pictures = [moved(picture, 12 * step) for step in steps]
        case "rotated":
            pictures = [rotated(picture, 2 * step) for step in steps]
        case "tilted about an upright axis":
            pictures = [held_up(picture, tilted_print(90, 5 * step)) for step in steps]
        case _:
            pictures = [held_up(picture, np.diag([1 + 0.02 * step, 1 + 0.02 * step, 1])) for step in steps]
    watcher.begin()
    verdicts = shown(watcher, clock, pictures)
    assert max(verdict.done for verdict in verdicts) == 0
    assert not any(verdict.passed for verdict in verdicts)
    assert any(verdict.asked is not None for verdict in verdicts)


@pytest.mark.parametrize("axis_deg", range(0, 180, 30))
def test_a_print_tilted_about_any_axis_shows_no_turned_head(process: FaceProcess, demo: Demo, axis_deg: int) -> None:
    picture = demo("camera-photo/1.jpg")
    finder = FaceFinder(process)
    face = finder.faces(picture)[0]
    straight = sight_of(face, 0.0)
    for tilt_deg in range(-60, 61, 15):
        tilted = finder.face_near(held_up(picture, tilted_print(axis_deg, tilt_deg)), face.box, 0.4)
        for turn in Turn:
            asked = HeadTurn(((turn,),), 0.0, 0.6, phase=Phase.TURNING, straight=straight, midway=True)
            if tilted is not None:
                sight = sight_of(tilted, 0.1)
                assert seen(seen(asked, sight), sight).phase is not Phase.RETURNING


def test_somebody_else_than_on_the_card_does_not_begin(
    watcher: DlibHeadTurnWatcher, clock: Clock, demo: Demo, portrait: bytes
) -> None:
    watcher.begin(portrait)
    verdicts = shown(watcher, clock, [demo("camera-other/drawn.jpg")] * 8)
    assert not any(verdict.asked for verdict in verdicts)
    assert verdicts[-1].finished
    assert (verdicts[-1].passed, verdicts[-1].advice) == (False, FAILED)


def test_nobody_and_two_people_are_told(watcher: DlibHeadTurnWatcher, clock: Clock, demo: Demo) -> None:
    watcher.begin()
    assert shown(watcher, clock, [demo("camera-bad/no-face.jpg")])[0].advice == "站到镜头前，露出整张脸"
    watcher.begin()
    assert shown(watcher, clock, [demo("camera-bad/two-people.jpg")])[0].advice == "让旁边的人离开画面"


def test_a_portrait_without_a_face_is_for_a_person_to_decide(watcher: DlibHeadTurnWatcher, demo: Demo) -> None:
    watcher.begin(b"no picture")
    verdict = watcher.observe(demo("camera-photo/1.jpg"))
    assert (verdict.finished, verdict.passed, verdict.advice) == (True, False, "证件照片看不清，找工作人员核对")


def test_the_order_is_left_to_chance(process: FaceProcess) -> None:
    watcher = DlibHeadTurnWatcher(process)
    assert len({watcher.begin() for _ in range(60)}) == 2


def test_nothing_of_the_face_stays(watcher: DlibHeadTurnWatcher, clock: Clock, demo: Demo) -> None:
    watcher.begin()
    shown(watcher, clock, [demo("camera-photo/1.jpg")] * 2)
    assert watcher._state is not None
    assert watcher._state.numbers is not None
    watcher.forget()
    assert watcher._state is None
    assert watcher._tracker._last is None
    assert watcher.observe(demo("camera-photo/1.jpg")).finished
