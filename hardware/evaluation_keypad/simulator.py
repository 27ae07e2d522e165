"""An evaluation keypad made of software: real bytes on a pseudo-terminal, grades pressed by hand."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from hardware.evaluation_keypad.frames import Cmd, Frame, FrameDecoder, Told, encode
from hardware.evaluation_keypad.pad import REPEAT_S, Asking, Pad, Thanked
from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.wired_simulator import FaultySimulator

MODEL = b"BM-PAD-SIM\x001.1"


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong. Numbers count down with each frame sent; the others stay until set back."""

    silent: bool = False
    deaf_to_acknowledgements: bool = False
    one_byte_at_a_time: bool = False
    noise: bytes = b""
    wrong_checksums: int = 0
    lost_frames: int = 0
    deaf_frames: int = 0
    cable_unplugged: bool = False
    restarts_when_pressed: bool = False


class EvaluationKeypadSimulator(FaultySimulator):
    """`baud` paces the bytes as that wire would; None is as fast as the machine can.

    `press_when_asked` is the grade every question is answered with at once; None leaves it to `press`.
    """

    _faults: Faults

    def __init__(
        self, *, press_when_asked: int | None = None, baud: int | None = None, repeat_s: float = REPEAT_S
    ) -> None:
        self._faults = Faults()
        self._decoder = FrameDecoder()
        self._pad = Pad(self._send, MODEL, repeat_s)
        self._standing_grade = press_when_asked
        self._far_end = open_serial_far_end("evaluation-keypad", self._receive, self._tick, baud)

    @property
    def asking(self) -> Asking | None:
        """What is being asked now."""
        return self._pad.asking

    @property
    def thanked(self) -> list[Thanked]:
        """Which grades a person was thanked for, in order."""
        return list(self._pad.thanked)

    @property
    def volume(self) -> int:
        return self._pad.volume

    @property
    def repeats(self) -> int:
        """How many results were sent again for want of an acknowledgement."""
        return self._pad.repeats

    @property
    def unacknowledged(self) -> bool:
        return self._pad.waiting is not None

    def press(self, grade: int) -> bool:
        """A finger on the key of `grade`; False when nothing is asked."""
        return bool(self._far_end.call(lambda: self._press(grade)))

    def press_when_asked(self, grade: int | None) -> None:
        """From now on every question is answered at once with `grade`; None takes it back."""

        def remember() -> None:
            self._standing_grade = grade

        self._far_end.call(remember)

    def cancel(self) -> bool:
        """The citizen's cancel key; False when nothing is asked."""
        return bool(self._far_end.call(lambda: self._pad.press_cancel(time.monotonic())))

    def restart(self) -> None:
        """Power off and on behind a line that stays (a pad with a power supply of its own)."""
        self._far_end.call(self._forget)

    def _forget(self) -> None:
        self._pad.restart()
        self._decoder = FrameDecoder()

    def _press(self, grade: int) -> bool:
        if self._faults.restarts_when_pressed and self._pad.asking is not None:
            self._faults = replace(self._faults, restarts_when_pressed=False)
            self._forget()
            return False
        return self._pad.press(grade, time.monotonic())

    def _receive(self, data: bytes) -> None:
        damaged = self._decoder.damaged
        frames = self._decoder.feed(data)
        if self._decoder.damaged > damaged:
            self._pad.damaged()
        for frame in frames:
            self._hear(frame)

    def _hear(self, frame: Frame) -> None:
        if self._spend("deaf_frames") or (frame.cmd == Told.RECEIVED and self._faults.deaf_to_acknowledgements):
            return
        self._pad.cable_unplugged = self._faults.cable_unplugged
        self._pad.hear(frame, time.monotonic())
        if frame.cmd == Cmd.ASK and self._standing_grade is not None:
            self._press(self._standing_grade)

    def _tick(self) -> float | None:
        due_at = self._pad.tick(time.monotonic())
        return None if due_at is None else max(0.0, due_at - time.monotonic())

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
