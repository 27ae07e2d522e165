"""What is said to the pad and what it says unasked, kept apart; every result acknowledged, every repeat known."""

from __future__ import annotations

import random
import time
from collections import deque
from threading import Event

from hardware.errors import DeviceRefused, LinkSilent
from hardware.evaluation_keypad.frames import ACKNOWLEDGED, Cmd, Frame, FrameDecoder, Refusal, Told, encode
from hardware.transport.link import Link

ANSWER_S = 0.3
ATTEMPTS = 3
REPEAT_S = 0.5
"""The pad repeats a result this often until it is acknowledged."""
SETTLED_S = REPEAT_S + 0.1
"""After so long without a result, none is under way."""
LONGEST_SETTLING_S = 3.0
_CHUNK_BYTES = 512
_RESULTS = (Told.EVALUATED, Told.NO_ANSWER, Told.CANCELLED)


class PadBusy(DeviceRefused):
    """The pad is asking already."""


class Dialogue:
    """One per open link: a new link begins with an unknown pad."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._decoder = FrameDecoder()
        # Not from 0: the pad must not take the first question of a restarted program for a repeat.
        self._seq = random.randrange(256)
        self._results: deque[Frame] = deque()
        self._last_result: Frame | None = None
        self._result_seen_at = time.monotonic()

    def belongs_to(self, link: Link) -> bool:
        return self._link is link

    def ask(self, cmd: Cmd, data: bytes = b"", cancel: Event | None = None) -> bytes:
        """One command, the DATA of its acknowledgement. Asked again after 300 ms, three times in all.

        Raises LinkSilent, LinkLost, PadBusy, DeviceRefused, Cancelled.
        """
        self._seq = (self._seq + 1) % 256
        request = Frame(self._seq, cmd, data)
        for _ in range(ATTEMPTS):
            self._link.write(encode(request))
            answer = self._answer_to(request, cancel)
            if answer is None or _says_damaged(answer):
                continue
            if answer.cmd != Told.REFUSED:
                return answer.data
            if answer.data == bytes([Refusal.BUSY]):
                raise PadBusy("评价器正在评价中")
            raise DeviceRefused(f"评价器拒绝命令 {cmd:02X}", what_to_do="检查评价器型号与固件")
        raise LinkSilent("评价器没有应答", what_to_do="检查评价器电源和数据线")

    def settle(self, cancel: Event | None = None) -> None:
        """Let results of earlier questions run out, so that none is taken for the answer to the next.

        At once when the line has been quiet long enough.
        """
        end = time.monotonic() + LONGEST_SETTLING_S
        self._listen(time.monotonic(), cancel)
        while time.monotonic() < min(self._result_seen_at + SETTLED_S, end):
            self._listen(min(self._result_seen_at + SETTLED_S, end), cancel)
        self._results.clear()
        self._last_result = None

    def result(self, deadline: float, cancel: Event | None = None) -> Frame | None:
        """The next result, once, however often the pad repeats it; None at the deadline."""
        while not self._results:
            if not self._listen(deadline, cancel):
                return None
        return self._results.popleft()

    def _answer_to(self, request: Frame, cancel: Event | None) -> Frame | None:
        deadline = time.monotonic() + ANSWER_S
        while True:
            frames = self._receive(deadline, cancel)
            for frame in frames:
                if _answers(request, frame):
                    return frame
            if time.monotonic() >= deadline:
                return None

    def _listen(self, deadline: float, cancel: Event | None) -> bool:
        """Take in what comes; False when the deadline passed."""
        self._receive(deadline, cancel)
        return time.monotonic() < deadline

    def _receive(self, deadline: float, cancel: Event | None) -> list[Frame]:
        """Frames that are not results; results are acknowledged and, if new, kept."""
        try:
            data = self._link.read(_CHUNK_BYTES, deadline, cancel)
        except LinkSilent:
            return []
        others = []
        for frame in self._decoder.feed(data):
            if frame.cmd in _RESULTS:
                self._take_result(frame)
            else:
                others.append(frame)
        return others

    def _take_result(self, frame: Frame) -> None:
        self._link.write(encode(Frame(frame.seq, Told.RECEIVED)))
        self._result_seen_at = time.monotonic()
        if frame != self._last_result:
            self._last_result = frame
            self._results.append(frame)


def _says_damaged(frame: Frame) -> bool:
    return frame.cmd == Told.REFUSED and frame.data == bytes([Refusal.CHECKSUM])


def _answers(request: Frame, frame: Frame) -> bool:
    if _says_damaged(frame):
        return True  # whose checksum was wrong, its SEQ cannot be trusted either
    return frame.seq == request.seq and frame.cmd in (request.cmd | ACKNOWLEDGED, Told.REFUSED)
