"""PWG Raster (PWG 5102.4-2012): pages of pixels, the format every IPP Everywhere printer takes. Pure.

A file is the word `RaS2`, then for each page a header of 1796 bytes (4.3, big-endian) and its lines, packed (4.4): a
byte of how often the line is repeated (0: once), then runs: 0..127 one pixel n+1 times, 129..255 257-n pixels as they
are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

SYNC = b"RaS2"
HEADER_BYTES = 1796
COLOUR_SPACES = {1: 18, 3: 19}  # bytes a pixel to cupsColorSpace: sgray_8, srgb_8 (table 6)
_MOST_ALIKE = 256
_LONGEST_RUN = 128
_MOST_PIXELS = 100_000_000  # A4 at 600 dpi has 35 million


@dataclass(frozen=True, slots=True)
class RasterPage:
    """`pixels` row by row from the top left, `depth` bytes each: 1 grey (0 is black), 3 red, green, blue."""

    width: int
    height: int
    depth: int
    dpi: int
    pixels: bytes = field(repr=False)
    media: str = "iso_a4_210x297mm"

    def __post_init__(self) -> None:
        if self.depth not in COLOUR_SPACES or len(self.pixels) != self.width * self.height * self.depth:
            raise ValueError(f"{len(self.pixels)} bytes are no {self.width} x {self.height} pixels of {self.depth}")


def encode_raster(pages: Iterable[RasterPage], *, two_sided: bool = False) -> bytes:
    """The whole document."""
    every = list(pages)
    parts = [SYNC]
    for page in every:
        parts.append(_header(page, len(every), two_sided))
        parts.append(_packed(page))
    return b"".join(parts)


def _header(page: RasterPage, count: int, two_sided: bool) -> bytes:
    head = bytearray(HEADER_BYTES)
    head[0:9] = b"PwgRaster"

    def put(at: int, *numbers: int) -> None:
        struct.pack_into(f">{len(numbers)}I", head, at, *numbers)

    put(272, int(two_sided))
    put(276, page.dpi, page.dpi)
    put(340, 1)  # NumCopies
    put(352, round(page.width * 72 / page.dpi), round(page.height * 72 / page.dpi))  # PageSize in points
    put(372, page.width, page.height)
    put(384, 8, 8 * page.depth, page.width * page.depth, 0, COLOUR_SPACES[page.depth])  # bits, bits, bytes, chunky
    put(420, page.depth)  # NumColors
    put(452, count, 1, 1)  # TotalPageCount, CrossFeedTransform, FeedTransform
    put(464, 0, 0, page.width, page.height)  # ImageBox
    name = page.media.encode("ascii", "replace")[:63]
    head[1732 : 1732 + len(name)] = name
    return bytes(head)


def _packed(page: RasterPage) -> bytes:
    import numpy as np

    rows = np.frombuffer(page.pixels, np.uint8).reshape(page.height, page.width, page.depth)
    changes = np.flatnonzero((rows[1:] != rows[:-1]).any(axis=(1, 2))) + 1
    starts = [0, *changes.tolist(), page.height]
    out = bytearray()
    for start, end in pairwise(starts):
        line = _packed_line(rows[start])
        for done in range(start, end, _MOST_ALIKE):
            out.append(min(end - done, _MOST_ALIKE) - 1)
            out += line
    return bytes(out)


def _packed_line(row: Pixels) -> bytes:
    """Runs of alike pixels as repeats; single pixels between them together as they are."""
    import numpy as np

    width, depth = row.shape
    changes = np.flatnonzero((row[1:] != row[:-1]).any(axis=1)) + 1
    starts = np.concatenate(([0], changes, [width])).tolist()
    raw = row.tobytes()
    out = bytearray()
    singles = 0  # how many pixels wait to be written as they are
    for start, end in pairwise(starts):
        if end - start == 1:
            singles += 1
            continue
        _put_singles(out, raw, start - singles, start, depth)
        singles = 0
        for at in range(start, end, _LONGEST_RUN):
            out.append(min(end - at, _LONGEST_RUN) - 1)
            out += raw[at * depth : (at + 1) * depth]
    _put_singles(out, raw, width - singles, width, depth)
    return bytes(out)


def _put_singles(out: bytearray, raw: bytes, start: int, end: int, depth: int) -> None:
    for at in range(start, end, _LONGEST_RUN):
        count = min(end - at, _LONGEST_RUN)
        out.append(0 if count == 1 else 257 - count)
        out += raw[at * depth : (at + count) * depth]


def decode_raster(raw: bytes) -> Iterator[RasterPage]:
    """Page by page. Raises ValueError for bytes that are no whole PWG raster of 8 bits a colour."""
    if raw[:4] != SYNC:
        raise ValueError("no PWG raster")
    at = 4
    while at < len(raw):
        head = raw[at : at + HEADER_BYTES]
        if len(head) < HEADER_BYTES or head[:9] != b"PwgRaster":
            raise ValueError("no page header")
        (dpi,) = struct.unpack_from(">I", head, 276)
        width, height = struct.unpack_from(">II", head, 372)
        bits, bits_a_pixel = struct.unpack_from(">II", head, 384)
        depth = bits_a_pixel // 8
        if bits != 8 or depth not in COLOUR_SPACES or not 0 < width * height <= _MOST_PIXELS:
            raise ValueError("not a page of 8 bits a colour")
        pixels, at = _unpacked(raw, at + HEADER_BYTES, width * depth, height, depth)
        yield RasterPage(width, height, depth, dpi, pixels, head[1732:1796].rstrip(b"\0").decode("ascii", "replace"))


def _unpacked(raw: bytes, at: int, line_bytes: int, height: int, depth: int) -> tuple[bytes, int]:
    out = bytearray()
    try:
        while len(out) < line_bytes * height:
            alike, at = raw[at] + 1, at + 1
            line, at = _unpacked_line(raw, at, line_bytes, depth)
            out += line * alike
    except IndexError as cause:
        raise ValueError("the page ends too early") from cause
    if len(out) != line_bytes * height:
        raise ValueError("more lines than the page has")
    return bytes(out), at


def _unpacked_line(raw: bytes, at: int, line_bytes: int, depth: int) -> tuple[bytes, int]:
    line = bytearray()
    while len(line) < line_bytes:
        control, at = raw[at], at + 1
        if control == 128:
            raise ValueError("a reserved run")
        count, times = (1, control + 1) if control < 128 else (257 - control, 1)
        piece = raw[at : at + count * depth]
        if len(piece) < count * depth:
            raise IndexError
        line += piece * times
        at += count * depth
    if len(line) != line_bytes:
        raise ValueError("a line longer than the page is wide")
    return bytes(line), at
