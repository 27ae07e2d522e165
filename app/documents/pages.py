"""Several pictures of pages as one PDF: each JPEG as it is, on a page of its shape, nothing encoded anew."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from app.domain.errors import OurFault

A4_WIDTH_PT = 595
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""Markers of a frame header, which holds the size (ISO/IEC 10918-1, B.2.2)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length behind them."""
_COLOURS = {1: b"/DeviceGray", 3: b"/DeviceRGB"}


def pages_as_pdf(pages: Sequence[bytes]) -> bytes:
    """Raises OurFault where a page is no JPEG of one or three colours. Same pages, same bytes."""
    objects: list[bytes] = []
    kids = b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    for at, jpeg in enumerate(pages):
        objects += _page(3 + 3 * at, jpeg)
    return _file(objects)


def _page(number: int, jpeg: bytes) -> tuple[bytes, bytes, bytes]:
    wide, high, colours = size_of_jpeg(jpeg)
    width, height = A4_WIDTH_PT, round(A4_WIDTH_PT * high / wide)
    drawn = b"q %d 0 0 %d 0 0 cm /Page Do Q" % (width, height)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
        b"/Resources << /XObject << /Page %d 0 R >> >> >>" % (width, height, number + 1, number + 2),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 "
        b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (wide, high, _COLOURS[colours], len(jpeg), jpeg),
    )


def size_of_jpeg(jpeg: bytes) -> tuple[int, int, int]:
    """Width and height in pixels, how many colours. Raises OurFault."""
    at = 2
    while jpeg[:2] == b"\xff\xd8" and at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker in _FRAMES:
            _, high, wide, colours = struct.unpack(">BHHB", jpeg[at + 4 : at + 10])
            if wide and high and colours in _COLOURS:
                return wide, high, colours
            break
        at += 2 if marker in _ALONE else 1 if marker == 0xFF else 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    raise OurFault("拍的一页不是照片", "重新拍这一页")


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe4\xb8\xad\xe6\x96\x87\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
