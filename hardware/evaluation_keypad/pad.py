"""The program of a pad that speaks our protocol, without its line: frames and times in, frames out. No clock, no I/O.

For whoever builds a pad, this is the protocol's other side, sentence by sentence:

- A command that is the very same frame as the last command is the host's repeat: answered again, not done again.
- CANCEL takes back what is asked and any result the host has not acknowledged.
- ASK is refused as busy while something is asked or a result waits for its acknowledgement.
- A result is said at once, then every 500 ms until A0 with its SEQ; only then is the person thanked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hardware.evaluation_keypad.frames import ACKNOWLEDGED, Cmd, Flag, Frame, Refusal, Told

REPEAT_S = 0.5
LOUDEST = 9


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pad shows while it asks."""

    seconds: int
    operator_number: str
    operator_name: str
    ends_at: float


@dataclass(frozen=True, slots=True)
class Thanked:
    """A grade that was given, and which the person was told has arrived."""

    question: Asking
    grade: int


class Pad:
    """`send` takes a frame to the host. `model`: ASCII, model and version separated by 00."""

    def __init__(self, send: Callable[[Frame], None], model: bytes, repeat_s: float = REPEAT_S) -> None:
        self._send = send
        self._model = model
        self.repeat_s = repeat_s
        self.volume = 5
        self.cable_unplugged = False
        self.thanked: list[Thanked] = []
        self.repeats = 0
        self.restart()

    def restart(self) -> None:
        """Power off and on: everything under way is forgotten, and SEQ begins again."""
        self.asking: Asking | None = None
        self.waiting: Frame | None = None
        self._answered: Asking | None = None
        self._seq = 0
        self._repeat_at = 0.0
        self._last_command: Frame | None = None

    def damaged(self) -> None:
        """A frame came whose CHK was wrong."""
        self._send(Frame(0, Told.REFUSED, bytes([Refusal.CHECKSUM])))

    def hear(self, frame: Frame, now: float) -> None:
        if frame.cmd == Told.RECEIVED:
            self._acknowledged(frame)
            return
        is_repeat, self._last_command = frame == self._last_command, frame
        match frame.cmd:
            case Cmd.HELLO:
                self._answer(frame, self._model)
            case Cmd.STATUS:
                self._answer(frame, bytes([self._flags()]))
            case Cmd.VOLUME:
                self.volume = min(frame.data[0], LOUDEST) if frame.data else self.volume
                self._answer(frame)
            case Cmd.CANCEL:
                self.asking = self.waiting = None
                self._answer(frame)
            case Cmd.ASK:
                self._ask(frame, is_repeat, now)
            case _:
                self._refuse(frame, Refusal.UNKNOWN_COMMAND)

    def press(self, grade: int, now: float) -> bool:
        """A finger on the key of `grade`; False when nothing is asked."""
        return self._end_with(Told.EVALUATED, bytes([grade]), now)

    def press_cancel(self, now: float) -> bool:
        """The citizen's cancel key; False when nothing is asked."""
        return self._end_with(Told.CANCELLED, b"", now)

    def tick(self, now: float) -> float | None:
        """Do what is due; the instant at which something is due again."""
        if self.asking is not None and now >= self.asking.ends_at:
            self._end_with(Told.NO_ANSWER, b"", now)
        if self.waiting is not None and now >= self._repeat_at:
            self._repeat_at = now + self.repeat_s
            self.repeats += 1
            self._send(self.waiting)
        due = [self.asking.ends_at] if self.asking is not None else []
        due += [self._repeat_at] if self.waiting is not None else []
        return min(due, default=None)

    def _ask(self, frame: Frame, is_repeat: bool, now: float) -> None:
        if not is_repeat:
            if self.asking is not None or self.waiting is not None:
                # Not done, so the same frame again is not a repeat of something done.
                self._last_command = None
                self._refuse(frame, Refusal.BUSY)
                return
            seconds = max(1, frame.data[0]) if frame.data else 1
            number, _, name = frame.data[1:].decode("gb18030", errors="replace").partition("\0")
            self.asking = Asking(seconds, number, name, now + seconds)
        self._answer(frame)

    def _acknowledged(self, frame: Frame) -> None:
        if self.waiting is None or frame.seq != self.waiting.seq:
            return
        if self.waiting.cmd == Told.EVALUATED and self._answered is not None:
            self.thanked.append(Thanked(self._answered, self.waiting.data[0]))
        self.waiting = None

    def _end_with(self, told: Told, data: bytes, now: float) -> bool:
        if self.asking is None:
            return False
        self._answered, self.asking = self.asking, None
        self._seq = (self._seq + 1) % 256
        self.waiting = Frame(self._seq, told, data)
        self._repeat_at = now + self.repeat_s
        self._send(self.waiting)
        return True

    def _flags(self) -> int:
        asking = Flag.ASKING if self.asking is not None else 0
        return asking | (Flag.CABLE_UNPLUGGED if self.cable_unplugged else 0)

    def _answer(self, frame: Frame, data: bytes = b"") -> None:
        self._send(Frame(frame.seq, frame.cmd | ACKNOWLEDGED, data))

    def _refuse(self, frame: Frame, why: Refusal) -> None:
        self._send(Frame(frame.seq, Told.REFUSED, bytes([why])))
