"""Our own raster, and libcups (CUPS's reader of the format) as the peer that must read the same pixels."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import struct
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.certificate_printer.pwg_raster import HEADER_BYTES, RasterPage, decode_raster, encode_raster
from hardware.certificate_printer.raster_pages import pdf_as_raster

LIBCUPS = ctypes.util.find_library("cups")
CUPS_RASTER_READ = 0


def page(*rows: bytes, depth: int = 1) -> RasterPage:
    return RasterPage(len(rows[0]) // depth, len(rows), depth, 300, b"".join(rows))


def lines(raster: bytes) -> bytes:
    return raster[4 + HEADER_BYTES :]


@pytest.mark.parametrize(
    ("rows", "packed"),
    [
        ([b"\xff" * 4], b"\x00\x03\xff"),
        ([b"\xff" * 4] * 3, b"\x02\x03\xff"),
        ([b"\x01\x02\x03"], b"\x00\xfe\x01\x02\x03"),
        ([b"\x01"], b"\x00\x00\x01"),
        ([b"\x05\x05\x01\x02\x07\x07"], b"\x00\x01\x05\xff\x01\x02\x01\x07"),
        ([b"\xff" * 129], b"\x00\x7f\xff\x00\xff"),
        ([bytes(range(130))], b"\x00\x81" + bytes(range(128)) + b"\xff\x80\x81"),
        ([b"\xff"] * 257, b"\xff\x00\xff\x00\x00\xff"),
    ],
)
def test_lines_are_packed_as_the_standard_says(rows: list[bytes], packed: bytes) -> None:
    assert lines(encode_raster([page(*rows)])) == packed


def test_the_head_of_a_page_has_the_numbers_of_the_standard_at_their_places() -> None:
    raster = encode_raster([page(b"\0" * 30, depth=3)] * 2)
    head = raster[4 : 4 + HEADER_BYTES]
    numbers = {at: struct.unpack_from(">I", head, at)[0] for at in range(256, 516, 4) if any(head[at : at + 4])}
    assert (raster[:4], head[:10]) == (b"RaS2", b"PwgRaster\0")
    assert numbers == {
        276: 300, 280: 300, 340: 1, 352: 2, 372: 10, 376: 1, 384: 8, 388: 24, 392: 30, 400: 19, 420: 3, 452: 2, 456: 1,
        460: 1, 472: 10, 476: 1,
    }  # fmt: skip
    assert head[1732:1796].rstrip(b"\0") == b"iso_a4_210x297mm"


pixels = st.one_of(
    st.binary(min_size=1, max_size=400), st.lists(st.sampled_from(b"\x00\xff"), min_size=1, max_size=700)
)


@settings(deadline=None, max_examples=300)
@given(data=pixels, depth=st.sampled_from([1, 3]), height=st.integers(1, 5))
def test_what_was_packed_is_unpacked_again(data: bytes | list[int], depth: int, height: int) -> None:
    row = (bytes(data) * depth)[: len(data) // depth * depth or depth].ljust(depth, b"\0")
    one = page(*[row if line % 2 else row[::-1] for line in range(height)], depth=depth)
    assert list(decode_raster(encode_raster([one, one]))) == [one, one]


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=60), st.integers(0, 2000))
def test_any_bytes_are_pages_or_refused(noise: bytes, at: int) -> None:
    whole = bytearray(encode_raster([page(b"\1\1\2\3" * 5)]))
    whole[at : at + len(noise)] = noise
    try:
        found = list(decode_raster(bytes(whole)))
    except ValueError:
        return
    assert all(len(each.pixels) == each.width * each.height * each.depth for each in found)


def test_a_page_of_the_wrong_size_is_not_made() -> None:
    with pytest.raises(ValueError, match="no 2 x 2"):
        RasterPage(2, 2, 1, 300, b"\0\0\0")


class PageHeader(ctypes.Structure):
    """cups_page_header2_t of cups/raster.h, up to what is asked here."""

    _fields_ = [
        ("media_class", ctypes.c_char * 64),
        ("media_color", ctypes.c_char * 64),
        ("media_type", ctypes.c_char * 64),
        ("output_type", ctypes.c_char * 64),
        ("numbers", ctypes.c_uint * 81),
        ("rest", ctypes.c_char * (1796 - 256 - 4 * 81)),
    ]


def read_by_cups(raster: bytes) -> list[tuple[int, int, int, bytes]]:
    """Width, height, colour space and pixels of every page, as CUPS reads them."""
    cups = ctypes.CDLL(LIBCUPS)
    cups.cupsRasterOpen.restype = ctypes.c_void_p
    cups.cupsRasterOpen.argtypes = [ctypes.c_int, ctypes.c_int]
    cups.cupsRasterReadHeader2.argtypes = [ctypes.c_void_p, ctypes.POINTER(PageHeader)]
    cups.cupsRasterReadPixels.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint]
    cups.cupsRasterClose.argtypes = [ctypes.c_void_p]
    source, sink = os.pipe()
    writer = threading.Thread(target=_pour, args=(sink, raster))
    writer.start()
    stream = cups.cupsRasterOpen(source, CUPS_RASTER_READ)
    assert stream
    pages = []
    header = PageHeader()
    while cups.cupsRasterReadHeader2(stream, ctypes.byref(header)):
        numbers = list(header.numbers)
        width, height, line_bytes, space = (numbers[(at - 256) // 4] for at in (372, 376, 392, 400))
        line = ctypes.create_string_buffer(line_bytes)
        rows = []
        for _ in range(height):
            assert cups.cupsRasterReadPixels(stream, line, line_bytes) == line_bytes
            rows.append(line.raw)
        pages.append((width, height, space, b"".join(rows)))
    cups.cupsRasterClose(stream)
    writer.join()
    os.close(source)
    return pages


def _pour(sink: int, raster: bytes) -> None:
    with os.fdopen(sink, "wb") as stream:
        stream.write(raster)


@pytest.mark.skipif(LIBCUPS is None, reason="libcups is not installed")
@pytest.mark.parametrize(("pixel_type", "space"), [("sgray_8", 18), ("srgb_8", 19)])
def test_cups_reads_the_pixels_we_wrote(pdf: bytes, pixel_type: str, space: int) -> None:
    raster = pdf_as_raster(pdf, 150, pixel_type, "iso_a4_210x297mm")
    ours = [(each.width, each.height, space, each.pixels) for each in decode_raster(raster)]
    theirs = read_by_cups(raster)
    assert [each[:3] for each in theirs] == [each[:3] for each in ours] == [(1240, 1754, space)] * 3
    assert theirs == ours
    assert any(byte < 128 for byte in ours[0][3])  # there is something on the page


def test_an_a4_page_fills_the_sheet_and_another_is_fitted_into_its_middle() -> None:
    a5 = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length 18>>stream\n0 0 300 300 re f \nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    (drawn,) = decode_raster(pdf_as_raster(a5, 72, "sgray_8", "iso_a4_210x297mm"))
    assert (drawn.width, drawn.height) == (595, 842)
    middle = drawn.pixels[421 * 595 : 422 * 595]
    assert set(drawn.pixels[:595]) == {255}
    assert set(middle) == {0}


@pytest.mark.parametrize("raw", [b"", b"not a page", b"%PDF-1.7"])
def test_what_is_no_pdf_is_not_drawn(raw: bytes) -> None:
    with pytest.raises(ValueError, match="PDF"):
        pdf_as_raster(raw, 300, "sgray_8", "iso_a4_210x297mm")
