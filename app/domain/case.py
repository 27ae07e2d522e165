"""A case (办件): what was asked for, with its data and its attachments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class CaseStatus(StrEnum):
    """`saved` stands in the outbox only; every other word comes from the centre."""

    SAVED = "saved"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    COMPLETED = "completed"


STATUS_WORDS = {
    CaseStatus.RECEIVED: "待审",
    CaseStatus.ACCEPTED: "已受理",
    CaseStatus.RETURNED: "补正中",
    CaseStatus.REFUSED: "不予受理",
    CaseStatus.COMPLETED: "办结",
}
"""As the centre's people say them; `saved` never gets there."""


class Kept(StrEnum):
    """How this station keeps the content of a case: open to itself, open to the centre only, or no more."""

    READABLE = "readable"
    SEALED = "sealed"
    ERASED = "erased"


ELSEWHERE = "other_station"
"""The channel of a case that another station of the same centre took; what it says is not here."""


def applicant_name(data: Mapping[str, Any]) -> str:
    """Of a case's data; empty where it says none."""
    return str((data.get("applicant") or {}).get("name", ""))


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file on its way into the store, in plain bytes."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file. `size` and `sha256` (hex) are those of the plain bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One application, complete and checked, ready to be saved in one transaction.

    `case_id` is a UUIDv7 made by the caller: saving the same id twice saves once.
    `data` is `{"applicant": {card fields}, "form": {...}, "delivery": {...}, "payment": {...}, …}`.
    `begun` are attachments whose bytes the store has already, from before the case was submitted.
    `retention_days` is the item's own; None: the station's.
    """

    case_id: str
    item_code: str
    item_version: str
    data: Mapping[str, Any] = field(repr=False)
    attachments: tuple[NewAttachment, ...] = ()
    channel: str = "self_service"
    operator: str = ""
    begun: tuple[Attachment, ...] = ()
    retention_days: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """The one part of a returned case that was asked for, made anew and checked (`app.catalogue.correction`).

    `id` is a UUIDv7 made by the caller: saving the same id twice saves once. `part` is its name as the centre told it,
    or `form` where it named a field; `data` and `attachments` hold what takes the place of what was there. With `form`
    alone `data` may be `{"fields": {…}}`: some answers, the others stay. `present` is the ID number on the card that
    was read for it: without it nobody corrects what another station took.
    """

    id: str
    case_id: str
    part: str
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    attachments: tuple[NewAttachment, ...] = ()
    operator: str = ""
    present: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SubmittedCase:
    """What a saved submission is called from now on."""

    id: str
    number: str
    status: CaseStatus
    evaluation_code: str = field(default="", repr=False)
    """By which whoever has the slip grades it on a phone."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    number: str
    item_code: str
    item_version: str
    status: CaseStatus
    reason: str
    submitted_at: datetime
    channel: str
    data: Mapping[str, Any] = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    kept: Kept = Kept.READABLE
    former_numbers: tuple[str, ...] = ()
    """What it was called before; another case has that number."""
    as_agent: bool = False
    """It is somebody else's, and whoever asked acts for them."""
    operator: str = ""
    """Who took it at a desk; empty where the citizen did it alone."""
    evaluation_code: str = field(default="", repr=False)
    """By which whoever has the slip grades it on a phone."""
