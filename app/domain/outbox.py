"""What waits for the centre, and why, for whoever looks at it; and what may go before its case does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol

from app.domain.case import Attachment
from app.domain.prints import OperatorAct

ATTACHMENT = "attachment"
"""The kind of a waiting attachment; a waiting event's kind is its own."""
VIDEO = "video/"
"""How the media type of what may be sent in certain hours only begins."""


class WaitState(StrEnum):
    """`due` goes at the next chance, `resting` at its time, `held` after an earlier event of its case or, sealed to
    another centre, when this station is enrolled there again, `parked` when a person has looked at it.
    """

    DUE = "due"
    RESTING = "resting"
    HELD = "held"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One event or attachment the centre does not have yet. `why` is the last thing that went wrong, `answer` what the
    centre said last. `case_number` is empty for an attachment whose case is not submitted yet.
    """

    id: str
    kind: str
    case_id: str
    case_number: str
    state: WaitState
    since: datetime
    attempts: int
    next_at: datetime
    size: int = 0
    why: str = ""
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A case of which the centre lacks something since it was restored, that this station cannot send again."""

    case_id: str
    case_number: str
    events: int
    attachments: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """All that waits, counted; `items` are those worth a look first: parked, then the oldest. `missing`: gone here.

    `elsewhere`: cases sealed to a centre this station was enrolled with before; they wait for it.
    """

    waiting: int
    conflicts: int
    counts: Sequence[tuple[str, WaitState, int]] = ()
    oldest: datetime | None = None
    next_at: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    items: Sequence[Waiting] = ()
    missing: Sequence[Missing] = ()
    elsewhere: int = 0


class OutboxDesk(Protocol):
    """What a person sees of the outbox and may do there."""

    def backlog(self, now: datetime, limit: int = 100) -> Backlog: ...

    def release(self, event_id: str, act: OperatorAct) -> bool:
        """Send a parked event or attachment again; who and why is kept. False where it is not parked.

        Raises WrongInput.
        """


class EarlyUploads(Protocol):
    """Attachments that may leave while the form is still being filled (a video of minutes)."""

    def begin_early(self, case_id: str, name: str, media_type: str, content: BinaryIO) -> Attachment:
        """Kept sealed and due at once; a name begun before is replaced. Put the answer into `Submission.begun`.

        Raises WrongInput, StorageProblem.
        """

    def begin_log(self, command_id: str, content: BinaryIO) -> None:
        """The program's log for the centre, which asked for it: it goes like an attachment, and belongs to no case."""

    def leave(self, case_id: str) -> None:
        """The sitting was left: the bytes are erased here, and the centre is asked to forget what it has of them."""

    def leave_all(self) -> None:
        """At the terminal's start: whatever an earlier run had begun and not submitted was left."""
