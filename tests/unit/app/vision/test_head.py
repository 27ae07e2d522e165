import cv2
import numpy as np
import pytest

from app.vision.head import CHIN_SPANS, HEAD_WIDTH_SPANS, head_in

SPAN = 96.0
EYES = (190.0, 220.0)


def drawn(hair_half_width: int = 88, crown: int = 80, wall: int = 240) -> np.ndarray:
    """Eyes at EYES, a head 170 wide at the ears, hair as wide as asked for."""
    picture = np.full((400, 380, 3), wall, np.uint8)
    cv2.ellipse(picture, (190, 190), (hair_half_width, 190 - crown), 0, 0, 360, (40, 40, 45), -1)
    cv2.rectangle(picture, (105, 205), (275, 290), (140, 170, 210), -1)
    if hair_half_width > 100:
        cv2.rectangle(picture, (190 - hair_half_width, 150), (190 + hair_half_width, 400), (40, 40, 45), -1)
    return picture


def test_crown_and_ears_are_seen_against_the_wall() -> None:
    head = head_in(drawn(), EYES, SPAN)
    assert head.outlined
    assert head.crown == pytest.approx(80, abs=3)
    assert (head.left, head.right) == pytest.approx((105, 276), abs=2)
    assert head.chin == pytest.approx(220 + CHIN_SPANS * SPAN)


def test_long_hair_does_not_make_the_head_wider() -> None:
    head = head_in(drawn(hair_half_width=150), EYES, SPAN)
    assert head.width == pytest.approx(HEAD_WIDTH_SPANS * SPAN)
    assert head.centre == pytest.approx(190)


def test_a_stray_hair_does_not_raise_the_crown() -> None:
    picture = drawn()
    picture[40:85, 188:192] = 40
    assert head_in(picture, EYES, SPAN).crown == pytest.approx(80, abs=3)


def test_before_a_busy_wall_the_crown_is_reckoned_and_said_to_be() -> None:
    picture = np.random.default_rng(7).integers(0, 255, (400, 380, 3), np.uint8)
    head = head_in(picture, EYES, SPAN)
    assert not head.outlined
    assert head.length == pytest.approx(SPAN * 2.74)
