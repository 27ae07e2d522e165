"""Frames between STX and ETX: pure functions, no I/O.

Many vendors frame their readers' bytes `02 … 03`, each in its own way; there is no public protocol among them [U].
This one is ours: the worked example that an integrator changes to what the vendor's manual says.

    02 | LEN(4) SEQ(2) CMD(2) DATA(2 a byte) BCC(2) | 03      all between 02 and 03 in ASCII hexadecimal, 0-9 A-F

LEN is the number of bytes of SEQ, CMD and DATA before they became hexadecimal; BCC the XOR of the bytes of LEN, SEQ,
CMD and DATA. An answer repeats SEQ, has CMD + 80h, and its first byte of DATA is a Result. So neither 02 nor 03 ever
stands inside a frame, a lost byte never makes another frame of it, and a late answer is known by its SEQ.

Every command may be repeated without harm, so an answer that was lost is simply asked for again: READ reads whatever
card lies there, and PRESENT says what lies there without reading it: OK is the card last read, which has not left
since, NOT_READ any other.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from operator import xor

STX, ETX = 0x02, 0x03
ANSWER = 0x80
MAX_LENGTH = 4096
_HEAD_BYTES = 4  # LEN, SEQ, CMD
_HEX = frozenset(b"0123456789ABCDEF")


class Cmd(IntEnum):
    STATUS = 0x01
    MODULE_ID = 0x02
    READ = 0x10
    PRESENT = 0x11


class Result(IntEnum):
    OK = 0x00
    NO_CARD = 0x01
    UNREADABLE = 0x02
    MODULE_NOT_AUTHORISED = 0x03
    MODULE_ERROR = 0x04
    NOT_READ = 0x05
    UNKNOWN_COMMAND = 0x7F


@dataclass(frozen=True, slots=True)
class Frame:
    seq: int
    cmd: int
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Damaged:
    """Something between STX and ETX that is no frame."""


def encode(frame: Frame) -> bytes:
    """Raises ValueError for more data than a frame holds."""
    length = len(frame.data) + 2
    if length > MAX_LENGTH:
        raise ValueError(f"a frame holds {MAX_LENGTH - 2} bytes, not {len(frame.data)}")
    counted = struct.pack(">HBB", length, frame.seq, frame.cmd) + frame.data
    return bytes([STX]) + (counted + bytes([_bcc(counted)])).hex().upper().encode() + bytes([ETX])


class FrameDecoder:
    """Bytes in, in pieces of any size; frames out. Holds one frame's bytes at most."""

    def __init__(self) -> None:
        self._held = bytearray()
        self.in_frame = False
        """An STX was seen and no ETX yet."""

    def feed(self, data: bytes) -> list[Frame | Damaged]:
        frames: list[Frame | Damaged] = []
        for byte in data:
            if byte == STX:
                if self.in_frame and self._held:
                    frames.append(Damaged())
                self._held.clear()
                self.in_frame = True
            elif self.in_frame and byte == ETX:
                frames.append(_decode(bytes(self._held)))
                self._end()
            elif self.in_frame:
                self._held.append(byte)
                if len(self._held) > 2 * (MAX_LENGTH + 3):
                    frames.append(Damaged())
                    self._end()
        return frames

    def _end(self) -> None:
        self._held.clear()
        self.in_frame = False


def _decode(text: bytes) -> Frame | Damaged:
    if len(text) % 2 or not _HEX.issuperset(text):
        return Damaged()
    content = bytes.fromhex(text.decode("ascii"))
    if len(content) < _HEAD_BYTES + 1:
        return Damaged()
    length, seq, cmd = struct.unpack_from(">HBB", content)
    counted, bcc = content[:-1], content[-1]
    if length != len(content) - 3 or bcc != _bcc(counted):
        return Damaged()
    return Frame(seq, cmd, counted[_HEAD_BYTES:])


def _bcc(counted: bytes) -> int:
    return reduce(xor, counted, 0)
