"""IPP messages (RFC 8010 encoding, RFC 8011 words). Pure: bytes in, values out and the other way."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from hardware.errors import FrameDamaged

VERSION = (2, 0)


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


class StatusCode(IntEnum):
    OK = 0x0000
    BAD_REQUEST = 0x0400
    NOT_POSSIBLE = 0x0404
    NOT_FOUND = 0x0406
    FORMAT_NOT_SUPPORTED = 0x040A
    OPERATION_NOT_SUPPORTED = 0x0501
    NOT_ACCEPTING_JOBS = 0x0506
    BUSY = 0x0507


class Group(IntEnum):
    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04


class Tag(IntEnum):
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MEDIA_TYPE = 0x49


class JobState(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterState(IntEnum):
    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


Value = int | bool | str | bytes


@dataclass(frozen=True, slots=True)
class Attribute:
    """`tag` is a value tag of RFC 8010; values of tags not named in `Tag` stay bytes."""

    tag: int
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer. `code` is the operation or the status; `data` is the document behind it."""

    code: int
    request_id: int
    groups: tuple[tuple[int, tuple[Attribute, ...]], ...]
    data: bytes = field(default=b"", repr=False)
    version: tuple[int, int] = VERSION

    def find(self, name: str) -> tuple[Value, ...]:
        """The values of the first attribute of that name; none is an empty tuple."""
        for _, attributes in self.groups:
            for attribute in attributes:
                if attribute.name == name:
                    return attribute.values
        return ()

    def number(self, name: str, default: int = 0) -> int:
        values = self.find(name)
        return values[0] if values and isinstance(values[0], int) else default

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(value for value in self.find(name) if isinstance(value, str))

    @property
    def succeeded(self) -> bool:
        """successful-ok and its kin: 0x0000 to 0x00FF."""
        return self.code < 0x0100


def encode(message: Message) -> bytes:
    """The bytes of one message, its document included."""
    parts = [struct.pack(">BBHI", *message.version, message.code, message.request_id)]
    for group, attributes in message.groups:
        parts.append(bytes((group,)))
        parts.extend(_encode_attribute(attribute) for attribute in attributes)
    parts.append(bytes((Group.END,)))
    parts.append(message.data)
    return b"".join(parts)


def _encode_attribute(attribute: Attribute) -> bytes:
    parts = []
    name = attribute.name.encode()
    for value in attribute.values:
        raw = _encode_value(value)
        parts.append(struct.pack(">BH", attribute.tag, len(name)) + name + struct.pack(">H", len(raw)) + raw)
        name = b""  # further values of the same attribute carry no name
    return b"".join(parts)


def _encode_value(value: Value) -> bytes:
    match value:
        case bool():
            return bytes((value,))
        case int():
            return struct.pack(">i", value)
        case str():
            return value.encode()
        case bytes():
            return value


def decode(raw: bytes) -> Message:
    """One whole message. Raises FrameDamaged where the bytes end too early.

    Members of a collection follow their attribute as further values: nothing here needs them apart.
    """
    try:
        major, minor, code, request_id = struct.unpack_from(">BBHI", raw)
        groups, end = _decode_groups(raw, 8)
    except (struct.error, IndexError, UnicodeDecodeError) as cause:
        raise FrameDamaged("IPP 应答不完整或无法识别", what_to_do="检查打印机地址和固件") from cause
    return Message(code, request_id, groups, raw[end:], (major, minor))


def _decode_groups(raw: bytes, at: int) -> tuple[tuple[tuple[int, tuple[Attribute, ...]], ...], int]:
    groups: list[tuple[int, list[Attribute]]] = []
    while raw[at] != Group.END:
        tag = raw[at]
        if tag < 0x10:
            groups.append((tag, []))
            at += 1
            continue
        name_length = int.from_bytes(_slice(raw, at + 1, 2), "big")
        name = _slice(raw, at + 3, name_length).decode()
        at += 3 + name_length
        value_length = int.from_bytes(_slice(raw, at, 2), "big")
        value = _decode_value(tag, _slice(raw, at + 2, value_length))
        at += 2 + value_length
        _add(groups[-1][1], tag, name, value)
    return tuple((group, tuple(attributes)) for group, attributes in groups), at + 1


def _slice(raw: bytes, at: int, length: int) -> bytes:
    piece = raw[at : at + length]
    if len(piece) < length:
        raise IndexError
    return piece


def _add(attributes: list[Attribute], tag: int, name: str, value: Value) -> None:
    if name:
        attributes.append(Attribute(tag, name, (value,)))
    else:
        last = attributes.pop()
        attributes.append(Attribute(last.tag, last.name, (*last.values, value)))


def _decode_value(tag: int, raw: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        return int(struct.unpack(">i", raw)[0])
    if tag == Tag.BOOLEAN:
        return raw != b"\x00"
    return raw.decode() if 0x40 <= tag <= 0x49 else raw


def request(
    operation: Operation,
    request_id: int,
    printer_uri: str,
    more: Iterable[Attribute] = (),
    job: Iterable[Attribute] = (),
    document: bytes = b"",
) -> Message:
    """A request as RFC 8011 4.1.4 orders it: charset, language and target come first."""
    head = (
        Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
        Attribute(Tag.LANGUAGE, "attributes-natural-language", ("zh-cn",)),
        Attribute(Tag.URI, "printer-uri", (printer_uri,)),
    )
    template = tuple(job)
    groups: Iterator[tuple[int, tuple[Attribute, ...]]] = iter(
        [(Group.OPERATION, (*head, *more)), *([(Group.JOB, template)] if template else [])]
    )
    return Message(operation, request_id, tuple(groups), document)
