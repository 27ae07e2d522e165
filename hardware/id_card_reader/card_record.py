"""From the data of a read reply to a CardRead: length words, text, photo, fingerprints."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from datetime import date, datetime

from hardware.errors import FrameDamaged
from hardware.id_card_reader.interface import CardKind, CardRead
from hardware.id_card_reader.text_record import LONG_TERM, TEXT_BYTES, decode_text, plain_text

PHOTO_BYTES = 1024
FINGERPRINT_BYTES = 512
NEW_ADDRESS_BYTES = 70
MAX_NEW_ADDRESSES = 4
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_OLD_FOREIGN_NUMBER = re.compile(r"[A-Z]{3}\d{12}")


def encode_sections(text: bytes, photo: bytes, fingerprints: bytes | None = None) -> bytes:
    """The data of a read reply. `fingerprints` None: the base reply with its two length words."""
    sections = [text, photo] if fingerprints is None else [text, photo, fingerprints]
    return struct.pack(f">{len(sections)}H", *map(len, sections)) + b"".join(sections)


def decode_sections(data: bytes, count: int) -> tuple[bytes, ...]:
    """`count` length words, then as many sections. Raises FrameDamaged when they do not add up."""
    head = 2 * count
    if len(data) < head:
        raise FrameDamaged("读卡应答缺少长度字")
    lengths = struct.unpack(f">{count}H", data[:head])
    if sum(lengths) != len(data) - head or lengths[0] != TEXT_BYTES:
        raise FrameDamaged("读卡应答的长度字与内容不符")
    sections, at = [], head
    for length in lengths:
        sections.append(data[at : at + length])
        at += length
    return tuple(sections)


def decode_card(sections: tuple[bytes, ...], sam_id: str) -> CardRead | None:
    """The card, or None when its kind is unknown."""
    decoded = decode_text(sections[0])
    if decoded is None:
        return None
    kind, fields = decoded
    valid_to = fields["valid_to"]
    return CardRead(
        kind=kind,
        name=fields.get("name"),
        name_en=fields.get("name_en"),
        sex=fields["sex"],
        ethnicity=fields.get("ethnicity"),
        nationality=fields.get("nationality"),
        birth_date=day_of(fields["birth_date"]),
        address=fields.get("address"),
        id_number=fields["id_number"],
        id_number_valid=id_number_valid(kind, fields["id_number"]),
        authority=fields.get("authority"),
        valid_from=day_of(fields["valid_from"]),
        valid_to=day_of(valid_to),
        long_term=valid_to == LONG_TERM,
        pass_number=fields.get("pass_number"),
        issue_count=fields.get("issue_count"),
        photo_wlt=sections[1],
        fingerprints=split_fingerprints(sections[2]) if len(sections) > 2 else (),
        sam_id=sam_id,
    )


def split_fingerprints(section: bytes) -> tuple[bytes, ...]:
    """One entry per record that holds anything."""
    records = (section[at : at + FINGERPRINT_BYTES] for at in range(0, len(section), FINGERPRINT_BYTES))
    return tuple(record for record in records if any(record))


def decode_new_addresses(data: bytes) -> tuple[str, ...]:
    """The addresses added to a resident's card after it was made, oldest first: records of 70 bytes, UTF-16LE [U].

    Empty records are left out, and what is no whole record at the end is read as far as it goes.
    """
    records = (data[at : at + NEW_ADDRESS_BYTES] for at in range(0, len(data), NEW_ADDRESS_BYTES))
    return tuple(filter(None, (plain_text(record) for record in records)))


def encode_new_addresses(addresses: Sequence[str]) -> bytes:
    """Raises ValueError for more than four, or one longer than 35 characters."""
    if len(addresses) > MAX_NEW_ADDRESSES:
        raise ValueError(f"最多 {MAX_NEW_ADDRESSES} 条追加住址")
    records = [address.encode("utf-16-le") for address in addresses]
    if any(len(record) > NEW_ADDRESS_BYTES for record in records):
        raise ValueError(f"追加住址最多 {NEW_ADDRESS_BYTES // 2} 个字")
    blank = " ".encode("utf-16-le")
    return b"".join(record + blank * ((NEW_ADDRESS_BYTES - len(record)) // 2) for record in records)


def day_of(value: str) -> date | None:
    """YYYYMMDD; anything else is None: a card with an odd date is still a card."""
    try:
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def check_character(seventeen: str) -> str:
    """GB 11643 (ISO 7064 MOD 11-2) of the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def id_number_valid(kind: CardKind, number: str) -> bool:
    """The check digit. The 15-character numbers of 2017 have no published check: only their form is looked at."""
    if kind is CardKind.FOREIGN_PERMANENT_RESIDENT_2017 and len(number) == 15:
        return _OLD_FOREIGN_NUMBER.fullmatch(number) is not None
    digits = number[:17]
    return len(number) == 18 and digits.isascii() and digits.isdecimal() and check_character(digits) == number[17]
