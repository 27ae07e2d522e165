"""A paper on its way out of a printer (打印任务): what may become of it, and who may have it printed again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PaperKind(StrEnum):
    RECEIPT = "receipt"
    CERTIFICATE = "certificate"
    NOTICE = "notice"
    """A one-time notice: it belongs to a draft, of which there may never be a case."""
    RESULT = "result"
    """A finished paper of the centre: this station keeps nothing of it, it is fetched anew for each try."""
    TICKET = "ticket"
    """A number of the hall's queue: `case_id` names the ticket, `number` its day and number."""
    HAND_OVER = "hand_over"
    """The codes by which a case that was not finished goes on at a counter: nothing of it is kept here."""


WITHOUT_CASE = frozenset({PaperKind.NOTICE, PaperKind.TICKET, PaperKind.HAND_OVER})
OF_THE_CERTIFICATE_PRINTER = (PaperKind.CERTIFICATE, PaperKind.RESULT)
OF_THE_RECEIPT_PRINTER = (PaperKind.RECEIPT, PaperKind.NOTICE, PaperKind.TICKET, PaperKind.HAND_OVER)
"""Any of them may hang half out of its mouth when the next one is printed."""


class PrintState(StrEnum):
    """`queued`: a row and no byte. `sent`: bytes may have left. `unknown`: nobody heard how it ended, a person looks.
    `presented`: the printer itself confirmed it; `taken`, `retracted`: it told that too. `failed`: it did not come out.
    """

    QUEUED = "queued"
    SENT = "sent"
    UNKNOWN = "unknown"
    PRESENTED = "presented"
    TAKEN = "taken"
    RETRACTED = "retracted"
    FAILED = "failed"


NEXT: Mapping[PrintState, frozenset[PrintState]] = {
    PrintState.QUEUED: frozenset({PrintState.SENT, PrintState.FAILED}),
    PrintState.SENT: frozenset({PrintState.PRESENTED, PrintState.FAILED, PrintState.UNKNOWN}),
    PrintState.UNKNOWN: frozenset({PrintState.PRESENTED, PrintState.FAILED}),
    PrintState.PRESENTED: frozenset({PrintState.TAKEN, PrintState.RETRACTED}),
    PrintState.TAKEN: frozenset(),
    PrintState.RETRACTED: frozenset(),
    PrintState.FAILED: frozenset(),
}
"""Every legal change. Nothing becomes `presented` without having been `sent`."""

SETTLED = frozenset({PrintState.PRESENTED, PrintState.TAKEN, PrintState.RETRACTED, PrintState.FAILED})
"""How it ended is known."""


def may_become(before: PrintState, after: PrintState) -> bool:
    return after in NEXT[before]


# ---------------------------------------------------------------- how a job ends

INTERRUPTED = "interrupted"
"""The cause of a job that the program did not live to see the end of."""
SILENCES = frozenset({"no_answer", "offline"})
"""Causes that say nothing of the paper once it was begun: the printer stopped talking, not necessarily printing."""


@dataclass(frozen=True, slots=True)
class Presented:
    """The printer confirmed it. `reference` is the printer's own number of the job, where it gives one."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not come out whole. `begun`: a part of it may lie in the slot."""

    cause: str
    begun: bool
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Unheard:
    """It was begun and nobody heard its end: the paper may be whole, half, or not there."""

    cause: str
    reference: str = ""


PrintEnd = Presented | Failed | Unheard


def not_printed(cause: str, begun: bool, *, whole: bool = False, reference: str = "") -> Failed | Unheard:
    """What a printer's "not printed" is worth: silence after the first byte is no failure, it is not known.

    `whole`: every line was on the paper and only its end was not confirmed, so somebody may hold it already.
    """
    if begun and (whole or cause in SILENCES):
        return Unheard(cause, reference)
    return Failed(cause, begun, reference)


# ---------------------------------------------------------------- the job


@dataclass(frozen=True, slots=True)
class OperatorAct:
    """What a person of the office answers for: a staff number (never a name) and the reason in words."""

    operator: str
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One attempt to print one paper. `number` stands on the paper: the document's, or the case's on a receipt.

    `operator` and `reason` are those of a reprint; `settled_by` and `settled_because` of whoever said how an unknown
    job ended.
    """

    id: str
    case_id: str
    paper: PaperKind
    number: str
    attempt: int
    language: str
    state: PrintState
    queued_at: datetime
    sent_at: datetime | None = None
    ended_at: datetime | None = None
    cause: str = ""
    begun: bool = False
    reference: str = ""
    operator: str = ""
    reason: str = field(default="", repr=False)
    settled_by: str = ""
    settled_because: str = field(default="", repr=False)

    @property
    def needs_a_person(self) -> bool:
        return self.state is PrintState.UNKNOWN

    @property
    def may_hang_out(self) -> bool:
        """A part of it may still lie in the printer's mouth."""
        return self.state in (PrintState.SENT, PrintState.UNKNOWN) or (self.state is PrintState.FAILED and self.begun)


# ---------------------------------------------------------------- printing it again


class Repeat(StrEnum):
    """Whether one and the same paper may be printed now.

    `free` nothing of it ever came out · `with_reason` an operator must answer for it · `under_way` it is being printed
    · `unknown_first` somebody must say how the earlier one ended.
    """

    FREE = "free"
    WITH_REASON = "with_reason"
    UNDER_WAY = "under_way"
    UNKNOWN_FIRST = "unknown_first"


def repeat_of(earlier: Iterable[PrintJob]) -> Repeat:
    """`earlier`: every job of this paper so far, in any order."""
    jobs = tuple(earlier)
    if any(job.state in (PrintState.QUEUED, PrintState.SENT) for job in jobs):
        return Repeat.UNDER_WAY
    if any(job.state is PrintState.UNKNOWN for job in jobs):
        return Repeat.UNKNOWN_FIRST
    if all(job.state is PrintState.FAILED and not job.begun for job in jobs):
        return Repeat.FREE
    return Repeat.WITH_REASON
