"""What a chaos run submits: valid applications whose every byte follows from the seed, for station and judge alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import Sample, make_sample
from app.domain.case import NewAttachment

ITEMS = ("temporary-id-card", "social-insurance-proof", "residence-permit-endorsement")
PEOPLE = 4
"""So many different samples of an item; making one costs more than a run has time for."""
SLIP_LINES = 12


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """One application. `extra_bytes` are added to its first file, so that it must travel by tus."""

    id: str
    item: str
    person: int
    extra_bytes: int

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> CaseSpec:
        return cls(**told)


@lru_cache(maxsize=1)
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@lru_cache(maxsize=len(ITEMS) * PEOPLE)
def sample(item: str, person: int) -> Sample:
    return make_sample(catalogue().item(item), person)


def warm() -> None:
    for item in ITEMS:
        for person in range(PEOPLE):
            sample(item, person)


def files_of(spec: CaseSpec) -> tuple[NewAttachment, ...]:
    """No two cases share a byte string: each file ends with bytes of its own."""
    found = []
    for place, each in enumerate(sample(spec.item, spec.person).attachments.values()):
        noise = Random(f"{spec.id} {each.name}")
        more = 16 + (spec.extra_bytes if place == 0 else 0)
        found.append(NewAttachment(each.name, each.media_type, each.content + noise.randbytes(more)))
    return tuple(found)


def slip_text(number: str, job_id: str) -> list[str]:
    """The lines of a receipt; its job stands on it."""
    return [number, job_id] + [f"{line:02d} 办事凭条，请收好" for line in range(SLIP_LINES)]
