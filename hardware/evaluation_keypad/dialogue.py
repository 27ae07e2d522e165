"""What is said to the pad and what it says unasked, kept apart.

A line keeps the order of what is sent, so a result belongs to a question exactly when it comes behind that question's
acknowledgement. A result heard anywhere else is not acknowledged: the pad says it again, or forgets it with CANCEL.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Event

from hardware.errors import DeviceRefused, LinkLost, LinkSilent
from hardware.evaluation_keypad.frames import ACKNOWLEDGED, RESULTS, Cmd, Frame, FrameDecoder, Refusal, Told, encode
from hardware.transport.link import Link

ANSWER_S = 0.3
ATTEMPTS = 3
_CHUNK_BYTES = 512


class PadBusy(DeviceRefused):
    """The pad is asking already."""


class Dialogue:
    """One per open link: a new link begins with an unknown pad."""

    def __init__(self, link: Link, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self._link = link
        self._decoder = FrameDecoder()
        # Not from 0: the pad must not take the first question of a restarted program for a repeat.
        self._seq = random.randrange(256)
        self._frames: deque[Frame] = deque()
        self._results: deque[Frame] = deque()
        self._is_open = False
        self._taken: Frame | None = None

    def belongs_to(self, link: Link) -> bool:
        return self._link is link

    def ask(self, cmd: Cmd, data: bytes = b"", cancel: Event | None = None) -> bytes:
        """One command, the DATA of its acknowledgement. Asked again after 300 ms, three times in all.

        Raises LinkSilent, LinkLost, PadBusy, DeviceRefused, Cancelled.
        """
        self._seq = (self._seq + 1) % 256
        request = Frame(self._seq, cmd, data)
        for left in reversed(range(ATTEMPTS)):
            self._link.write(encode(request))
            answer = self._answer_to(request, cancel, may_repeat=left > 0)
            if answer is None or _says_damaged(answer):
                continue
            if answer.cmd != Told.REFUSED:
                return answer.data
            if answer.data == bytes([Refusal.BUSY]):
                raise PadBusy("评价器正在评价中")
            raise DeviceRefused(f"评价器拒绝命令 {cmd:02X}", what_to_do="检查评价器型号与固件")
        raise LinkSilent("评价器没有应答", what_to_do="检查评价器电源和数据线")

    def open_question(self) -> None:
        """The pad has just acknowledged ASK: results from here on are answers to it."""
        self._is_open = True

    def close_question(self) -> None:
        """What is heard from here on is no answer to anything."""
        self._is_open = False
        self._taken = None
        self._results.clear()

    def result(self, deadline: float, cancel: Event | None = None) -> Frame | None:
        """The next result, once, however often the pad repeats it; None at the deadline. Not yet acknowledged."""
        while not self._results:
            frame = self._next(deadline, cancel)
            if frame is None:
                return None
            self._sort(frame)
        return self._results.popleft()

    def acknowledge(self, result: Frame) -> None:
        """It counts: its repeats do not. A line that breaks here changes nothing: the pad says it again to nobody."""
        self._taken = result
        self._results.clear()
        with suppress(LinkLost, LinkSilent):
            self._link.write(encode(Frame(result.seq, Told.RECEIVED)))

    def hush(self, seconds: float, cancel: Event | None = None) -> None:
        """Acknowledge whatever is said for so long: for a pad that keeps an old result over CANCEL."""
        deadline = self.now() + seconds
        while (frame := self._next(deadline, cancel)) is not None:
            if frame.cmd in RESULTS:
                self._link.write(encode(Frame(frame.seq, Told.RECEIVED)))

    def _answer_to(self, request: Frame, cancel: Event | None, may_repeat: bool) -> Frame | None:
        """The last time, a complaint of damage (perhaps of an earlier try) does not end the waiting."""
        deadline = self.now() + ANSWER_S
        while (frame := self._next(deadline, cancel)) is not None:
            if _answers(request, frame) or (may_repeat and _says_damaged(frame)):
                return frame
            self._sort(frame)
        return None

    def _sort(self, frame: Frame) -> None:
        if frame.cmd not in RESULTS:
            return
        if frame == self._taken:
            self.acknowledge(frame)  # our acknowledgement was lost
        elif self._is_open and frame not in self._results:
            self._results.append(frame)

    def _next(self, deadline: float, cancel: Event | None) -> Frame | None:
        """The next frame; None at the deadline. One that is past takes what is already there."""
        while not self._frames:
            try:
                data = self._link.read(_CHUNK_BYTES, deadline, cancel)
            except LinkSilent:
                return None
            self._frames.extend(self._decoder.feed(data))
        return self._frames.popleft()


def _says_damaged(frame: Frame) -> bool:
    return frame.cmd == Told.REFUSED and frame.data == bytes([Refusal.CHECKSUM])


def _answers(request: Frame, frame: Frame) -> bool:
    """Whose checksum was wrong, its SEQ cannot be trusted either: such a refusal answers nothing."""
    return (
        not _says_damaged(frame)
        and frame.seq == request.seq
        and frame.cmd in (request.cmd | ACKNOWLEDGED, Told.REFUSED)
    )
