"""What the self-test and the fault scripts print and play: invented, small, the same every time."""

from __future__ import annotations

import io
import math
import struct
import wave

_A4_POINTS = (595, 842)
_TONE_HZ = 660
_RATE_HZ = 16000


def sample_document(pages: int = 2) -> bytes:
    """An A4 PDF (ISO 32000-1) of so many pages; each says its number."""
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 {_A4_POINTS[0]} {_A4_POINTS[1]}] >>",
    ]
    font = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for number in range(1, pages + 1):
        text = f"BT /F 24 Tf 72 720 Td (Bianmin Terminal: self-test, page {number} of {pages}) Tj ET"
        objects.append(f"<< /Type /Page /Parent 2 0 R /Resources {font} /Contents {2 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    return _pdf(objects)


def _pdf(objects: list[str]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("ascii"))
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii"))
    out.writelines(f"{place:010d} 00000 n \n".encode("ascii") for place in places)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode("ascii"))
    return out.getvalue()


def sample_tone(seconds: float = 0.3) -> bytes:
    """A soft tone: WAV, 16 kHz, mono, 16 bits."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE_HZ)
        count = int(seconds * _RATE_HZ)
        turns = (2 * math.pi * _TONE_HZ * at / _RATE_HZ for at in range(count))
        sound.writeframes(b"".join(struct.pack("<h", int(6000 * math.sin(turn))) for turn in turns))
    return out.getvalue()
