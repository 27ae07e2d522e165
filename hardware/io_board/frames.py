"""Frames of Modbus RTU: pure functions, no I/O.

Sources: MODBUS over Serial Line v1.02 (section 2.5.1 framing, appendix B the CRC), MODBUS Application Protocol v1.1b3
(6.1 read coils, 6.2 read discrete inputs, 6.5 write single coil, 7 exceptions).

    unit | function | data | CRC lo | CRC hi        numbers of two bytes go high byte first, only the CRC low first

A frame has no mark at its head: it begins where its question leads to expect it and its CRC is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

READ_COILS = 0x01
READ_INPUTS = 0x02
WRITE_COIL = 0x05
REFUSED = 0x80
"""Added to the function of an answer that is an exception."""
MOST_BITS = 2000
COIL_ON, COIL_OFF = 0xFF00, 0x0000
REQUEST_BYTES = 8
EXCEPTION_BYTES = 5


class ExceptionCode(IntEnum):
    """Section 7; the ones a board like this can give."""

    ILLEGAL_FUNCTION = 1
    ILLEGAL_ADDRESS = 2
    ILLEGAL_VALUE = 3
    DEVICE_FAILURE = 4
    ACKNOWLEDGE = 5
    BUSY = 6


@dataclass(frozen=True, slots=True)
class Request:
    """`value`: how many bits to read, or what to write."""

    unit: int
    function: int
    address: int
    value: int


@dataclass(frozen=True, slots=True)
class Bits:
    values: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The coil has the value that was asked for."""


@dataclass(frozen=True, slots=True)
class Refusal:
    code: int


Reply = Bits | Written | Refusal


def read_inputs(unit: int, first: int, count: int) -> Request:
    return Request(unit, READ_INPUTS, first, count)


def read_coils(unit: int, first: int, count: int) -> Request:
    return Request(unit, READ_COILS, first, count)


def write_coil(unit: int, coil: int, on: bool) -> Request:
    return Request(unit, WRITE_COIL, coil, COIL_ON if on else COIL_OFF)


def crc16(data: bytes) -> int:
    """Polynomial A001 (8005 reflected), from FFFF: appendix B."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def sealed(body: bytes) -> bytes:
    """The body with its CRC behind it."""
    return body + crc16(body).to_bytes(2, "little")


def is_whole(frame: bytes) -> bool:
    return len(frame) >= 4 and crc16(frame[:-2]) == int.from_bytes(frame[-2:], "little")


def encode(request: Request) -> bytes:
    """Eight bytes. Raises OverflowError for a number that does not fit, which options do not let through."""
    head = bytes([request.unit, request.function])
    return sealed(head + request.address.to_bytes(2, "big") + request.value.to_bytes(2, "big"))


def answer_bytes(request: Request) -> int:
    """How long a good answer is, CRC included."""
    if request.function == WRITE_COIL:
        return REQUEST_BYTES
    return 5 + _packed_bytes(request.value)


def find_reply(request: Request, received: bytes) -> Reply | None:
    """The first whole answer to `request` in what came; bytes before it are line noise. None: not (yet) there."""
    for at in range(len(received) - EXCEPTION_BYTES + 1):
        if received[at] == request.unit and (reply := _reply_at(request, received[at:])) is not None:
            return reply
    return None


def _reply_at(request: Request, rest: bytes) -> Reply | None:
    if rest[1] == request.function | REFUSED:
        frame = rest[:EXCEPTION_BYTES]
        return Refusal(frame[2]) if is_whole(frame) else None
    frame = rest[: answer_bytes(request)]
    if rest[1] != request.function or len(frame) < answer_bytes(request) or not is_whole(frame):
        return None
    if request.function == WRITE_COIL:
        return Written() if frame == encode(request) else None
    packed = frame[3:-2]
    return Bits(unpack(packed, request.value)) if frame[2] == len(packed) else None


def unpack(packed: bytes, count: int) -> tuple[bool, ...]:
    """The lowest bit of the first byte is the first input (6.2)."""
    return tuple(bool(packed[number // 8] >> (number % 8) & 1) for number in range(count))


def pack(bits: tuple[bool, ...]) -> bytes:
    packed = bytearray(_packed_bytes(len(bits)))
    for number, bit in enumerate(bits):
        packed[number // 8] |= bit << (number % 8)
    return bytes(packed)


def _packed_bytes(count: int) -> int:
    return (count + 7) // 8
