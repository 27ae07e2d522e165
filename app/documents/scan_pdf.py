"""Scanned pages as one PDF: each JPEG's picture as it is (DCTDecode, ISO 32000-1 7.4.8) on an A4 page of its own.

No dates, no producer, no names: the same pages make the same bytes. The file keeps to what PDF/A-1b forbids (no
encryption, no transparency, no outer references) but carries no output intent and no metadata, so it does not claim it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.domain.errors import WrongInput

A4_POINTS = (595.276, 841.89)
CARD_AT_MOST_SHARE = 0.75
"""A picture that is wider than high is put on an upright page and not enlarged beyond this share of its width."""
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_COLOUR = {1: b"/DeviceGray", 3: b"/DeviceRGB"}


@dataclass(frozen=True, slots=True)
class _Jpeg:
    content: bytes
    width: int
    height: int
    colour: bytes


class PdfScanBinder:
    """The port `ScanBinder`."""

    def bind(self, pages: tuple[bytes, ...]) -> bytes:
        return scan_pdf(pages)


def scan_pdf(pages: tuple[bytes, ...]) -> bytes:
    """Raises WrongInput for no page and for what is no baseline or progressive JPEG in grey or colour."""
    if not pages:
        raise WrongInput("没有要装订的页", "先拍一页")
    pictures = [_read(page) for page in pages]
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(len(pictures)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pictures)),
    ]
    for number, picture in enumerate(pictures):
        objects.extend(_page(picture, 3 + 3 * number))
    return _file(objects)


def _page(picture: _Jpeg, number: int) -> tuple[bytes, bytes, bytes]:
    """The page, what is drawn on it, and the picture: three objects, numbered from `number`."""
    width, height = A4_POINTS
    room = width * (CARD_AT_MOST_SHARE if picture.width > 1.5 * picture.height else 1.0)
    scale = min(room / picture.width, height / picture.height)
    across, up = picture.width * scale, picture.height * scale
    drawn = b"q %.3f 0 0 %.3f %.3f %.3f cm /P Do Q" % (across, up, (width - across) / 2, (height - up) / 2)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.3f %.3f] /Contents %d 0 R "
        b"/Resources << /XObject << /P %d 0 R >> >> >>" % (width, height, number + 1, number + 2),
        _stream(b"", drawn),
        _stream(
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 "
            b"/Filter /DCTDecode " % (picture.width, picture.height, picture.colour),
            picture.content,
        ),
    )


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _file(objects: list[bytes]) -> bytes:
    """Header, objects, cross-reference table (ISO 32000-1 7.5); the identifier is a digest of what is in it."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    digest = hashlib.sha256(out).hexdigest()[:32].encode()
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /ID [<%s> <%s>] >>\n" % (len(objects) + 1, digest, digest)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def _read(jpeg: bytes) -> _Jpeg:
    """Size and colours from the frame header (ITU-T T.81 B.2.2); what tells of camera and place is left out."""
    kept, at = bytearray(jpeg[:2]), 2
    found: tuple[int, int, bytes] | None = None
    while jpeg[:2] == b"\xff\xd8" and len(jpeg) >= at + 4 and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        segment = jpeg[at : at + 2 + length]
        if marker in _FRAMES and len(segment) >= 10 and segment[4] == 8 and segment[9] in _COLOUR:
            found = _number(segment[7:9]), _number(segment[5:7]), _COLOUR[segment[9]]
        if marker == 0xDA:
            if found is None or not all(found[:2]) or jpeg[-2:] != b"\xff\xd9":
                break
            return _Jpeg(bytes(kept) + jpeg[at:], *found)
        if not (0xE1 <= marker <= 0xEF or marker == 0xFE) or marker == 0xEE:  # Exif and comments; Adobe's tells colours
            kept += segment
        at += 2 + max(2, length)
    raise WrongInput("这一页不是照片文件", "再拍一次")


def _number(two: bytes) -> int:
    return int.from_bytes(two, "big")
