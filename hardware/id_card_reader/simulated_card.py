"""A card of the simulator, written as JSON with the field names of `kiosk device read-card --json`.

`photo` may name a PNG or JPEG file beside the JSON. `fingerprints` is a count (0 to 2), `new_addresses` a list of up
to four. `id_number_valid` and `sam_id` may stand there and mean nothing: both are the reader's to say.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hardware.id_card_reader.card_record import FINGERPRINT_BYTES, encode_new_addresses
from hardware.id_card_reader.interface import CardKind
from hardware.id_card_reader.portrait import PHOTO_BYTES, simulated_photo
from hardware.id_card_reader.text_record import LONG_TERM, encode_text

_NOT_IN_TEXT = {"kind", "photo", "photo_wlt", "fingerprints", "id_number_valid", "sam_id", "new_addresses"}
_DATES = ("birth_date", "valid_from", "valid_to")
_MAX_FINGERPRINTS = 2
_FINGERPRINT_MARK = b"C"


@dataclass(frozen=True, slots=True)
class SimulatedCard:
    """What the reader's far side knows of a card: raw sections."""

    kind: CardKind
    name: str = field(repr=False)
    text: bytes = field(repr=False)
    photo: bytes = field(repr=False)
    fingerprints: bytes = field(default=b"", repr=False)
    new_addresses: bytes = field(default=b"", repr=False)

    @classmethod
    def from_file(cls, path: str | Path) -> SimulatedCard:
        """Raises ValueError for a file that is no card, OSError for one that cannot be opened."""
        path = Path(path)
        try:
            document = json.loads(path.read_text("utf-8"))
        except ValueError as cause:
            raise ValueError(f"{path.name} 不是 JSON：{cause}") from cause
        return cls.from_json(document, path.parent)

    @classmethod
    def from_json(cls, document: Any, folder: Path | None = None) -> SimulatedCard:
        """`folder` is where `photo` is looked for. Raises ValueError."""
        if not isinstance(document, dict) or document.get("kind") not in set(CardKind):
            raise ValueError(f"kind 须为 {'、'.join(CardKind)} 之一")
        kind = CardKind(document["kind"])
        fields = {key: _field(key, value) for key, value in document.items() if key not in _NOT_IN_TEXT}
        for needed in ("id_number", "sex"):
            if not fields.get(needed):
                raise ValueError(f"缺少字段 {needed}")
        return cls(
            kind=kind,
            name=fields.get("name") or fields.get("name_en", ""),
            text=encode_text(kind, fields),
            photo=_photo(document, folder or Path()),
            fingerprints=_fingerprints(document.get("fingerprints", 0)),
            new_addresses=_new_addresses(document.get("new_addresses", [])),
        )


def _field(key: str, value: Any) -> str:
    if key == "valid_to" and value is None:
        return LONG_TERM
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"字段 {key} 须为文字")  # noqa: TRY004 - the file is wrong, not the program
    if key not in _DATES or value in ("", LONG_TERM):
        return value
    try:
        return f"{date.fromisoformat(value):%Y%m%d}"
    except ValueError as cause:
        raise ValueError(f"字段 {key} 须为日期（YYYY-MM-DD）") from cause


def _photo(document: Mapping[str, Any], folder: Path) -> bytes:
    if document.get("photo"):
        return simulated_photo(folder / str(document["photo"]))
    if "photo_wlt" not in document:
        return simulated_photo(None)
    photo = base64.b64decode(document["photo_wlt"], validate=True)
    if len(photo) != PHOTO_BYTES:
        raise ValueError(f"photo_wlt 须为 {PHOTO_BYTES} 字节")
    return photo


def _new_addresses(addresses: Any) -> bytes:
    if not isinstance(addresses, list) or not all(isinstance(each, str) for each in addresses):
        raise ValueError("new_addresses 须为一列文字")
    return encode_new_addresses(addresses)


def _fingerprints(count: Any) -> bytes:
    """The section as the reader sends it: room for two records, or nothing at all."""
    if not isinstance(count, int) or not 0 <= count <= _MAX_FINGERPRINTS:
        raise ValueError(f"fingerprints 须为 0 到 {_MAX_FINGERPRINTS}")
    if count == 0:
        return b""
    record = _FINGERPRINT_MARK.ljust(FINGERPRINT_BYTES, b"\x55")
    return (record * count).ljust(FINGERPRINT_BYTES * _MAX_FINGERPRINTS, b"\0")
