"""Following a case (查进度): what has happened to it, what is waited for, what of it may be printed. Pure.

The same words travel from the centre and are made from what a station knows by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from app.domain.appointments import Appointment
from app.domain.case import CaseStatus
from app.domain.mailing import Mailing
from app.domain.person import IdentityCard

LAST_DIGITS = 4
"""So many characters of the ID number go with the case's number where no card is at hand."""
SHA_SHOWN = 8


class Happening(StrEnum):
    SUBMITTED = "submitted"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    CORRECTED = "corrected"
    REFUSED = "refused"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Happened:
    """`at` is None where nobody wrote it down; `text` is the office's own: why returned or refused, or its answer."""

    what: Happening
    at: datetime | None = None
    office: str = ""
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one office waits for: names of parts, fields or materials; none where it did not say."""

    parts: tuple[str, ...]
    office: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """One of several offices and its word on the content that stands: accept, return, refuse, or empty.

    Of a bundle also how its part stands (a word of `PartState`, empty where nobody told), since when, and why.
    """

    office: str
    word: str = ""
    state: str = ""
    at: datetime | None = None
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ReadyResult:
    """A finished paper at the centre. `printed_at`: a printer somewhere confirmed it."""

    name: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime
    printed_at: datetime | None = None

    @property
    def is_paper(self) -> bool:
        return self.media_type == "application/pdf"


@dataclass(frozen=True, slots=True)
class FollowedCase:
    """`unsent`: something of it waits at this station, so that the centre cannot know it yet. `here`: this station has
    its row. `told`: the centre said so just now."""

    id: str
    number: str
    item_code: str
    item_version: str
    status: CaseStatus
    submitted_at: datetime
    reason: str = field(default="", repr=False)
    story: tuple[Happened, ...] = ()
    asked: tuple[Asked, ...] = ()
    offices: tuple[OfficeWord, ...] = ()
    results: tuple[ReadyResult, ...] = ()
    own_paper: bool = False
    """This station made a certificate for it, has it yet, and nothing of it came out."""
    paper_waits: bool = False
    """Which may come out no earlier than the case is completed."""
    appointment: Appointment | None = None
    """What is booked with it and lies ahead, as far as the centre said."""
    mailing: Mailing | None = None
    """Where what is mailed to the person is by now."""
    content: Mapping[str, Any] | None = field(default=None, repr=False)
    """Of a returned case `form`, `record` and `payment`, to which its correction is held; None: not known here."""
    as_agent: bool = False
    unsent: bool = False
    here: bool = False
    told: bool = False

    @property
    def asked_parts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part for each in self.asked for part in each.parts))

    @property
    def paper(self) -> ReadyResult | None:
        """The newest that can be printed and was not."""
        ready = [each for each in self.results if each.is_paper and each.printed_at is None]
        return max(ready, key=lambda each: each.made_at, default=None)

    @property
    def own_ready(self) -> bool:
        return self.own_paper and (not self.paper_waits or self.status is CaseStatus.COMPLETED)

    @property
    def printed_at(self) -> datetime | None:
        """When the newest of its papers came out of a printer."""
        return max((each.printed_at for each in self.results if each.printed_at is not None), default=None)


@dataclass(frozen=True, slots=True)
class ReturnedCase:
    """A case of this station that waits for what an office asked to be made anew; who sits there tells the person."""

    id: str
    number: str
    item_code: str
    name: str = field(repr=False)
    reason: str = field(default="", repr=False)


def paper_number(case_number: str, sha256: str) -> str:
    """What the print ledger calls a result of the centre: another file of the same case is another paper."""
    return f"{case_number}-{sha256[:SHA_SHOWN].upper()}"


def together(here: Iterable[FollowedCase], told: Iterable[FollowedCase]) -> tuple[FollowedCase, ...]:
    """Newest first. The centre knows more of a case, unless something of it waits here yet."""
    known = {each.id: each for each in here}
    for each in told:
        mine = known.get(each.id)
        if mine is None:
            known[each.id] = each
        elif mine.unsent:
            known[each.id] = replace(mine, story=each.story or mine.story, offices=each.offices, told=True)
        else:
            content = mine.content if each.content is None else each.content
            both = replace(each, here=True, own_paper=mine.own_paper, paper_waits=mine.paper_waits)
            known[each.id] = replace(both, content=content)
    return tuple(sorted(known.values(), key=lambda each: each.submitted_at, reverse=True))


class CaseBook(Protocol):
    """What this station knows of cases by itself. All raise StorageProblem."""

    def known_of(self, id_number: str, limit: int = 20) -> Sequence[FollowedCase]:
        """Of this person, and where they act for another until the matter is over; newest first."""

    def returned(self, limit: int = 20) -> Sequence[ReturnedCase]:
        """Those taken here whose person this station still knows by name; newest first."""

    def adopt(self, case: FollowedCase, id_number: str) -> None:
        """The centre told of it: a case taken elsewhere gets a row here, and one of ours the status it has there.

        Nothing changes where something of it waits to be sent.
        """


class CaseFollowing(Protocol):
    """Questions to the centre while a person stands here. All raise CentreUnreachable or CentreRefused."""

    def cases_of(self, card: IdentityCard) -> Sequence[FollowedCase]:
        """Of the person whose card lies there, wherever they were taken."""

    def track(self, number: str, last_digits: str, mark: str = "") -> FollowedCase:
        """By its number and the last characters of an ID number in it; of the person nothing is told. `mark`: in place
        of the number, the code of its evaluation."""

    def result(self, case: FollowedCase, result: ReadyResult, card: IdentityCard) -> bytes:
        """The file, compared with its SHA-256."""
