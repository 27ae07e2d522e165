"""Who may work at this station, as the centre last said; and what came of a number and a PIN."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

VALID_DAYS = 14
"""So long a list is good without a word of the centre, where it does not say otherwise; at most a year."""
VALID_DAYS_MAX = 366
PIN_DIGITS = (6, 12)
"""The least and the most of a PIN."""
TRIES = 5
FIRST_LOCK = timedelta(seconds=15)
LONGEST_LOCK = timedelta(hours=1)


class Role(StrEnum):
    CLERK = "clerk"
    TECHNICIAN = "technician"
    MANAGER = "manager"
    DECIDER = "decider"
    """Decides cases at a desk; given beside another role, for it takes none by itself."""


class Duty(StrEnum):
    """What somebody answers for at the station."""

    PAPERS = "papers"
    """Looking after printed papers and things left behind."""
    RELEASE = "release"
    """Sending again what the centre refused."""
    MAINTENANCE = "maintenance"
    COUNTER = "counter"
    """Taking cases at a desk."""
    DECIDE = "decide"
    """Deciding a case at the desk that took it; the centre looks at the right once more."""


ALLOWED: Mapping[Duty, frozenset[Role]] = {
    Duty.PAPERS: frozenset({Role.CLERK, Role.TECHNICIAN, Role.MANAGER}),
    Duty.RELEASE: frozenset({Role.TECHNICIAN, Role.MANAGER}),
    Duty.MAINTENANCE: frozenset({Role.TECHNICIAN, Role.MANAGER}),
    Duty.COUNTER: frozenset({Role.CLERK, Role.MANAGER}),
    Duty.DECIDE: frozenset({Role.DECIDER}),
}


@dataclass(frozen=True, slots=True)
class Operator:
    """`pin_hash` is argon2id in its own text form, empty for one who may not sign in any more."""

    number: str
    name: str = field(repr=False)
    roles: tuple[Role, ...]
    pin_hash: str = field(repr=False)
    active: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One who may sign in, as a medium says it: without a name, and of the PIN's hash only whether it is the one known.

    `roles` as the centre writes them, also those a station does not know.
    """

    number: str
    roles: tuple[str, ...]
    pin_sha256: str


@dataclass(frozen=True, slots=True)
class ListInForce:
    """Who was on the centre's list at `at`, by the centre's time; it is good for so many days from then on."""

    at: datetime
    valid_days: int
    listed: tuple[Listed, ...]


def pin_digest(pin_hash: str) -> str:
    """Of a salted argon2id text: from it neither the PIN nor its hash can be had."""
    return hashlib.sha256(pin_hash.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedIn:
    number: str
    name: str = field(repr=False)
    roles: tuple[Role, ...]

    def may(self, duty: Duty) -> bool:
        return bool(ALLOWED[duty] & set(self.roles))


@dataclass(frozen=True, slots=True)
class WrongPin:
    """Also where nobody has this number: whoever guesses is not told which of the two was wrong."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Tried too often; the next try is possible after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class ListTooOld:
    """The centre has not been heard for longer than a list is good."""

    valid_days: int


@dataclass(frozen=True, slots=True)
class NoList:
    """The centre never told this station who may work at it."""


SignInOutcome = SignedIn | WrongPin | LockedOut | ListTooOld | NoList


class Entry(StrEnum):
    """What whoever holds the mark at home is asked."""

    FREE = "free"
    """Nothing: no centre knows this station yet, it is just being installed."""
    BY_PIN = "by_pin"
    NOBODY_YET = "nobody_yet"
    """Enrolled, and no list came: there is nobody a PIN could name."""


def entry_of(has_list: bool, is_enrolled: bool) -> Entry:
    if has_list:
        return Entry.BY_PIN
    return Entry.NOBODY_YET if is_enrolled else Entry.FREE


def lock_after(wrong: int) -> timedelta:
    """How long nobody may try after so many wrong tries in a row."""
    if wrong < TRIES:
        return timedelta(0)
    doubled: int = 1 << min(wrong - TRIES, 30)
    return min(FIRST_LOCK * doubled, LONGEST_LOCK)


class OperatorDesk(Protocol):
    """Works without the centre, from the list it last gave."""

    def has_list(self) -> bool:
        """False where the centre never named anybody: a command then writes a number down and asks for no PIN."""

    def sign_in(self, number: str, pin: str) -> SignInOutcome:
        """Takes about a tenth of a second, whatever comes of it. Raises StorageProblem."""

    def operators(self) -> Sequence[Operator]:
        """By number."""
