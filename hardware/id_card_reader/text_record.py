"""The 256-byte text record of a card: UTF-16LE, space padded, card kind at offset 248 (GA 450, DEVICES section 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hardware.id_card_reader.interface import CardKind

TEXT_BYTES = 256
KIND_OFFSET = 248
LONG_TERM = "长期"
_BLANK = " ".encode("utf-16-le")
_PADDING = " \0\u3000"


@dataclass(frozen=True, slots=True)
class Field:
    """`pieces` are (offset, length) in bytes; a long name may stand in two."""

    name: str
    pieces: tuple[tuple[int, int], ...]


def _at(name: str, *pieces: tuple[int, int]) -> Field:
    return Field(name, pieces)


_NUMBER_AND_VALIDITY = (
    _at("id_number", (122, 36)),
    _at("valid_from", (188, 16)),
    _at("valid_to", (204, 16)),
)
_PERSON = (_at("name", (0, 30)), _at("sex", (30, 2)), _at("birth_date", (36, 16)))
_HOME = (_at("address", (52, 70)), _at("authority", (158, 30)))

LAYOUTS: Mapping[CardKind, tuple[Field, ...]] = {
    CardKind.RESIDENT: (*_PERSON, _at("ethnicity", (32, 4)), *_HOME, *_NUMBER_AND_VALIDITY),
    CardKind.HMT_RESIDENCE_PERMIT: (
        *_PERSON,
        *_HOME,
        *_NUMBER_AND_VALIDITY,
        _at("pass_number", (220, 18)),
        _at("issue_count", (238, 4)),
    ),
    CardKind.FOREIGN_PERMANENT_RESIDENT_2017: (
        _at("name_en", (0, 120)),
        _at("sex", (120, 2)),
        _at("id_number", (122, 30)),
        _at("nationality", (152, 6)),
        _at("name", (158, 30)),
        _at("valid_from", (188, 16)),
        _at("valid_to", (204, 16)),
        _at("birth_date", (220, 16)),
        _at("version", (236, 4)),
        _at("authority", (240, 8)),
    ),
    CardKind.FOREIGN_PERMANENT_RESIDENT_2023: (
        *_PERSON,
        _at("issue_count", (32, 4)),
        _at("name_en", (52, 70), (220, 22)),
        *_NUMBER_AND_VALIDITY,
        _at("nationality", (242, 6)),
        _at("old_number_link", (250, 6)),
    ),
}

_FLAGS = {
    CardKind.RESIDENT: " ",
    CardKind.HMT_RESIDENCE_PERMIT: "J",
    CardKind.FOREIGN_PERMANENT_RESIDENT_2017: "I",
    CardKind.FOREIGN_PERMANENT_RESIDENT_2023: "Y",
}
_KINDS = {flag: kind for kind, flag in _FLAGS.items()} | {"\0": CardKind.RESIDENT}


def decode_text(record: bytes) -> tuple[CardKind, dict[str, str]] | None:
    """Kind and fields, padding taken off; None for a card kind nobody knows. `record` has 256 bytes."""
    kind = _KINDS.get(_text(record[KIND_OFFSET : KIND_OFFSET + 2]))
    if kind is None:
        return None
    return kind, {field.name: _value(record, field) for field in LAYOUTS[kind]}


def encode_text(kind: CardKind, fields: Mapping[str, str]) -> bytes:
    """The record of a card. Raises ValueError for a field that is unknown to the kind or too long."""
    layout = {field.name: field for field in LAYOUTS[kind]}
    record = bytearray(_BLANK * (TEXT_BYTES // 2))
    for name, value in fields.items():
        if name not in layout:
            raise ValueError(f"证件类型 {kind} 没有字段 {name}")
        _place(record, layout[name], value)
    record[KIND_OFFSET : KIND_OFFSET + 2] = _FLAGS[kind].encode("utf-16-le")
    return bytes(record)


def _place(record: bytearray, field: Field, value: str) -> None:
    room = sum(length for _, length in field.pieces)
    data = value.encode("utf-16-le")
    if len(data) > room:
        raise ValueError(f"字段 {field.name} 太长：最多 {room // 2} 个字")
    data += _BLANK * ((room - len(data)) // 2)
    for offset, length in field.pieces:
        record[offset : offset + length], data = data[:length], data[length:]


def plain_text(data: bytes) -> str:
    """UTF-16LE without its padding; never fails."""
    return _text(data).strip(_PADDING)


def _value(record: bytes, field: Field) -> str:
    return plain_text(b"".join(record[offset : offset + length] for offset, length in field.pieces))


def _text(data: bytes) -> str:
    # A lone surrogate cannot be shown or stored; the rest of the field can.
    return data.decode("utf-16-le", errors="replace")
