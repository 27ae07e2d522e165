import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from app.vision.finished_photo import finish
from app.vision.photo_rules import Between, rules_named

RULES = rules_named("ga482")


def grainy(strength: float) -> np.ndarray:
    grain = np.random.default_rng(5).normal(0, strength, (378, 260, 3))
    return (np.full((378, 260, 3), 180.0) + grain).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("strength", [4, 8, 15, 30])
def test_size_resolution_and_quality_hold_however_grainy_the_picture_is(strength: float) -> None:
    photo = finish(grainy(strength), RULES)
    assert photo.fits
    assert 14_000 <= len(photo.jpeg) <= 30_000
    assert photo.quality >= 70
    image = Image.open(io.BytesIO(photo.jpeg))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (260, 378))
    assert image.info["dpi"] == (300, 300)


def test_the_best_quality_that_fits_is_taken() -> None:
    photo = finish(grainy(8), RULES)
    better = io.BytesIO()
    image = Image.fromarray(np.ascontiguousarray(grainy(8)[:, :, ::-1]))
    image.save(better, "JPEG", quality=photo.quality + 1, dpi=(300, 300))
    assert photo.quality < RULES.quality.high
    assert better.tell() > RULES.bytes.high


def test_a_picture_without_any_detail_does_not_fit() -> None:
    photo = finish(np.full((378, 260, 3), 240, np.uint8), RULES)
    assert not photo.fits
    assert len(photo.jpeg) < 14_000


def test_a_picture_that_cannot_be_made_small_enough_says_so() -> None:
    photo = finish(grainy(60), replace(RULES, bytes=Between(100, 2000)))
    assert not photo.fits
    assert photo.quality == RULES.quality.low
