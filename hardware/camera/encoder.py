"""Pictures to H.264 in pieces that can each be played alone, and all together as one film. Nothing touches a disk.

One encoder and one MPEG-TS stream (ISO/IEC 13818-1) run through the whole recording; the stream is cut in memory before
every key frame, where the muxer repeats its tables. So the pieces joined byte by byte are the stream itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from typing import Any

import cv2

from hardware.camera.interface import Picture
from hardware.camera.scaling import fitted

TICKS_PER_S = 90_000
"""MPEG-TS counts time in these."""
TICK = Fraction(1, TICKS_PER_S)
FRAMES_PER_S = 25
X264 = {
    "preset": "ultrafast",
    "tune": "zerolatency",
    "crf": "26",
    "maxrate": "1M",
    "bufsize": "1M",
    "g": "100000",
    "sc_threshold": "0",
    "forced-idr": "1",
}
"""A key frame comes only where a piece begins; the rate is bounded, so that a quarter of an hour fits
into what an office can play, and a day's disk space can be reckoned."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a recording. `number` from 1; `started_s` on the clock of the pictures; `sha256` of `data`, in hex."""

    number: int
    started_s: float
    duration_s: float
    frames: int
    sha256: str
    data: bytes = field(repr=False)


class _Memory:
    """What the muxer writes to."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


class SegmentEncoder:
    """One thread's. `size` is (width, height), both even; pictures of another shape get black bars."""

    def __init__(self, size: tuple[int, int] = (1280, 720), segment_s: float = 1.0) -> None:
        import av

        self._size = size
        self._segment_s = segment_s
        self._memory = _Memory()
        self._container: Any = av.open(self._memory, "w", format="mpegts", options={"flush_packets": "1"})
        self._stream: Any = self._container.add_stream("libx264", rate=FRAMES_PER_S, options=X264)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.time_base = TICK
        context.thread_count = 1
        self._first_s: float | None = None
        self._last_tick = -1
        self._number = 0
        self._begun_s = 0.0
        self._last_s = 0.0
        self._frames = 0

    def add(self, picture: Picture, at_s: float) -> Segment | None:
        """Encode a picture taken at `at_s`. Gives the piece before it where it begins a new one."""
        if self._first_s is None:
            self._first_s = at_s
        is_due = self._frames > 0 and at_s - self._begun_s >= self._segment_s - 0.5 / FRAMES_PER_S
        done = self.cut() if is_due else None
        is_key = self._frames == 0
        if is_key:
            self._begun_s = at_s
        self._mux(self._stream.encode(self._frame(picture, at_s, is_key=is_key)))
        self._frames += 1
        self._last_s = at_s
        return done

    def cut(self) -> Segment | None:
        """What was added since the last cut, as a piece; the next picture begins another."""
        if not self._frames:
            return None
        self._number += 1
        data = self._memory.take()
        duration_s = self._last_s - self._begun_s + 1 / FRAMES_PER_S
        segment = Segment(self._number, self._begun_s, duration_s, self._frames, sha256(data).hexdigest(), data)
        self._frames = 0
        return segment

    def finish(self) -> Segment | None:
        """The last piece. Nothing can be added after it."""
        if self._first_s is not None:
            self._mux(self._stream.encode(None))
        self._container.close()
        return self.cut()

    def _mux(self, packets: Any) -> None:
        for packet in packets:
            self._container.mux(packet)

    def _frame(self, picture: Picture, at_s: float, *, is_key: bool) -> Any:
        import av

        planes: Any = cv2.cvtColor(fitted(picture, *self._size), cv2.COLOR_BGR2YUV_I420)
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        tick = round((at_s - (self._first_s or 0.0)) * TICKS_PER_S)
        self._last_tick = max(tick, self._last_tick + 1)  # a clock that stood still must not stop the film
        frame.pts = self._last_tick
        frame.time_base = TICK
        frame.pict_type = av.video.frame.PictureType.I if is_key else av.video.frame.PictureType.NONE
        return frame
