"""From what the reader said to the person the house knows."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.person import IdentityCard
from hardware import CardRead


def identity_of(read: CardRead, portrait_of: Callable[[bytes], bytes | None]) -> IdentityCard:
    """`portrait_of` decodes the card's photo bytes, or says None where it cannot."""
    return IdentityCard(
        kind=read.kind.value,
        name=read.name or read.name_en or "",
        id_number=read.id_number,
        sex=read.sex,
        birth_date=read.birth_date,
        valid_from=read.valid_from,
        valid_to=read.valid_to,
        address=read.address or "",
        authority=read.authority or "",
        ethnicity=read.ethnicity or "",
        nationality=read.nationality or "",
        name_en=read.name_en or "",
        pass_number=read.pass_number or "",
        sam_id=read.sam_id,
        portrait=portrait_of(read.photo_wlt),
    )
