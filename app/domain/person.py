"""The person who is present, as their identity card says it (GA 450 text record, all four card kinds)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What was read. A field the card kind does not have is empty or None.

    `kind` is one of resident, hmt_residence_permit, foreign_permanent_resident_2017,
    foreign_permanent_resident_2023. `sex` is GB/T 2261.1 ("1" male, "2" female), `ethnicity` GB/T 3304.
    `portrait` is a decoded picture (PNG or JPEG) or None where no decoder is installed.
    `valid_to` None means long-term.
    """

    kind: str
    name: str
    id_number: str
    sex: str
    birth_date: date | None
    valid_from: date | None
    valid_to: date | None
    address: str = ""
    authority: str = ""
    ethnicity: str = ""
    nationality: str = ""
    name_en: str = ""
    pass_number: str = ""
    sam_id: str = ""
    portrait: bytes | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"IdentityCard(kind={self.kind!r})"


def age_on(born: date, today: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
