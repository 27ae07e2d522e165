"""What a JPEG file says of itself, read from its own bytes (ITU-T T.81 annex B; JFIF 1.02), not from who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

_SOI, _SOS, _APP0, _DQT = 0xD8, 0xDA, 0xE0, 0xDB
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_PER_INCH, _PER_CM = 1, 2
_CM_PER_INCH = 2.54
_ANNEX_K_SUM = 3688
"""Sum of the 64 steps of table K.1, which the Independent JPEG Group's quality scales."""


@dataclass(frozen=True, slots=True)
class JpegFacts:
    """`quality` as the Independent JPEG Group counts it, judged by the luminance table; 0 where a fact is missing."""

    width_px: int = 0
    height_px: int = 0
    bits_per_pixel: int = 0
    dots_per_inch: tuple[int, int] = (0, 0)
    quality: int = 0


def jpeg_facts(jpeg: bytes) -> JpegFacts:
    """All 0 for bytes that are no JPEG; never raises."""
    width = height = bits = steps = 0
    density = (0, 0)
    for marker, content in _segments(jpeg):
        if marker == _APP0 and content[:5] == b"JFIF\0" and len(content) >= 12:
            density = _density(content)
        elif marker == _DQT and len(content) >= 65 and content[0] == 0:  # 8-bit steps, table 0
            steps = sum(content[1:65])
        elif marker in _FRAMES and len(content) >= 6:
            height, width = int.from_bytes(content[1:3], "big"), int.from_bytes(content[3:5], "big")
            bits = content[0] * content[5]
    return JpegFacts(width, height, bits, density, _quality(steps))


def _segments(jpeg: bytes) -> list[tuple[int, bytes]]:
    """Marker and content up to the start of the scan."""
    found: list[tuple[int, bytes]] = []
    at = 2
    while jpeg[:2] == bytes((0xFF, _SOI)) and len(jpeg) >= at + 4 and jpeg[at] == 0xFF and jpeg[at + 1] != _SOS:
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((jpeg[at + 1], jpeg[at + 4 : at + 2 + length]))
        at += 2 + max(2, length)
    return found


def _density(jfif: bytes) -> tuple[int, int]:
    x, y = int.from_bytes(jfif[8:10], "big"), int.from_bytes(jfif[10:12], "big")
    if jfif[7] == _PER_CM:
        return round(x * _CM_PER_INCH), round(y * _CM_PER_INCH)
    return (x, y) if jfif[7] == _PER_INCH else (0, 0)


def _quality(steps: int) -> int:
    """The quality whose scaled table has this sum: 200 − 2q percent of the table from 50 up, 5000 / q below."""
    if not steps:
        return 0
    percent = 100 * steps / _ANNEX_K_SUM
    return max(1, min(100, round((200 - percent) / 2 if percent <= 100 else 5000 / percent)))
