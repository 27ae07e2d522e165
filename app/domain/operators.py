"""Who may work at this station, as the centre last said; and what came of a number and a PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

VALID_DAYS = 14
"""So long a list is good without a word of the centre, where it does not say otherwise."""
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


SignInOutcome = SignedIn | WrongPin | LockedOut | ListTooOld


def lock_after(wrong: int) -> timedelta:
    """How long nobody may try after so many wrong tries in a row."""
    if wrong < TRIES:
        return timedelta(0)
    doubled: int = 1 << min(wrong - TRIES, 30)
    return min(FIRST_LOCK * doubled, LONGEST_LOCK)


class OperatorDesk(Protocol):
    """Works without the centre, from the list it last gave."""

    def has_list(self) -> bool:
        """False where the centre never named anybody: then a number is written down and not asked for a PIN."""

    def sign_in(self, number: str, pin: str) -> SignInOutcome:
        """Takes about a tenth of a second, whatever comes of it. Raises StorageProblem."""

    def operators(self) -> Sequence[Operator]:
        """By number."""
