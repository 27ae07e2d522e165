"""Comparing what a station says of its audit trail and its counting with what the centre heard of it last. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.central.audit.verdicts import SealVerdict

PROGRAMS_DIFFER = timedelta(minutes=10)
"""Two programs of one station tell the time by one clock, each by what it knows of it: what moves that clock by less is
no correction (0042)."""


@dataclass(frozen=True, slots=True)
class ToldHead:
    """The newest record of the trail, told by the program `run` of the station at its time `at`."""

    last: int
    head: str
    run: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownHead:
    """`run_before` is the program that told before this one."""

    told: ToldHead
    run_before: str = ""


def is_late(told: ToldHead, known: KnownHead | None) -> bool:
    """Whether it was said before what is known: doubled or held up on the way, it says nothing of now.

    A longer trail is news whatever the clocks say. The program that told before may go on beside the present one, as
    the terminal does beside `kiosk sync once`: it is late for a while only.
    """
    if known is None or told.last > known.told.last:
        return False
    if told.run == known.told.run:
        return told.at <= known.told.at
    return told.run == known.run_before and told.at <= known.told.at + PROGRAMS_DIFFER


def compare(told: ToldHead, known: KnownHead | None) -> SealVerdict:
    """Whether the trail can have gone on from what is known of it. A longer one can; its seals will show whether."""
    if known is None or told.last > known.told.last:
        return SealVerdict.ACCEPTED
    if told.last < known.told.last:
        return SealVerdict.ROLLBACK
    return SealVerdict.DUPLICATE if told.head == known.told.head else SealVerdict.FORK


def followed_by(told: ToldHead, known: KnownHead | None) -> KnownHead:
    """What is known from now on."""
    if known is None:
        return KnownHead(told)
    return KnownHead(told, known.run_before if told.run == known.told.run else known.told.run)
