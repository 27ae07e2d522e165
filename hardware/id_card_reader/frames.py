"""SDT frames (GA 450 readers): pure functions, no I/O.

Request  AA AA AA 96 69 | LEN hi lo | CMD PARA DATA     | CHK
Reply    AA AA AA 96 69 | LEN hi lo | SW1 SW2 SW3 DATA  | CHK
LEN counts from CMD or SW1 to CHK; CHK is the XOR of every byte after the preamble, CHK excluded.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AAAAAA9669")
LENGTH_BYTES = 2
MIN_LENGTH = 3  # CMD PARA CHK
MAX_LENGTH = 4096  # the longest known reply has 090A


class Command(bytes, Enum):
    """CMD and PARA."""

    RESET = b"\x10\xff"
    SAM_STATUS = b"\x11\xff"
    SAM_ID = b"\x12\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ_BASE = b"\x30\x01"
    READ_BASE_FINGERPRINT = b"\x30\x10"
    READ_NEW_ADDRESS = b"\x30\x03"
    READ_CHIP_NUMBER = b"\x30\x05"
    SET_FASTEST = b"\x60\x00"


SET_BAUD = 0x60  # CMD alone: PARA is the place in BAUD_RATES
BAUD_RATES = (115200, 57600, 38400, 19200, 9600)


class Sw3(IntEnum):
    """The status byte; values not listed may come all the same."""

    OK = 0x90
    FOUND = 0x9F
    ABSENT = 0x91
    CHECKSUM = 0x10
    LENGTH = 0x11
    COMMAND = 0x21
    NOT_ALLOWED = 0x23
    UNKNOWN = 0x24
    CARD_TYPE = 0x40
    READ_FAILED = 0x41
    SELF_TEST = 0x60
    SAM_NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81


@dataclass(frozen=True, slots=True)
class Reply:
    sw3: int
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Body:
    """A whole frame with the right checksum: what stands between LEN and CHK."""

    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Damaged:
    """Something that began as a frame; `cause` is checksum or length."""

    cause: str


def encode(content: bytes) -> bytes:
    """One frame around CMD… or SW1…"""
    counted = struct.pack(">H", len(content) + 1) + content
    return PREAMBLE + counted + bytes([checksum(counted)])


def encode_reply(sw3: int, data: bytes = b"") -> bytes:
    return encode(bytes([0, 0, sw3]) + data)


def checksum(counted: bytes) -> int:
    return reduce(xor, counted, 0)


def decode_reply(body: Body) -> Reply | Damaged:
    if len(body.content) < 3:
        return Damaged("length")
    return Reply(body.content[2], body.content[3:])


class FrameDecoder:
    """Bytes in, in pieces of any size; frames out. Holds one frame's bytes at most."""

    def __init__(self) -> None:
        self._held = bytearray()

    @property
    def in_frame(self) -> bool:
        """A preamble was seen and its frame is not whole yet."""
        return self._held.startswith(PREAMBLE)

    def feed(self, data: bytes) -> list[Body | Damaged]:
        self._held += data
        frames: list[Body | Damaged] = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self) -> Body | Damaged | None:
        self._skip_noise()
        head = len(PREAMBLE) + LENGTH_BYTES
        if len(self._held) < head:
            return None
        length = int.from_bytes(self._held[len(PREAMBLE) : head], "big")
        if not MIN_LENGTH <= length <= MAX_LENGTH:
            del self._held[: len(PREAMBLE)]
            return Damaged("length")
        if len(self._held) < head + length:
            return None
        counted = bytes(self._held[len(PREAMBLE) : head + length - 1])
        if checksum(counted) != self._held[head + length - 1]:
            # LEN itself may be wrong: look for the next frame right behind this preamble.
            del self._held[: len(PREAMBLE)]
            return Damaged("checksum")
        del self._held[: head + length]
        return Body(counted[LENGTH_BYTES:])

    def _skip_noise(self) -> None:
        at = self._held.find(PREAMBLE)
        if at >= 0:
            del self._held[:at]
        elif len(self._held) >= len(PREAMBLE):
            # The last four bytes may be the beginning of a preamble.
            del self._held[: len(self._held) - len(PREAMBLE) + 1]
