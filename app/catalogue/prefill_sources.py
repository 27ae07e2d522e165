"""Where a field may be filled in from before anybody types: named in item files as `card.address`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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
