"""The smallest honest PDF: one A4 page of Chinese lines in a font readers bring (Adobe-GB1, ISO 32000 9.7.5.2)."""

from __future__ import annotations

from collections.abc import Sequence

TITLE_PT = 24
LINE_PT = 14
LEADING_PT = 30


def one_page_pdf(title: str, lines: Sequence[str]) -> bytes:
    content = "\n".join(
        [
            f"BT /F1 {TITLE_PT} Tf 72 750 Td <{_hex(title)}> Tj ET",
            *(
                f"BT /F1 {LINE_PT} Tf 72 {690 - LEADING_PT * place} Td <{_hex(line)}> Tj ET"
                for place, line in enumerate(lines)
            ),
        ]
    )
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H"
            " /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
            " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        ]
    )


def _hex(text: str) -> str:
    """UCS-2, big end first; what lies outside the basic plane becomes the geta mark 〓."""
    return "".join(letter if ord(letter) < 0x10000 else "〓" for letter in text).encode("utf-16-be").hex()


def _file(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for place, text in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{place} 0 obj\n{text}\nendobj\n".encode("ascii")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(f"{offset:010d} 00000 n \n".encode("ascii") for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(out + trailer.encode("ascii"))
