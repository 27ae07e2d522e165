"""Records what a camera sees, piece by piece, in a thread of its own: whoever gives pictures never waits."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from threading import Condition, Thread
from typing import Protocol

from hardware.camera.encoder import FRAMES_PER_S, Segment, SegmentEncoder
from hardware.camera.interface import Picture, Shot
from hardware.camera.options import DEVICE
from hardware.errors import RecordingFailed

WAITING_MAX = 8
"""So many pictures may wait for the encoder (8 of 1080p are 50 MB); the next ones are dropped."""
EARLY = 0.5
"""A picture may come so much of a frame's time too early and still be its frame."""

Keep = Callable[[Segment], None]
"""Makes a piece last. Called in the recorder's thread, in order; what it raises ends the recording."""


class Encoder(Protocol):
    def add(self, picture: Picture, at_s: float) -> Segment | None: ...

    def cut(self) -> Segment | None: ...

    def finish(self) -> Segment | None: ...


class _Turn(Enum):
    CUT = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Recorded:
    """`dropped`: pictures that came while too many waited. Pictures beyond 25 a second are not counted."""

    segments: int
    frames: int
    dropped: int
    seconds: float


class Recorder:
    """`failed` hears once, in the recorder's thread, that the recording ended by itself; from then on `push` says so.

    A piece is given to `keep` when it is `segment_s` long, also when no picture comes any more.
    """

    def __init__(
        self,
        keep: Keep,
        failed: Callable[[RecordingFailed], None],
        segment_s: float = 1.0,
        make_encoder: Callable[[float], Encoder] = lambda segment_s: SegmentEncoder(segment_s=segment_s),
    ) -> None:
        self._keep = keep
        self._failed = failed
        self._segment_s = segment_s
        self._make_encoder = make_encoder
        self._changed = Condition()
        self._waiting: deque[Shot] = deque()
        self._is_over = False
        self._error: RecordingFailed | None = None
        self._due_s = 0.0
        self._pending_since: float | None = None
        self._segments = 0
        self._frames = 0
        self._dropped = 0
        self._seconds = 0.0
        self._thread = Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def push(self, shot: Shot) -> bool:
        """Never waits. False: dropped, too many wait. Raises RecordingFailed once the recording has failed."""
        with self._changed:
            if self._error is not None:
                raise self._error
            if self._is_over or shot.taken_at < self._due_s - EARLY / FRAMES_PER_S:
                return True
            if len(self._waiting) >= WAITING_MAX:
                self._dropped += 1
                return False
            self._due_s = max(self._due_s, shot.taken_at - EARLY / FRAMES_PER_S) + 1 / FRAMES_PER_S
            self._waiting.append(shot)
            self._changed.notify()
            return True

    def so_far(self) -> Recorded:
        with self._changed:
            return Recorded(self._segments, self._frames, self._dropped, self._seconds)

    def finish(self, timeout_s: float = 5.0) -> Recorded:
        """Encodes and keeps what waits, and ends. Raises RecordingFailed, also when that takes longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify()
        self._thread.join(timeout_s)
        with self._changed:
            if self._error is not None:
                raise self._error
        if self._thread.is_alive():
            raise _failure("录像没有按时存完", "检查磁盘是否变慢；最后几秒可能没有存下")
        return self.so_far()

    def _run(self) -> None:
        try:
            self._record()
        except RecordingFailed as told:
            self._tell(told)
        except Exception as cause:  # noqa: BLE001 - the border of a thread: a recording never ends unheard
            failure = _failure(f"录像编码出错（{type(cause).__name__}）", "重新开始录像；还不行就重启终端")
            failure.__cause__ = cause
            self._tell(failure)

    def _record(self) -> None:
        encoder = self._make_encoder(self._segment_s)
        while (shot := self._next()) is not _Turn.OVER:
            if isinstance(shot, Shot):
                done = encoder.add(shot.picture, shot.taken_at)
                self._count(is_new_piece=done is not None)
            else:
                done = encoder.cut()
                self._pending_since = None
            self._keep_piece(done)
        self._keep_piece(encoder.finish())

    def _next(self) -> Shot | _Turn:
        """The next picture; CUT when none came and the piece is long enough; OVER at the end."""
        with self._changed:
            while not self._waiting:
                if self._is_over:
                    return _Turn.OVER
                left = self._left_of_piece()
                if left is not None and left <= 0:
                    return _Turn.CUT
                self._changed.wait(left)
            return self._waiting.popleft()

    def _left_of_piece(self) -> float | None:
        return None if self._pending_since is None else self._pending_since + self._segment_s - time.monotonic()

    def _count(self, *, is_new_piece: bool) -> None:
        with self._changed:
            self._frames += 1
        if is_new_piece or self._pending_since is None:
            self._pending_since = time.monotonic()

    def _keep_piece(self, segment: Segment | None) -> None:
        if segment is None:
            return
        try:
            self._keep(segment)
        except Exception as cause:  # whatever the keeper is made of, the recording is over
            raise _failure("录像存不下去了", "检查磁盘空间和磁盘状态，然后重新开始录像") from cause
        with self._changed:
            self._segments += 1
            self._seconds += segment.duration_s

    def _tell(self, failure: RecordingFailed) -> None:
        with self._changed:
            self._error = failure
            self._waiting.clear()
        self._failed(failure)


def _failure(message: str, what_to_do: str) -> RecordingFailed:
    return RecordingFailed(message, device=DEVICE, what_to_do=what_to_do)
