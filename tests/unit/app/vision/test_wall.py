"""Walls behind a drawn head: 260×378, the head 170 wide, a dark body below."""

import cv2
import numpy as np
import pytest

from app.vision import verdicts
from app.vision.head import head_in
from app.vision.photo_rules import rules_named
from app.vision.wall import Wall, wall_of

RULES = rules_named("ga482")
SPAN, EYES = 94.0, (130.0, 155.0)


def wall(colour: tuple[int, int, int] = (240, 240, 240)) -> np.ndarray:
    grain = np.random.default_rng(2).normal(0, 1.5, (378, 260, 3))
    return np.full((378, 260, 3), colour, float) + grain


def with_person(behind: np.ndarray, hair: tuple[int, int, int] = (40, 40, 45), long_hair: bool = False) -> np.ndarray:
    picture = behind.clip(0, 255).astype(np.uint8)
    grain = np.random.default_rng(4).normal(0, 14, picture.shape)
    before = picture.copy()
    cv2.ellipse(before, (130, 130), (88, 115), 0, 0, 360, hair, -1)
    if long_hair:
        cv2.rectangle(before, (22, 130), (238, 378), hair, -1)
    cv2.rectangle(before, (52, 140), (208, 220), (140, 170, 210), -1)
    cv2.ellipse(before, (130, 210), (78, 65), 0, 0, 360, (140, 170, 210), -1)
    cv2.ellipse(before, (130, 400), (150, 100), 0, 0, 360, (60, 40, 30), -1)
    person = (before != picture).any(axis=2)
    picture[person] = (before + grain).clip(0, 255).astype(np.uint8)[person]
    return picture


def seen(picture: np.ndarray) -> Wall:
    return wall_of(picture, head_in(picture, EYES, SPAN), SPAN)


def advice(picture: np.ndarray) -> str:
    return verdicts.background(seen(picture), RULES).advice


def test_an_even_white_wall_is_one() -> None:
    found = seen(with_person(wall()))
    assert found.level == pytest.approx(240, abs=2)
    assert max(found.tint, found.spread, found.sides) < 3
    assert found.things < 0.005
    assert advice(with_person(wall())) == ""


@pytest.mark.parametrize("colour", [(232, 240, 246), (246, 240, 234), (214, 214, 218)])
def test_a_camera_whose_white_is_a_little_warm_or_cool_or_dim_is_borne_with(colour: tuple[int, int, int]) -> None:
    assert advice(with_person(wall(colour))) == ""


@pytest.mark.parametrize("colour", [(250, 220, 200), (200, 225, 240), (215, 240, 215), (185, 185, 185), (60, 60, 200)])
def test_a_coloured_or_a_grey_wall_is_not_white(colour: tuple[int, int, int]) -> None:
    assert advice(with_person(wall(colour))) == "站到白色背景前"


@pytest.mark.parametrize("hair", [(40, 40, 45), (90, 130, 160), (150, 150, 152)])
@pytest.mark.parametrize("long_hair", [False, True])
def test_hair_is_neither_shadow_nor_stain(hair: tuple[int, int, int], long_hair: bool) -> None:
    assert advice(with_person(wall(), hair, long_hair)) == ""


@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("share", [0.85, 0.7])
def test_the_heads_shadow_on_one_side_is_seen(left: bool, share: float) -> None:
    shadow = np.ones((378, 260), np.float32)
    cv2.ellipse(shadow, (70 if left else 190, 150), (95, 125), 0, 0, 360, share, -1)
    picture = with_person(wall() * cv2.GaussianBlur(shadow, (0, 0), 8)[:, :, None])
    assert advice(picture) in ("背景一边暗，离墙远一点", "往前离墙远一点，去掉影子")


def test_a_wall_that_darkens_to_one_side_or_downwards_is_seen() -> None:
    across = np.linspace(1.0, 0.86, 260)[None, :, None]
    down = np.linspace(1.0, 0.84, 378)[:, None, None]
    assert advice(with_person(wall((250, 250, 250)) * across)) == "背景一边暗，离墙远一点"
    assert advice(with_person(wall((250, 250, 250)) * down)) == "背景一边暗，离墙远一点"


def test_a_gentle_fall_of_light_is_borne_with() -> None:
    across = np.linspace(1.0, 0.96, 260)[None, :, None]
    assert advice(with_person(wall() * across)) == ""


def test_another_head_far_behind_is_seen() -> None:
    behind = wall()
    cv2.circle(behind, (238, 90), 20, (150.0, 175.0, 205.0), -1)
    assert advice(with_person(behind)) == "让背景里的人和东西离开"


def test_a_switch_on_the_wall_is_seen() -> None:
    behind = wall()
    cv2.rectangle(behind, (4, 60), (24, 100), (120.0, 120.0, 120.0), -1)
    cv2.rectangle(behind, (10, 70), (18, 90), (40.0, 40.0, 40.0), -1)
    assert advice(with_person(behind)) == "让背景里的人和东西离开"


def test_before_shelves_there_is_no_white_wall() -> None:
    behind = wall((180, 200, 215))
    for x in range(0, 260, 24):
        cv2.rectangle(behind, (x, 20), (x + 14, 200), (float(x), 120.0, 200.0 - x / 2), -1)
    assert advice(with_person(behind)) == "站到白色背景前"
