"""A card as `kiosk device read-card --json` gives it."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

from hardware.id_card_reader.interface import CardRead
from hardware.id_card_reader.text_record import LAYOUTS

_TEXT_FIELDS = (
    "name",
    "name_en",
    "ethnicity",
    "nationality",
    "address",
    "authority",
    "pass_number",
    "issue_count",
)


def card_as_json(card: CardRead) -> dict[str, Any]:
    """Dates in ISO 8601, `valid_to` null for 长期; a field the card kind does not have is absent, and so is
    `new_addresses` where nobody asked for them.
    """
    has = {field.name for field in LAYOUTS[card.kind]}
    document: dict[str, Any] = {
        "kind": card.kind.value,
        "sex": card.sex,
        "birth_date": _iso(card.birth_date),
        "id_number": card.id_number,
        "id_number_valid": card.id_number_valid,
        "valid_from": _iso(card.valid_from),
        "valid_to": _iso(card.valid_to),
        "photo_wlt": base64.b64encode(card.photo_wlt).decode("ascii"),
        "fingerprints": len(card.fingerprints),
        "sam_id": card.sam_id,
    }
    if card.new_addresses is not None:
        document["new_addresses"] = list(card.new_addresses)
    return document | {name: getattr(card, name) for name in _TEXT_FIELDS if name in has}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
