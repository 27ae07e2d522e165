"""Daily seals of the audit trail: what one says, and the port to where they are kept.

A seal covers whole days in China, from the record behind the last seal to the last of the day, and names the hash
before the first and that of the last record: whoever keeps it elsewhere sees a trail that was cut, changed or copied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

ANSWERS = frozenset({"accepted", "duplicate", "gap", "fork", "rollback", "rejected"})
REFUSALS = frozenset({"gap", "fork", "rollback", "rejected"})


@dataclass(frozen=True, slots=True)
class UnsealedDay:
    """Records `first` to `last` of the trail, both included. Hashes in hex."""

    day: date
    first: int
    last: int
    previous: str
    head: str

    def claims(self, station_id: str, sealed_at: datetime) -> Mapping[str, object]:
        """What the seal says."""
        return {
            "station_id": station_id,
            "day": self.day.isoformat(),
            "first": self.first,
            "last": self.last,
            "previous": self.previous,
            "head": self.head,
            "sealed_at": sealed_at.astimezone(UTC).isoformat(timespec="seconds"),
        }


@dataclass(frozen=True, slots=True)
class SealedDay:
    """`seal` is a compact JWS by the key whose public half is `public_key` (PEM). `verdict`: the centre's, or empty."""

    covers: UnsealedDay
    sealed_at: datetime
    public_key: str
    seal: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class TrailReport:
    """`broken_at`: the first record that does not fit; `broken_day`: the first day of which the trail or its seal is
    not right any more; `unsealed`: records behind the last seal.
    """

    records: int
    intact: bool
    head: str
    broken_at: int | None = None
    broken_day: date | None = None
    seals: int = 0
    unsealed: int = 0


class Seals(Protocol):
    """Every change is one durable transaction with its audit record."""

    def unsealed(self, now: datetime) -> Sequence[UnsealedDay]:
        """Days that are over and not sealed yet, in order."""

    def keep(self, sealed: Sequence[SealedDay]) -> None: ...

    def waiting(self, limit: int) -> Sequence[SealedDay]:
        """Those the centre has not answered, in order."""

    def sign_anew(self, sealed: SealedDay) -> None:
        """The same day under another key: the station was enrolled anew before the centre heard of it."""

    def answered(self, sealed: SealedDay, verdict: str) -> None: ...
