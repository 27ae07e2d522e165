"""IPP messages (RFC 8010 encoding, collections included). Pure: bytes in, values out and the other way."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

from hardware.certificate_printer.vocabulary import Group, Operation, Tag
from hardware.errors import FrameDamaged

VERSION = (2, 0)
_DEEPEST = 8  # collections inside collections; real printers have two


@dataclass(frozen=True, slots=True)
class Collection:
    """RFC 8010 3.1.6: named members, each an attribute of its own."""

    members: tuple[Attribute, ...]

    def find(self, name: str) -> tuple[Value, ...]:
        """The values of the member of that name; none is an empty tuple."""
        return next((each.values for each in self.members if each.name == name), ())

    def word(self, name: str) -> str:
        """The member's first value where it is a word, or empty."""
        values = self.find(name)
        return values[0] if values and isinstance(values[0], str) else ""


Value = int | bool | str | bytes | Collection


@dataclass(frozen=True, slots=True)
class Attribute:
    """`tag` is a value tag of RFC 8010; resolutions, ranges, dates, octets and values of unnamed tags stay bytes."""

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

    def numbers(self, name: str) -> tuple[int, ...]:
        return tuple(value for value in self.find(name) if isinstance(value, int))

    def collections(self, name: str) -> tuple[Collection, ...]:
        return tuple(value for value in self.find(name) if isinstance(value, Collection))

    def raws(self, name: str) -> tuple[bytes, ...]:
        """Resolutions, octet strings and other values that stay bytes."""
        return tuple(value for value in self.find(name) if isinstance(value, bytes))

    def each(self, group: int) -> tuple[Message, ...]:
        """One message a group of that kind: Get-Jobs answers with a group a job."""
        return tuple(Message(self.code, self.request_id, (one,)) for one in self.groups if one[0] == group)

    @property
    def succeeded(self) -> bool:
        """successful-ok and its kin: 0x0000 to 0x00FF."""
        return self.code < 0x0100


def encode(message: Message) -> bytes:
    """The bytes of one message, its document included."""
    parts = [struct.pack(">BBHI", *message.version, message.code, message.request_id)]
    for group, attributes in message.groups:
        parts.append(bytes((group,)))
        parts.extend(_encode_attribute(attribute.name, attribute) for attribute in attributes)
    parts.append(bytes((Group.END,)))
    parts.append(message.data)
    return b"".join(parts)


def _encode_attribute(name: str, attribute: Attribute) -> bytes:
    parts = []
    for value in attribute.values:
        parts.append(_encode_field(attribute.tag, name, value))
        name = ""  # further values of the same attribute carry no name
    return b"".join(parts)


def _encode_field(tag: int, name: str, value: Value) -> bytes:
    raw = b"" if isinstance(value, Collection) else _encode_value(value)
    title = name.encode()
    one = struct.pack(">BH", tag, len(title)) + title + struct.pack(">H", len(raw)) + raw
    if not isinstance(value, Collection):
        return one
    members = b"".join(
        _encode_field(Tag.MEMBER_NAME, "", each.name) + _encode_attribute("", each) for each in value.members
    )
    return one + members + struct.pack(">BHH", Tag.COLLECTION_END, 0, 0)


def _encode_value(value: int | bool | str | bytes) -> bytes:
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
    """One whole message. Raises FrameDamaged where the bytes end too early or collections do not close."""
    try:
        major, minor, code, request_id = struct.unpack_from(">BBHI", raw)
        reader = _Reader(raw, 8)
        groups = reader.groups()
    except (struct.error, IndexError, UnicodeDecodeError) as cause:
        raise FrameDamaged("IPP 应答不完整或无法识别", what_to_do="检查打印机地址和固件") from cause
    return Message(code, request_id, groups, raw[reader.at :], (major, minor))


_Gathered = list[tuple[int, str, list[Value]]]
"""Attributes whose values are still coming: a message may hold hundreds of thousands of them."""


class _Reader:
    """Walks over the attribute groups; what does not fit raises IndexError."""

    def __init__(self, raw: bytes, at: int) -> None:
        self._raw = raw
        self.at = at

    def groups(self) -> tuple[tuple[int, tuple[Attribute, ...]], ...]:
        groups: list[tuple[int, _Gathered]] = []
        while (tag := self._raw[self.at]) != Group.END:
            if tag < 0x10:
                self.at += 1
                groups.append((tag, []))
            else:
                tag, name, raw = self._field()
                _add(groups[-1][1], tag, name, self._value(tag, raw, 0))
        self.at += 1
        return tuple((group, _attributes(gathered)) for group, gathered in groups)

    def _field(self) -> tuple[int, str, bytes]:
        tag = self._raw[self.at]
        self.at += 1
        return tag, self._counted().decode(), self._counted()

    def _counted(self) -> bytes:
        start = self.at + 2
        end = start + int.from_bytes(self._raw[self.at : start], "big")
        if end > len(self._raw):
            raise IndexError
        self.at = end
        return self._raw[start:end]

    def _value(self, tag: int, raw: bytes, depth: int) -> Value:
        if tag == Tag.COLLECTION:
            return self._collection(depth + 1)
        if tag in (Tag.INTEGER, Tag.ENUM):
            return int(struct.unpack(">i", raw)[0])
        if tag == Tag.BOOLEAN:
            return raw != b"\x00"
        return raw.decode() if 0x40 <= tag <= Tag.MEMBER_NAME else raw

    def _collection(self, depth: int) -> Collection:
        if depth > _DEEPEST:
            raise IndexError
        members: _Gathered = []
        member = ""
        while True:
            tag, _, raw = self._field()
            if tag == Tag.COLLECTION_END:
                return Collection(_attributes(members))
            if tag == Tag.MEMBER_NAME:
                member = raw.decode()
                continue
            _add(members, tag, member, self._value(tag, raw, depth))
            member = ""


def _add(gathered: _Gathered, tag: int, name: str, value: Value) -> None:
    """A value without a name is a further one of the attribute before it. Raises IndexError where there is none."""
    if name:
        gathered.append((tag, name, [value]))
    else:
        gathered[-1][2].append(value)


def _attributes(gathered: _Gathered) -> tuple[Attribute, ...]:
    return tuple(Attribute(tag, name, tuple(values)) for tag, name, values in gathered)


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
    operation_group = (int(Group.OPERATION), (*head, *more))
    template = tuple(job)
    groups = (operation_group, (int(Group.JOB), template)) if template else (operation_group,)
    return Message(operation, request_id, groups, document)


def resolution(dpi: int) -> bytes:
    """RFC 8010 3.9: across, along, and unit 3 (dots an inch)."""
    return struct.pack(">iib", dpi, dpi, 3)


def dpi_of(raw: bytes) -> int | None:
    """Dots an inch, where both ways are alike; None for another resolution or bytes that are none."""
    if len(raw) != 9:
        return None
    across, along, unit = struct.unpack(">iib", raw)
    return int(across) if across == along and unit == 3 else None
