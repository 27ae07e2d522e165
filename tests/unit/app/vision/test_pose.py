from math import cos, radians, sin

import cv2
import numpy as np
import pytest

from app.vision.face_finder import Face
from app.vision.pose import Framing, Pose, pose_of

UPRIGHT = ((160.0, 100.0), (130.0, 100.0), (70.0, 100.0), (100.0, 100.0), (115.0, 148.0))


def tilted(degrees: float) -> Face:
    a = radians(degrees)
    points = [(x * cos(a) - y * sin(a), x * sin(a) + y * cos(a)) for x, y in UPRIGHT]
    return Face((0, 0, 100, 100), tuple(points))  # type: ignore[arg-type]


@pytest.mark.parametrize("degrees", [-20, -3, 0, 7])
def test_the_tilt_is_the_angle_of_the_eyes_and_changes_nothing_else(degrees: float) -> None:
    pose = pose_of(tilted(degrees))
    assert pose.tilt_deg == pytest.approx(degrees)
    assert pose.eye_span_px == pytest.approx(90)
    assert pose.turn_deg == pytest.approx(0, abs=0.01)
    assert pose.nod_share == pytest.approx(48 / 90)


def test_a_nose_beside_the_middle_is_a_turned_face() -> None:
    aside = Face((0, 0, 100, 100), (*UPRIGHT[:4], (130.0, 148.0)))
    assert pose_of(aside).turn_deg > 20
    assert pose_of(Face((0, 0, 100, 100), (*UPRIGHT[:4], (100.0, 148.0)))).turn_deg < -20


@pytest.mark.parametrize("scale", [0.3, 0.8, 1.7])
def test_a_framing_puts_the_eyes_where_they_belong_and_level(scale: float) -> None:
    picture = np.zeros((400, 400, 3), np.uint8)
    pose = Pose((200.0, 150.0), 80.0, 30.0, 0.0, 0.5)
    picture[140:161, 190:211] = 255
    out = Framing(pose, scale, (60.0, 40.0), (120, 90)).cut(picture)
    assert out.shape == (90, 120, 3)
    ys, xs = np.nonzero(out[:, :, 0] > 100)
    assert xs.mean() == pytest.approx(60, abs=1)
    assert ys.mean() == pytest.approx(40, abs=1)


def test_what_a_framing_needs_beyond_the_picture_is_told_side_by_side() -> None:
    picture = np.zeros((100, 200, 3), np.uint8)
    pose = Pose((20.0, 50.0), 10.0, 0.0, 0.0, 0.5)
    inside = Framing(pose, 1.0, (10.0, 10.0), (50, 50))
    assert inside.missing(picture) == (0, 0, 0, 0)
    left, top, right, bottom = Framing(pose, 1.0, (50.0, 80.0), (300, 90)).missing(picture)
    assert (left, top, right, bottom) == pytest.approx((30, 30, 70, 0))


def test_a_cut_larger_than_the_picture_does_not_fit_wherever_the_person_stands() -> None:
    picture = np.zeros((100, 200, 3), np.uint8)
    pose = Pose((20.0, 50.0), 10.0, 0.0, 0.0, 0.5)
    assert Framing(pose, 1.0, (50.0, 80.0), (200, 100)).fits(picture)
    assert not Framing(pose, 1.0, (50.0, 50.0), (201, 100)).fits(picture)
    assert not Framing(pose, 0.5, (50.0, 50.0), (60, 60)).fits(picture)


@pytest.mark.parametrize("eyes", [(200.0, 150.0), (5.0, 8.0), (398.0, 396.0)])
def test_a_cut_that_shrinks_is_the_same_from_a_part_as_from_the_whole(eyes: tuple[float, float]) -> None:
    grain = np.random.default_rng(3).integers(0, 255, (50, 50, 3), np.uint8)
    picture = cv2.resize(grain, (400, 400), interpolation=cv2.INTER_CUBIC)
    framing = Framing(Pose(eyes, 80.0, 12.0, 0.0, 0.5), 0.4, (30.0, 20.0), (60, 50))
    whole = cv2.warpAffine(
        cv2.GaussianBlur(picture, (0, 0), 1), framing._matrix()[:2], (60, 50), borderMode=cv2.BORDER_REPLICATE
    )
    assert np.abs(framing.cut(picture).astype(int) - whole).mean() < 4
