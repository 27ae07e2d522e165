"""What a station holds of one person, told on request (个人信息保护法 art. 45), and erased on request (art. 47)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from app.domain.case import Kept


@dataclass(frozen=True, slots=True)
class HeldFile:
    """`here`: its bytes are on this station; `opens_here`: and this station can read them."""

    name: str
    media_type: str
    size: int
    here: bool
    opens_here: bool


@dataclass(frozen=True, slots=True)
class HeldCase:
    """`data` is empty where it is sealed. `erase_at`: after that it goes, once the centre has the case."""

    id: str
    number: str
    item_code: str
    status: str
    submitted_at: datetime
    channel: str
    kept: Kept
    at_centre: bool
    erase_at: datetime | None
    reason: str = field(repr=False)
    data: Mapping[str, Any] = field(repr=False)
    files: tuple[HeldFile, ...] = ()
    grade: int | None = None
    evaluation_text: str = field(default="", repr=False)
    documents: tuple[str, ...] = ()
    papers_kept: int = 0
    print_jobs: int = 0
    left_behind: int = 0
    as_agent: bool = False
    """Somebody else's case in which this person acted: of the other nothing is told."""


@dataclass(frozen=True, slots=True)
class Erased:
    """`waiting` cases are erased as soon as the centre has them."""

    cases: int
    waiting: int


class PersonalData(Protocol):
    """A person is found by a keyed hash of the identity number; the number itself is never kept outside a case."""

    def held_of(self, id_number: str, operator: str) -> tuple[HeldCase, ...]:
        """Newest first. That `operator` asked is recorded, of whom is not. Raises WrongInput, StorageProblem."""

    def erase(self, id_number: str, operator: str) -> Erased:
        """Raises WrongInput for what is no staff number, StorageProblem."""
