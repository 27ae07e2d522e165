"""Frames of the evaluation keypad: pure functions, no I/O (DEVICES section 3).

AA 55 | LEN | SEQ | CMD | DATA | CHK   both ways; LEN counts SEQ to CHK; CHK is the XOR of LEN to the last DATA byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from operator import xor

MARK = b"\xaa\x55"
MIN_LENGTH = 3  # SEQ CMD CHK
MAX_DATA_BYTES = 0xFF - MIN_LENGTH
ACKNOWLEDGED = 0x80


class Cmd(IntEnum):
    """Host to pad; the pad acknowledges with the same plus 80h."""

    HELLO = 0x01
    ASK = 0x10
    CANCEL = 0x11
    STATUS = 0x12
    VOLUME = 0x13


class Told(IntEnum):
    """Pad to host, unsolicited, repeated until acknowledged; and the host's acknowledgement."""

    EVALUATED = 0x20
    NO_ANSWER = 0x21
    CANCELLED = 0x22
    RECEIVED = 0xA0
    REFUSED = 0x7F


RESULTS = (Told.EVALUATED, Told.NO_ANSWER, Told.CANCELLED)


class Refusal(IntEnum):
    CHECKSUM = 1
    UNKNOWN_COMMAND = 2
    BUSY = 3


class Flag(IntEnum):
    """Bits of the status answer."""

    ASKING = 0x01
    CABLE_UNPLUGGED = 0x02


@dataclass(frozen=True, slots=True)
class Frame:
    seq: int
    cmd: int
    data: bytes = field(default=b"", repr=False)


def encode(frame: Frame) -> bytes:
    """Raises ValueError when DATA is longer than a frame can hold."""
    if len(frame.data) > MAX_DATA_BYTES:
        raise ValueError(f"DATA has {len(frame.data)} bytes, a frame holds {MAX_DATA_BYTES}")
    counted = bytes([MIN_LENGTH + len(frame.data), frame.seq, frame.cmd]) + frame.data
    return MARK + counted + bytes([reduce(xor, counted)])


def ask_data(timeout_s: int, operator_number: str, operator_name: str) -> bytes:
    """u8 seconds, then number and name in GB18030 separated by 00; cut at whole characters to fit a frame."""
    names = operator_number.replace("\0", "") + "\0" + operator_name.replace("\0", "")
    while len(names.encode("gb18030")) > MAX_DATA_BYTES - 1:
        names = names[:-1]
    return bytes([min(max(timeout_s, 1), 0xFF)]) + names.encode("gb18030")


class FrameDecoder:
    """Bytes in, in pieces of any size; whole frames out. A damaged frame is dropped and counted."""

    def __init__(self) -> None:
        self.damaged = 0
        self._held = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        self._held += data
        frames: list[Frame] = []
        while self._has_frame():
            if (frame := self._take()) is not None:
                frames.append(frame)
        return frames

    def _has_frame(self) -> bool:
        at = self._held.find(MARK)
        if at < 0:
            # The last byte may be the first half of the mark.
            del self._held[: len(self._held) - self._held.endswith(MARK[:1])]
            return False
        del self._held[:at]
        return len(self._held) > len(MARK) and len(self._held) >= self._frame_bytes()

    def _frame_bytes(self) -> int:
        return len(MARK) + 1 + max(self._held[len(MARK)], MIN_LENGTH)

    def _take(self) -> Frame | None:
        size = self._frame_bytes()
        counted, check = bytes(self._held[len(MARK) : size - 1]), self._held[size - 1]
        if counted[0] < MIN_LENGTH or reduce(xor, counted) != check:
            # LEN itself may be wrong: the next frame may begin right behind this mark.
            del self._held[: len(MARK)]
            self.damaged += 1
            return None
        del self._held[:size]
        return Frame(counted[1], counted[2], counted[3:])
