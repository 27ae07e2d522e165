from collections.abc import Callable

import numpy as np
import pytest

from app.vision import face_tracker
from app.vision.face_finder import Face, FaceFinder, Picture
from app.vision.face_process import FaceProcess
from app.vision.face_tracker import WHOLE_EACH, FaceTracker

Demo = Callable[[str], np.ndarray]
EMPTY = np.zeros((48, 64, 3), np.uint8)
POINTS = ((20.0, 10.0), (16.0, 10.0), (8.0, 10.0), (12.0, 10.0), (14.0, 16.0))


class Finder:
    """Sees what it is told to see and writes down how it was asked."""

    def __init__(self, *boxes: tuple[int, int, int, int]) -> None:
        self.boxes = boxes
        self.near = True
        self.asked: list[str] = []

    def faces(self, picture: Picture, *, thorough: bool = True) -> tuple[Face, ...]:
        self.asked.append("thorough" if thorough else "quick")
        return tuple(Face(box, POINTS) for box in self.boxes)

    def face_near(self, picture: Picture, box: tuple[int, int, int, int], margin_share: float) -> Face | None:
        self.asked.append("near")
        return Face(box, POINTS) if self.near else None


@pytest.fixture
def now() -> list[float]:
    return [0.0]


def tracker_of(finder: Finder, now: list[float]) -> FaceTracker:
    return FaceTracker(finder, lambda: now[0])  # type: ignore[arg-type]


def test_one_face_is_followed_and_the_whole_picture_looked_through_now_and_then(now: list[float]) -> None:
    finder = Finder((4, 4, 30, 30))
    tracker = tracker_of(finder, now)
    for _ in range(WHOLE_EACH + 2):
        assert [face.box for face in tracker.faces(EMPTY)] == [(4, 4, 30, 30)]
    assert finder.asked == ["thorough", "near", "near", "near", "thorough", "near"]


def test_a_lost_face_is_looked_for_in_the_same_picture(now: list[float]) -> None:
    finder = Finder((4, 4, 30, 30))
    tracker = tracker_of(finder, now)
    tracker.faces(EMPTY)
    finder.near = False
    finder.boxes = ((30, 4, 56, 30),)
    assert [face.box for face in tracker.faces(EMPTY)] == [(30, 4, 56, 30)]


def test_two_faces_are_never_followed(now: list[float]) -> None:
    finder = Finder((4, 4, 30, 30), (32, 4, 58, 30))
    tracker = tracker_of(finder, now)
    assert [len(tracker.faces(EMPTY)) for _ in range(5)] == [2] * 5
    assert finder.asked == ["thorough"] * 5


def test_where_nobody_is_only_every_fourth_look_is_thorough(now: list[float]) -> None:
    finder = Finder()
    tracker = tracker_of(finder, now)
    for _ in range(6):
        assert tracker.faces(EMPTY) == ()
    assert finder.asked == ["thorough", "quick", "quick", "quick", "thorough", "quick"]


@pytest.mark.parametrize("what", ["a while", "another camera", "forgotten"])
def test_an_old_place_is_no_place(now: list[float], what: str) -> None:
    finder = Finder((4, 4, 30, 30))
    tracker = tracker_of(finder, now)
    tracker.faces(EMPTY)
    picture = EMPTY
    match what:
        case "a while":
            now[0] += face_tracker.LOST_AFTER_S + 0.1
        case "another camera":
            picture = np.zeros((96, 64, 3), np.uint8)
        case _:
            tracker.forget()
    tracker.faces(picture)
    assert finder.asked == ["thorough", "thorough"]


def test_a_followed_face_has_the_same_points_as_one_looked_for(process: FaceProcess, demo: Demo) -> None:
    picture = demo("camera-photo/1.jpg")
    finder = FaceFinder(process)
    sought = finder.faces(picture)[0]
    followed = finder.face_near(picture, sought.box, 0.4)
    assert followed is not None
    assert np.asarray(followed.points) == pytest.approx(np.asarray(sought.points), abs=4)
    assert followed.box == pytest.approx(sought.box, abs=8)


@pytest.mark.parametrize("steps", [(60, 0), (-60, 10), (0, 50), (40, -40)])
def test_a_face_that_moved_between_two_pictures_is_found_where_it_went(
    process: FaceProcess, demo: Demo, steps: tuple[int, int]
) -> None:
    picture = demo("camera-photo/1.jpg")
    tracker = FaceTracker(FaceFinder(process))
    before = np.mean(tracker.faces(picture)[0].points, axis=0)
    after = np.mean(tracker.faces(np.roll(picture, steps, axis=(1, 0)))[0].points, axis=0)
    assert after - before == pytest.approx(np.array(steps), abs=6)


def test_a_small_face_is_followed_without_the_thorough_look(process: FaceProcess, demo: Demo) -> None:
    picture = demo("camera-bad/too-far.jpg")
    finder = FaceFinder(process)
    sought = finder.faces(picture)[0]
    assert finder.faces(picture, thorough=False) == ()
    assert finder.face_near(picture, sought.box, 0.4) is not None


def test_a_place_outside_the_picture_has_no_face(process: FaceProcess) -> None:
    assert FaceFinder(process).face_near(np.zeros((200, 200, 3), np.uint8), (-90, -90, 30, 30), 0.4) is None
