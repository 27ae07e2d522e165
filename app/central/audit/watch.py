"""Taking seals and standings of stations: judged, kept, and what is wrong written down as a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.central.audit.heads import ToldHead, compare, followed_by, is_late
from app.central.audit.seal_files import open_seal
from app.central.audit.verdicts import SealedDay, SealVerdict, judge
from app.central.storage import audit_trails, number_blocks, stations
from app.central.storage.number_blocks import BlockUse
from app.central.storage.stations import Station

SEALS_KEPT = timedelta(days=5 * 366)
"""The centre keeps the proof that a trail was one line as long as anybody may ask what a terminal did; the last seal of
each station always."""
WRONG = frozenset({SealVerdict.GAP, SealVerdict.FORK, SealVerdict.ROLLBACK, SealVerdict.REJECTED})


@dataclass(frozen=True, slots=True)
class Judged:
    """`day` is None for what was no seal."""

    day: SealedDay | None
    verdict: SealVerdict


@dataclass(frozen=True, slots=True)
class Known:
    """How far the centre has seen the station, before it said what it says now."""

    sequence: int
    contiguous: int
    head: ToldHead | None


def take_seals(connection: Connection, station: Station, seals: Sequence[str], at: datetime) -> list[Judged]:
    """In their order, each judged against those before it. Every one but a duplicate is kept, the wrong ones too."""
    stations.locked(connection, station.id)
    return [_take(connection, station, each, at) for each in seals]


def _take(connection: Connection, station: Station, seal: str, at: datetime) -> Judged:
    day = open_seal(seal, station)
    if day is None:
        audit_trails.find_fault(connection, station, SealVerdict.REJECTED.value, "seal", at)
        return Judged(None, SealVerdict.REJECTED)
    known = audit_trails.seals_from(connection, station, day.first - 1)
    verdict = judge(day, known)
    if verdict is SealVerdict.GAP and _is_forgotten(day, known, at):
        verdict = SealVerdict.DUPLICATE
    if verdict is not SealVerdict.DUPLICATE:
        audit_trails.keep_seal(connection, station, day, seal, verdict.value, at)
        audit_trails.begin_unsealed_days(connection, station)
    if verdict in WRONG:
        audit_trails.find_fault(connection, station, verdict.value, day.day.isoformat(), at)
    return Judged(day, verdict)


def _is_forgotten(day: SealedDay, known: Sequence[SealedDay], at: datetime) -> bool:
    """Shown again after its time: it lies before what is kept, and what stood beside it here is gone."""
    return day.day < (at - SEALS_KEPT).date() and any(each.first > day.last for each in known)


def last_sealed(connection: Connection, station: Station) -> SealedDay | None:
    """The seal that reaches furthest."""
    return max(audit_trails.seals_from(connection, station, 0), key=lambda each: each.last, default=None)


def take_rolled_back(connection: Connection, station: Station, record: str, at: datetime) -> None:
    """The station found itself to be an old image and wrote it into its trail; `record` is that record's hash, empty
    where there is none. A copy that grew past the head that was known is seen by nothing else.
    """
    if record:
        stations.locked(connection, station.id)
        audit_trails.find_rolled_back(connection, station, record, at)


def take_standing(
    connection: Connection,
    station: Station,
    told: ToldHead,
    uses: Sequence[BlockUse],
    at: datetime,
    *,
    hears_answer: bool = True,
) -> Known:
    """What was known until now. From now on it is what the station says: also where that is less, once the station has
    heard of it (`hears_answer`), which a heartbeat does not.
    """
    contiguous = stations.locked(connection, station.id)
    known = audit_trails.head_of(connection, station)
    highest = audit_trails.highest_sequence(connection, station)
    before = Known(highest, contiguous, known.told if known else None)
    if is_late(told, known):
        return before
    verdict = compare(told, known)
    if verdict in WRONG:
        audit_trails.find_fault(connection, station, verdict.value, "head", at)
        if not hears_answer:
            return before
    audit_trails.keep_head(connection, station, followed_by(told, known), at)
    number_blocks.tell_uses(connection, station, uses, at)
    return before
