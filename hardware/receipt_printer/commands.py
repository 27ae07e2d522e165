"""The simulator's ear: ESC/POS bytes in, commands out, as a printer's firmware takes them apart. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the ESC/POS name; `text` for printable bytes, `unknown` for what this printer does not know."""

    name: str
    data: bytes = b""


# Name and length (with the prefix) of commands with a fixed length.
_FIXED = {
    b"\x1b@": ("ESC @", 2),
    b"\x1ba": ("ESC a", 3),
    b"\x1bE": ("ESC E", 3),
    b"\x1bd": ("ESC d", 3),
    b"\x1b2": ("ESC 2", 2),
    b"\x1b3": ("ESC 3", 3),
    b"\x1bt": ("ESC t", 3),
    b"\x1c&": ("FS &", 2),
    b"\x1c.": ("FS .", 2),
    b"\x1d!": ("GS !", 3),
    b"\x1da": ("GS a", 3),
    b"\x1dr": ("GS r", 3),
}
_PREFIXES = b"\x1b\x1c\x1d\x10"
_DLE_LENGTH = {0x04: 3, 0x05: 3}
_CLEAR_LENGTH = 10
_EJECTOR_LENGTH = {3: 4, 32: 5}  # GS e n: with steps, with steps and a time


def real_time(buffer: bytes, at: int) -> Command | None:
    """The real-time command at this place of the incoming bytes, if one is complete there."""
    if buffer[at] != 0x10 or at + 1 >= len(buffer):
        return None
    kind = buffer[at + 1]
    if kind in _DLE_LENGTH and at + 3 <= len(buffer):
        return Command("DLE EOT" if kind == 0x04 else "DLE ENQ", buffer[at + 2 : at + 3])
    if kind == 0x14 and at + _CLEAR_LENGTH <= len(buffer) and buffer[at + 2] == 0x08:
        return Command("DLE DC4 8", buffer[at + 3 : at + _CLEAR_LENGTH])
    return None


def real_time_length(command: Command) -> int:
    return _CLEAR_LENGTH if command.name == "DLE DC4 8" else 3


def next_command(buffer: bytes) -> tuple[Command, int] | None:
    """The first command of the buffer and its length, or None while its end has not come yet."""
    first = buffer[:1]
    if first == b"\n":
        return Command("LF"), 1
    if first == b"\r":
        return Command("CR"), 1
    if first == b"\x00":
        return Command("NUL"), 1
    if first in (b"\x1b", b"\x1c", b"\x1d"):
        return _prefixed(buffer)
    end = next((at for at, byte in enumerate(buffer) if byte < 0x20 or byte in _PREFIXES), len(buffer))
    return (Command("text", buffer[:end]), end) if end else (Command("unknown", first), 1)


def _prefixed(buffer: bytes) -> tuple[Command, int] | None:
    if len(buffer) < 2:
        return None
    fixed = _FIXED.get(buffer[:2])
    if fixed is not None:
        name, length = fixed
        return (Command(name, buffer[2:length]), length) if len(buffer) >= length else None
    match buffer[:2]:
        case b"\x1dV":
            return _cut(buffer)
        case b"\x1de":
            return _eject(buffer)
        case b"\x1d(":
            return _sized(buffer, "GS ( " + chr(buffer[2]) if len(buffer) > 2 else "GS (", 5)
        case b"\x1dv":
            return _raster(buffer)
        case _:
            return Command("unknown", buffer[:2]), 2


def _cut(buffer: bytes) -> tuple[Command, int] | None:
    if len(buffer) < 3:
        return None
    length = 4 if buffer[2] in (65, 66) else 3
    return (Command("GS V", buffer[2:length]), length) if len(buffer) >= length else None


def _eject(buffer: bytes) -> tuple[Command, int] | None:
    if len(buffer) < 3:
        return None
    length = _EJECTOR_LENGTH.get(buffer[2], 3)
    return (Command("GS e", buffer[2:length]), length) if len(buffer) >= length else None


def _sized(buffer: bytes, name: str, header: int) -> tuple[Command, int] | None:
    if len(buffer) < header:
        return None
    length = header + int.from_bytes(buffer[3:5], "little")
    return (Command(name, buffer[header:length]), length) if len(buffer) >= length else None


def _raster(buffer: bytes) -> tuple[Command, int] | None:
    if len(buffer) < 8:
        return None
    row_bytes, height = int.from_bytes(buffer[4:6], "little"), int.from_bytes(buffer[6:8], "little")
    length = 8 + row_bytes * height
    return (Command("GS v 0", buffer[4:length]), length) if len(buffer) >= length else None
