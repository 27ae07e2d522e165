"""Where a daily seal fits among those that came before it. Pure.

Every seal covers the records `first` to `last`, and names the hash before the first and that of the last one.
A chain without breaks is one line of seals; whatever overlaps it, or hangs on another end, shows a cut tail, a disk
put back from an old image, or two copies that both went on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

GENESIS = "0" * 64


class SealVerdict(StrEnum):
    """`rollback`: it ends before what was sealed already; `fork`: it says otherwise of the same stretch, or hangs on an
    end nobody sealed; `gap`: what lies between is missing; `rejected`: no seal of this station.
    """

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    GAP = "gap"
    FORK = "fork"
    ROLLBACK = "rollback"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class SealedDay:
    """Hashes are hex."""

    day: date
    first: int
    last: int
    previous: str
    head: str


def judge(seal: SealedDay, known: Sequence[SealedDay]) -> SealVerdict:
    """`known` are all of the station's that end at `seal.first - 1` or later."""
    if any(_same(seal, each) for each in known):
        return SealVerdict.DUPLICATE
    highest = max((each.last for each in known), default=0)
    if any(each.first <= seal.last and seal.first <= each.last for each in known):
        return SealVerdict.ROLLBACK if seal.last < highest else SealVerdict.FORK
    if any(each.first == seal.last + 1 and each.previous != seal.head for each in known):
        return SealVerdict.FORK
    ends = {each.head for each in known if each.last == seal.first - 1} or ({GENESIS} if seal.first == 1 else set())
    if not ends:
        return SealVerdict.GAP
    return SealVerdict.ACCEPTED if seal.previous in ends else SealVerdict.FORK


def _same(one: SealedDay, other: SealedDay) -> bool:
    return (one.first, one.last, one.previous, one.head) == (other.first, other.last, other.previous, other.head)
