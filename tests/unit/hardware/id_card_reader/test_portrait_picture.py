import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hardware.id_card_reader.portrait_picture import RAW_BYTES, portrait_png

STARTS = st.sampled_from([b"", b"BM", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])


def picture(kind: str, size=(102, 126)) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, 50, 60))
    with io.BytesIO() as out:
        image.save(out, kind)
        return out.getvalue()


@pytest.mark.parametrize("kind", ["BMP", "PNG", "JPEG"])
def test_a_picture_of_the_right_size_becomes_a_png(kind):
    png = portrait_png(picture(kind).ljust(65536, b"\0"))
    with Image.open(io.BytesIO(png)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (102, 126), "RGB")
        assert image.getpixel((10, 10))[0] > 150 > image.getpixel((10, 10))[1]


def test_the_bmp_of_a_card_has_the_length_vendors_tell():
    assert len(picture("BMP")) == 38862


@pytest.mark.parametrize("kind", ["BMP", "PNG", "JPEG"])
def test_a_picture_of_another_size_or_cut_short_is_none(kind):
    assert portrait_png(picture(kind, (126, 102))) is None
    assert portrait_png(picture(kind)[:200]) is None


def test_one_colour_is_no_portrait():
    assert portrait_png(bytes(65536)) is None
    assert portrait_png(b"\x80" * RAW_BYTES) is None


def test_raw_rows_with_more_behind_them_are_something_else():
    raw = bytes(range(251)) * (RAW_BYTES // 251 + 1)
    assert portrait_png(raw[:RAW_BYTES] + bytes(1000)) is not None
    assert portrait_png(raw[:RAW_BYTES] + bytes(999) + b"\1") is None
    assert portrait_png(raw[: RAW_BYTES - 1]) is None
    assert portrait_png(raw[:RAW_BYTES], "picture") is None


@given(STARTS, st.binary(max_size=3000))
def test_rubbish_is_no_picture_and_no_exception(start, data):
    portrait_png(start + data)


@given(st.sampled_from(["BMP", "PNG", "JPEG"]), st.data())
def test_a_picture_with_flipped_bytes_is_a_picture_or_none(kind, draw):
    data = bytearray(picture(kind))
    for at in draw.draw(st.lists(st.integers(0, min(len(data), 400) - 1), min_size=1, max_size=6)):
        data[at] ^= draw.draw(st.integers(1, 255))
    png = portrait_png(bytes(data))
    assert png is None or png.startswith(b"\x89PNG")
