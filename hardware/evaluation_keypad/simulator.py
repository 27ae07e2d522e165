"""An evaluation keypad made of software: real bytes on a pseudo-terminal, grades pressed by hand."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from hardware.evaluation_keypad.dialogue import ANSWER_S, ATTEMPTS, REPEAT_S
from hardware.evaluation_keypad.frames import ACKNOWLEDGED, Cmd, Flag, Frame, FrameDecoder, Refusal, Told, encode
from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.wired_simulator import FaultySimulator

MODEL = b"BM-PAD-SIM\x001.0"
_SAME_QUESTION_S = 2 * ATTEMPTS * ANSWER_S
"""The same question again within this time is the host's repeat, not a new one."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong. Numbers count down with each frame sent; the others stay until set back."""

    silent: bool = False
    deaf_to_acknowledgements: bool = False
    one_byte_at_a_time: bool = False
    noise: bytes = b""
    wrong_checksums: int = 0
    lost_frames: int = 0
    cable_unplugged: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pad shows while it asks."""

    seconds: int
    operator_number: str
    operator_name: str
    ends_at: float


class EvaluationKeypadSimulator(FaultySimulator):
    """`baud` paces the bytes as that wire would; None is as fast as the machine can.

    `press_when_asked` is the grade every question is answered with at once; None leaves it to `press`.
    """

    _faults: Faults

    def __init__(self, *, press_when_asked: int | None = None, baud: int | None = None) -> None:
        self._faults = Faults()
        self._decoder = FrameDecoder()
        self._seq = 0
        self._asking: Asking | None = None
        self._waiting: Frame | None = None
        self._repeat_at = 0.0
        self._last_asked: Frame | None = None
        self._last_asked_at = 0.0
        self._volume = 5
        self._standing_grade = press_when_asked
        self._repeats = 0
        self._far_end = open_serial_far_end("evaluation-keypad", self._receive, self._tick, baud)

    @property
    def asking(self) -> Asking | None:
        """What is being asked now."""
        return self._asking

    @property
    def volume(self) -> int:
        return self._volume

    @property
    def repeats(self) -> int:
        """How many results were sent again for want of an acknowledgement."""
        return self._repeats

    @property
    def unacknowledged(self) -> bool:
        return self._waiting is not None

    def press(self, grade: int) -> bool:
        """A finger on the key of `grade`; False when nothing is asked."""
        return bool(self._far_end.call(lambda: self._end_with(Told.EVALUATED, bytes([grade]))))

    def press_when_asked(self, grade: int | None) -> None:
        """From now on every question is answered at once with `grade`; None takes it back."""

        def remember() -> None:
            self._standing_grade = grade

        self._far_end.call(remember)

    def cancel(self) -> bool:
        """The citizen's cancel key; False when nothing is asked."""
        return bool(self._far_end.call(lambda: self._end_with(Told.CANCELLED)))

    def _forget(self) -> None:
        self._asking = self._waiting = self._last_asked = None
        self._decoder = FrameDecoder()

    def _receive(self, data: bytes) -> None:
        damaged = self._decoder.damaged
        frames = self._decoder.feed(data)
        if self._decoder.damaged > damaged:
            self._send(Frame(0, Told.REFUSED, bytes([Refusal.CHECKSUM])))
        for frame in frames:
            self._handle(frame)

    def _handle(self, frame: Frame) -> None:
        if frame.cmd == Told.RECEIVED:
            if (
                self._waiting is not None
                and frame.seq == self._waiting.seq
                and not self._faults.deaf_to_acknowledgements
            ):
                self._waiting = None
            return
        match frame.cmd:
            case Cmd.HELLO:
                self._acknowledge(frame, MODEL)
            case Cmd.STATUS:
                self._acknowledge(frame, bytes([self._flags()]))
            case Cmd.VOLUME:
                self._volume = frame.data[0] if frame.data else self._volume
                self._acknowledge(frame)
            case Cmd.CANCEL:
                self._asking = None
                self._acknowledge(frame)
            case Cmd.ASK:
                self._ask(frame)
            case _:
                self._send(Frame(frame.seq, Told.REFUSED, bytes([Refusal.UNKNOWN_COMMAND])))

    def _ask(self, frame: Frame) -> None:
        repeated = frame == self._last_asked and time.monotonic() < self._last_asked_at + _SAME_QUESTION_S
        if not repeated:
            if self._asking is not None or self._waiting is not None:
                self._send(Frame(frame.seq, Told.REFUSED, bytes([Refusal.BUSY])))
                return
            number, _, name = frame.data[1:].decode("gb18030", errors="replace").partition("\0")
            self._asking = Asking(frame.data[0], number, name, time.monotonic() + frame.data[0])
            self._last_asked, self._last_asked_at = frame, time.monotonic()
        self._acknowledge(frame)
        if self._standing_grade is not None:
            self._end_with(Told.EVALUATED, bytes([self._standing_grade]))

    def _end_with(self, told: Told, data: bytes = b"") -> bool:
        if self._asking is None:
            return False
        self._asking = None
        self._seq = (self._seq + 1) % 256
        self._waiting = Frame(self._seq, told, data)
        self._repeat_at = time.monotonic() + REPEAT_S
        self._send(self._waiting)
        return True

    def _tick(self) -> float | None:
        now = time.monotonic()
        if self._asking is not None and now >= self._asking.ends_at:
            self._end_with(Told.NO_ANSWER)
        if self._waiting is not None and now >= self._repeat_at:
            self._repeat_at = now + REPEAT_S
            self._repeats += 1
            self._send(self._waiting)
        due = [self._asking.ends_at] if self._asking is not None else []
        due += [self._repeat_at] if self._waiting is not None else []
        return max(0.0, min(due) - now) if due else None

    def _flags(self) -> int:
        asking = Flag.ASKING if self._asking is not None else 0
        return asking | (Flag.CABLE_UNPLUGGED if self._faults.cable_unplugged else 0)

    def _acknowledge(self, frame: Frame, data: bytes = b"") -> None:
        self._send(Frame(frame.seq, frame.cmd | ACKNOWLEDGED, data))

    def _send(self, frame: Frame) -> None:
        if self._faults.silent or self._spend("lost_frames"):
            return
        data = encode(frame)
        if self._spend("wrong_checksums"):
            data = data[:-1] + bytes([data[-1] ^ 0x01])
        self._far_end.send(self._faults.noise + data)

    def _spend(self, fault: str) -> bool:
        left: int = getattr(self._faults, fault)
        if left:
            self._faults = replace(self._faults, **{fault: left - 1})  # type: ignore[arg-type]
        return left > 0
