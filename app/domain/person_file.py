"""个人档案: what a person handed in and filled in before, as the centre tells it to the station where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.domain.person import IdentityCard
from app.domain.service_item import Material, MaterialSource

REUSABLE = (MaterialSource.E_LICENCE, MaterialSource.PERSON_FILE, MaterialSource.SCAN)
"""What may come from the file; a photo, a signature, a film and the papers of an agent are made anew each time."""


def may_be_reused(material: Material) -> bool:
    return material.source in REUSABLE and material.reuse_days > 0


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A material by its code, as it was handed in on `taken_on` with the case of `number`."""

    code: str
    taken_on: date
    number: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonFile:
    """`known` by the source's name (`file.phone`, `earlier.reason`); `papers` at most one a material."""

    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    papers: tuple[FiledPaper, ...] = field(default=(), repr=False)


class PersonFileOffice(Protocol):
    """Raises CentreUnreachable, CentreRefused."""

    def told(self, item_code: str, card: IdentityCard) -> PersonFile:
        """What is on file of this person for this item. Asked only where they agreed."""
