"""Walking the audit trail once, against its own hashes and against its seals, and naming the day that is not right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.audit import GENESIS, ChainRecord, verify
from app.domain.audit_seals import SealedDay, TrailReport
from app.storage.audit_log import moment_of
from app.storage.audit_seals import china_day

Open = Callable[[str, str], Mapping[str, object] | None]
"""(seal, public key) → what it says; None where the signature is not right."""


def check_trail(records: Iterable[ChainRecord], seals: Sequence[SealedDay], open_seal: Open) -> TrailReport:
    """Reads the records once, oldest first."""
    walk = _Walk({each.covers.last for each in seals} | {each.covers.first - 1 for each in seals})
    chain = verify(walk.along(records))
    day = _day_of(chain.broken_at, seals, walk) if chain.broken_at is not None else None
    wrong = next((each.covers.day for each in seals if not _holds(each, walk, open_seal)), None)
    days = [each for each in (day, wrong) if each is not None]
    sealed = max((each.covers.last for each in seals), default=0)
    return TrailReport(
        records=chain.records,
        intact=chain.intact and wrong is None,
        head=chain.head,
        broken_at=chain.broken_at,
        broken_day=min(days, default=None),
        seals=len(seals),
        unsealed=max(0, chain.records - sealed),
    )


@dataclass
class _Walk:
    """Remembers the hashes at the ends of the sealed stretches, and the day of every record that begins another."""

    ends: set[int]
    hashes: dict[int, bytes] = field(default_factory=lambda: {0: GENESIS})
    days: list[tuple[int, date]] = field(default_factory=list)

    def along(self, records: Iterable[ChainRecord]) -> Iterator[ChainRecord]:
        for each in records:
            if each.sequence in self.ends:
                self.hashes[each.sequence] = each.hash
            moment = moment_of(each.record)
            if moment and (not self.days or self.days[-1][1] != china_day(moment)):
                self.days.append((each.sequence, china_day(moment)))
            yield each


def _holds(sealed: SealedDay, walk: _Walk, open_seal: Open) -> bool:
    """The stretch is there as it was sealed, and the seal says so and nothing else."""
    covers = sealed.covers
    ends = walk.hashes.get(covers.first - 1), walk.hashes.get(covers.last)
    if ends != (bytes.fromhex(covers.previous), bytes.fromhex(covers.head)):
        return False
    said = open_seal(sealed.seal, sealed.public_key)
    return said is not None and all(
        said.get(name) == value for name, value in covers.claims("", sealed.sealed_at).items() if name in _CHAIN_CLAIMS
    )


_CHAIN_CLAIMS = frozenset({"day", "first", "last", "previous", "head"})


def _day_of(sequence: int, seals: Sequence[SealedDay], walk: _Walk) -> date | None:
    """By the seal over it; without one by the record before it that knows its day."""
    covering = next((each.covers.day for each in seals if each.covers.first <= sequence <= each.covers.last), None)
    return covering or next((day for first, day in reversed(walk.days) if first <= sequence), None)
