"""What a station holds of one person, told on request (个人信息保护法 art. 45), and erased on request (art. 47)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
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


class DraftFileKind(StrEnum):
    PICTURE = "picture"
    EARLY = "early"
    """On its way to the centre before its case."""
    FILM = "film"


@dataclass(frozen=True, slots=True)
class HeldDraftFile:
    """Goes with its draft. `size` of a film is that of its sealed pieces."""

    kind: DraftFileKind
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """What was not submitted yet. `is_held`: on purpose (挂起). After `keep_until` it is forgotten."""

    id: str
    item_code: str
    kept_at: datetime
    keep_until: datetime
    is_held: bool
    data: Mapping[str, Any] = field(repr=False)
    files: tuple[HeldDraftFile, ...] = ()
    as_agent: bool = False
    """Somebody else's draft in which this person acts: of the other nothing is told."""


@dataclass(frozen=True, slots=True)
class Held:
    """All that is here of one person, the newest first of each."""

    cases: tuple[HeldCase, ...] = ()
    drafts: tuple[HeldDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """`waiting` cases are erased as soon as the centre has them; a draft waits for nothing.

    `pages_wait`: what was erased can still be read out of the disk, because another program is reading the database;
    it goes by itself once that has ended.
    """

    cases: int
    waiting: int
    drafts: int = 0
    pages_wait: bool = False


class PersonalData(Protocol):
    """A person's cases are found by a keyed hash of the identity number, which itself is in a case or draft alone."""

    def held_of(self, id_number: str, operator: str) -> Held:
        """That `operator` asked is recorded, of whom is not. Raises WrongInput, StorageProblem."""

    def erase(self, id_number: str, operator: str) -> Erased:
        """Raises WrongInput for what is no staff number, StorageProblem."""
