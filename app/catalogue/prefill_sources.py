"""Where a field may be filled in from before anybody types: named in item files as `card.address`, `record.KEY`,
`e_licence.CODE.KEY`, `file.KEY`, `earlier.KEY`, `chosen.FIELD.KEY`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.formats import FEN_A_YUAN
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
LICENCE = "e_licence."
"""What an e-licence says: the licence's code, then its key."""
PERSON_FILE = "file."
"""What the centre remembers of this person from other cases."""
EARLIER = "earlier."
"""The answer of the newest earlier case of this item."""
CHOSEN = "chosen."
"""What the row says that was chosen in a field before: the field's name, then the key."""
REMEMBERED = (PERSON_FILE, EARLIER)
"""People move and change their number: offered, never locked."""
_PARTS = {RECORD: 1, LICENCE: 2, PERSON_FILE: 1, EARLIER: 1, CHOSEN: 2}
"""How many words follow each, with a point between them."""
MORE_SOURCES = ("record.…", "e_licence.….…", "file.…", "earlier.…", "chosen.….…")
"""As they are named where a source is not known."""


def is_source(name: str) -> bool:
    if name in PREFILL_SOURCES:
        return True
    head, _, rest = name.partition(".")
    if f"{head}." == RECORD:
        return bool(rest)
    parts = rest.split(".")
    return len(parts) == _PARTS.get(f"{head}.", 0) and all(parts)


def kind_of_source(name: str | None) -> str:
    """`card`, `record`, `e_licence`, `file`, `earlier`, `chosen`; empty where there is none."""
    return (name or "").partition(".")[0]


def may_be_silent(name: str | None) -> bool:
    """Whether the source may know nothing: then a field locked to it is typed."""
    return bool(name) and kind_of_source(name) != "card"


def chosen_source(name: str) -> tuple[str, str]:
    """Field and key of `chosen.FIELD.KEY`."""
    field, _, key = name.removeprefix(CHOSEN).partition(".")
    return field, key


def told_by_record(name: str, record: Mapping[str, Any] | None, in_yuan: bool = False) -> str:
    """As text; several values are set side by side, as on a licence. Empty where the record does not say. A register
    tells money in whole fen, a form asks for it `in_yuan`."""
    value = (record or {}).get(name.removeprefix(RECORD))
    if isinstance(value, list):
        return "".join(str(each) for each in value)
    if in_yuan and isinstance(value, int):
        return f"{Decimal(value) / FEN_A_YUAN:.2f}"
    return "" if value is None else str(value)
