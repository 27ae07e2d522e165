"""Where a field may be filled in from before anybody types: named in item files as `card.address`, `record.KEY`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.domain.person import IdentityCard


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


PREFILL_SOURCES: dict[str, Callable[[IdentityCard], str]] = {
    "card.name": lambda card: card.name,
    "card.name_en": lambda card: card.name_en,
    "card.id_number": lambda card: card.id_number,
    "card.sex": lambda card: card.sex,
    "card.birth_date": lambda card: _iso(card.birth_date),
    "card.address": lambda card: card.address,
    "card.ethnicity": lambda card: card.ethnicity,
    "card.nationality": lambda card: card.nationality,
    "card.pass_number": lambda card: card.pass_number,
    "card.authority": lambda card: card.authority,
    "card.valid_from": lambda card: _iso(card.valid_from),
    "card.valid_to": lambda card: _iso(card.valid_to),
}

RECORD = "record."
"""What the register of the item holds (the step `query`), by its key."""


def is_source(name: str) -> bool:
    return name in PREFILL_SOURCES or (name.startswith(RECORD) and name != RECORD)


def told_by_record(name: str, record: Mapping[str, Any] | None) -> str:
    """As text; several values are set side by side, as on a licence. Empty where the record does not say."""
    value = (record or {}).get(name.removeprefix(RECORD))
    if isinstance(value, list):
        return "".join(str(each) for each in value)
    return "" if value is None else str(value)
