"""Small PDF papers, as an e-licence would come: one A4 page of lines, the viewer's own Chinese font."""

from __future__ import annotations

from collections.abc import Sequence

A4_POINTS = (595, 842)
TOP, LEFT, LEADING = 760, 72, 34
HEADING_POINTS, BODY_POINTS = 24, 15


def paper(lines: Sequence[str]) -> bytes:
    """One page; the first line is the heading. Same lines, same bytes."""
    content = _content(lines)
    width, height = A4_POINTS
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>" % (width, height),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UTF16-H /Encoding /UniGB-UTF16-H "
        b"/DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000 /W [1 95 500] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )
    return _file(objects)


def _content(lines: Sequence[str]) -> bytes:
    drawn = [b"BT"]
    for number, line in enumerate(lines):
        size = HEADING_POINTS if number == 0 else BODY_POINTS
        at = TOP - number * LEADING
        drawn.append(
            b"/F1 %d Tf 1 0 0 1 %d %d Tm <%s> Tj" % (size, LEFT, at, line.encode("utf-16-be").hex().encode("ascii"))
        )
    return b"\n".join([*drawn, b"ET"])


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
