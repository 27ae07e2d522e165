import io

import numpy as np
import pytest
from PIL import Image

from app.vision.jpeg_check import JpegFacts, jpeg_facts

GRAIN = np.random.default_rng(3).integers(0, 255, (378, 260, 3), np.uint8)


def saved(mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(GRAIN).convert(mode).save(out, "JPEG", **how)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("quality", [30, 50, 69, 70, 71, 85, 94])
def test_the_quality_is_the_one_it_was_saved_with(quality: int) -> None:
    assert jpeg_facts(saved(quality=quality, dpi=(300, 300))) == JpegFacts(260, 378, 24, (300, 300), quality)


def test_a_grey_picture_has_eight_bits_and_one_without_density_none() -> None:
    facts = jpeg_facts(saved("L", quality=80))
    assert facts.bits_per_pixel == 8
    assert facts.dots_per_inch == (0, 0)


def test_dots_per_centimetre_are_told_as_dots_per_inch() -> None:
    jpeg = bytearray(saved(quality=80, dpi=(300, 300)))
    at = jpeg.index(b"JFIF\0")
    jpeg[at + 7] = 2
    jpeg[at + 8 : at + 12] = bytes((0, 118, 0, 118))
    assert jpeg_facts(bytes(jpeg)).dots_per_inch == (300, 300)


@pytest.mark.parametrize("jpeg", [b"", b"\xff\xd8", b"PNG", b"\xff\xd8\xff\xe0\x00\x00" * 9, b"\xff" * 70])
def test_what_is_no_jpeg_has_no_facts(jpeg: bytes) -> None:
    assert jpeg_facts(jpeg) == JpegFacts()


def test_a_file_torn_anywhere_in_its_head_raises_nothing() -> None:
    jpeg = saved(quality=80, dpi=(300, 300))
    whole = jpeg_facts(jpeg)
    facts = [jpeg_facts(jpeg[:length]) for length in range(700)]
    assert facts[-1] == whole
    assert facts[10] == JpegFacts()
