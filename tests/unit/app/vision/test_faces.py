"""The portrait is one person's. The stranger is a drawn face, as no second portrait is free to ship."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from app.vision.face_finder import Face
from app.vision.face_process import FaceProcess
from app.vision.faces import NO_PORTRAIT, DlibFaceMatcher, not_comparable

Demo = Callable[[str], np.ndarray]


@pytest.fixture
def matcher(process: FaceProcess) -> DlibFaceMatcher:
    return DlibFaceMatcher(process)


@pytest.mark.parametrize(
    "name", ["camera-face/1", "camera-face/2", "camera-face/3", "camera-photo/1", "camera-bad/tilted"]
)
def test_the_person_on_the_card_is_recognised(matcher: DlibFaceMatcher, portrait: bytes, demo: Demo, name: str) -> None:
    verdict = matcher.match(portrait, demo(f"{name}.jpg"))
    assert verdict.matched
    assert verdict.distance is not None
    assert verdict.distance < 0.45
    assert verdict.advice == ""


def test_somebody_else_is_not_and_is_told_what_to_do(matcher: DlibFaceMatcher, portrait: bytes, demo: Demo) -> None:
    verdict = matcher.match(portrait, demo("camera-other/drawn.jpg"))
    assert not verdict.matched
    assert verdict.distance is not None
    assert verdict.distance > 0.65
    assert verdict.advice == "摘下帽子和口罩，再看一次镜头"


def test_a_stricter_threshold_refuses_what_a_looser_one_takes(
    process: FaceProcess, portrait: bytes, demo: Demo
) -> None:
    strict = DlibFaceMatcher(process, threshold=0.05).match(portrait, demo("camera-face/1.jpg"))
    assert not strict.matched
    assert strict.advice
    assert DlibFaceMatcher(process, threshold=0.9).match(portrait, demo("camera-other/drawn.jpg")).matched


@pytest.mark.parametrize(
    ("picture", "advice"),
    [("camera-bad/no-face.jpg", "站到镜头前，露出整张脸"), ("camera-bad/two-people.jpg", "让旁边的人离开画面")],
)
def test_without_a_single_face_there_is_no_distance(
    matcher: DlibFaceMatcher, portrait: bytes, demo: Demo, picture: str, advice: str
) -> None:
    verdict = matcher.match(portrait, demo(picture))
    assert (verdict.matched, verdict.distance, verdict.advice) == (False, None, advice)


def test_a_card_without_a_usable_picture_is_for_a_person_to_decide(matcher: DlibFaceMatcher, demo: Demo) -> None:
    wall = cv2.imencode(".png", np.full((126, 102, 3), 240, np.uint8))[1].tobytes()
    for portrait in (b"", b"not a picture", wall):
        verdict = matcher.match(portrait, demo("camera-face/1.jpg"))
        assert (verdict.matched, verdict.distance, verdict.advice) == (False, None, NO_PORTRAIT)


def test_the_next_card_is_not_compared_with_the_one_before(
    matcher: DlibFaceMatcher, portrait: bytes, demo: Demo
) -> None:
    other = cv2.imencode(".jpg", demo("camera-other/drawn.jpg"))[1].tobytes()
    assert matcher.match(portrait, demo("camera-face/1.jpg")).matched
    assert not matcher.match(other, demo("camera-face/1.jpg")).matched
    assert matcher.match(other, demo("camera-other/drawn.jpg")).matched


def test_nothing_of_a_face_stays_after_a_sitting(matcher: DlibFaceMatcher, portrait: bytes, demo: Demo) -> None:
    matcher.match(portrait, demo("camera-face/1.jpg"))
    assert matcher._portrait is not None
    matcher.forget()
    assert matcher._portrait is None
    assert matcher._forgetting is None
    assert matcher.match(portrait, demo("camera-face/1.jpg")).matched


def test_a_blurred_face_is_not_compared(matcher: DlibFaceMatcher, portrait: bytes, demo: Demo) -> None:
    dim = cv2.GaussianBlur(demo("camera-face/1.jpg"), (0, 0), 5).astype(float) * 0.4
    verdict = matcher.match(portrait, dim.astype(np.uint8))
    assert (verdict.matched, verdict.distance, verdict.advice) == (False, None, "站稳别动，看镜头")


def test_a_face_turned_far_away_is_not_compared(demo: Demo) -> None:
    aside = Face((0, 0, 100, 100), ((160.0, 100.0), (130.0, 100.0), (70.0, 100.0), (100.0, 100.0), (145.0, 148.0)))
    assert not_comparable(demo("camera-face/1.jpg"), aside) == "转正脸，看镜头"


def test_the_place_of_a_face_is_forgotten_with_it(matcher: DlibFaceMatcher, portrait: bytes, demo: Demo) -> None:
    matcher.match(portrait, demo("camera-face/1.jpg"))
    assert matcher._tracker._last is not None
    matcher.forget()
    assert matcher._tracker._last is None
