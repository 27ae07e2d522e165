"""What a station and its centre know of each other beyond the cases: how far the station's own counting has come.

A station whose disk was put back from an old image counts behind what the centre has seen of it. Neither can tell
before they meet; then the station must give no number again that it may have given already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from app.domain.operators import ListInForce
from app.domain.ports import EventVerdict

SEQUENCE_USED = "sequence_used"
NUMBER_USED = "number_used"
NUMBER_FOREIGN = "number_foreign"
"""Its prefix is another station's: it was given at another centre, or by somebody who is not who he says he is."""
OF_NUMBER = frozenset({NUMBER_USED, NUMBER_FOREIGN})
MENDABLE = OF_NUMBER | {SEQUENCE_USED}
"""Reasons of a conflict that the station mends by itself: with another sequence number, with another case number."""

NO_KEY_THERE = frozenset({"payload_recipient", "attachment_recipient", "recipient"})
"""Reasons of a rejection that ends by itself: the centre, or the replica that was asked, lacks the key this was sealed
to, and gets it back from its copy. What it speaks of waits and goes again."""

TOLD_SEQUENCE = "centre.told_sequence"
"""The setting that keeps the highest sequence up to which the present centre ever told that it has every event."""
RESTORE_ID = "centre.restore_id"
"""The setting that keeps the id the present centre told last: it tells another one after it was restored."""
ROLLED_BACK = "standing.rolled_back"
"""The setting that keeps the hash of the audit record of a roll-back the centre has not said yet that it knows of."""


LEAP_REFUSED = "standing.leap_refused"
"""The setting that keeps the sequence the centre told last, where it was too far to be believed; else empty."""
SEQUENCE_LEAP = 1_000_000
"""Events: more than a station writes in ten years. So far ahead of what is there a sequence is believed, no further."""


class LeaseState(StrEnum):
    """`abandoned`: numbers may have been given that this station does not know of, so none of it is used any more.

    `returned`: the centre has heard what became of it.
    """

    OPEN = "open"
    USED_UP = "used_up"
    ABANDONED = "abandoned"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class NumberLease:
    """A block of case numbers, both ends included, that the centre gives to nobody else."""

    lease: str
    prefix: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LeaseUse:
    """`used`: how many of its numbers were given to cases."""

    lease: str
    used: int
    unused: int
    state: LeaseState


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest audit record: its running number, and its hash in hex."""

    last: int
    head: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the station says of itself. `sequence` is that of its newest event.

    `run` names the program that says it and `at` when it did, so that what arrives late is not taken for new.
    `restore_id` is the one it heard last of the present centre, empty where it has heard none. `rolled_back` is the
    hash of the audit record by which it found itself to be an old image; empty once the centre knows of that.
    """

    sequence: int
    audit: AuditHead
    leases: tuple[LeaseUse, ...]
    run: str
    at: datetime
    restore_id: str = ""
    rolled_back: str = ""

    def document(self) -> Mapping[str, object]:
        """As it is told in JSON, in a heartbeat and by itself."""
        return {
            "sequence": self.sequence,
            "audit": {"last": self.audit.last, "head": self.audit.head},
            "numbers": [
                {"lease": each.lease, "used": each.used, "unused": each.unused, "state": each.state.value}
                for each in self.leases
            ],
            "run": self.run,
            "at": self.at.astimezone(UTC).isoformat(),
            "restore_id": self.restore_id,
            "rolled_back": self.rolled_back,
        }


@dataclass(frozen=True, slots=True)
class CentreKnows:
    """What the centre has seen of the station: its highest sequence number, and its newest audit head.

    `contiguous`: up to it every event was heard; None where the centre does not tell.
    """

    sequence: int
    audit: AuditHead | None
    contiguous: int | None = None


@dataclass(frozen=True, slots=True)
class CentreRestoring:
    """Which state of its database the centre works on: another id after every restoring from a back-up.

    What came to it after `lost_since` may be gone since the id this station named; None: it cannot tell.
    """

    restore_id: str
    lost_since: datetime | None = None


class Accounts(Protocol):
    """The station's numbers and what it knows of its own past. Every call is one durable transaction."""

    def standing(self) -> Standing:
        """A store that was lifted further than any centre counts comes back first, and is written down."""

    def compare(self, known: CentreKnows) -> bool:
        """Whether this store is older than what the centre has seen of it. Then its numbers are given up, the event
        sequence goes on behind the centre's, it is written down, and told in every standing from now on.

        A sequence more than SEQUENCE_LEAP ahead of ours is believed of nobody: it is written down, and we go on.
        """

    def refused_leap(self) -> str:
        """The sequence the centre told last, where that was too far to be believed; else empty."""

    def rolled_back_heard(self, record: str) -> None:
        """The centre knows of the roll-back that this audit record (hash in hex) tells of."""

    def told_sequence(self) -> int | None:
        """Up to where the present centre ever told that it has every event; None where it has not told yet."""

    def hear_told(self, told: int, before: int | None) -> bool:
        """Whether the centre is older than it was (`before`: `told_sequence` from before it was asked), restored from a
        back-up. Then what it took since waits again, and it is written down.
        """

    def restore_id(self) -> str:
        """The one the present centre told last; empty where it has told none."""

    def hear_restoring(self, told: CentreRestoring, contiguous: int, before: str) -> bool:
        """Whether the centre was restored since it told its id last (`before`: `restore_id` from before it was asked).
        Then what it may have lost waits again, and it is written down. `contiguous`: up to it it has every event.
        """

    def hear_answered(self, at: datetime) -> None:
        """The present centre spoke at `at`, by its own time, in an answer that came on a medium. The newest counts."""

    def hear_operators(self, told: ListInForce) -> None:
        """Who may sign in, by the present centre's answer that came on a medium."""

    def numbers_left(self) -> int:
        """Of the blocks that may be used."""

    def begin_ask(self) -> str:
        """The id to ask for a block with: the same until `keep_lease`, so that a lost answer is given again."""

    def keep_lease(self, lease: NumberLease) -> None: ...

    def leases_heard(self, told: Sequence[LeaseUse]) -> None:
        """The centre has heard what became of these."""

    def mend(self, conflicts: Sequence[tuple[str, EventVerdict, str]], now: datetime) -> Sequence[str]:
        """The ids of those conflicts (event, verdict, reason) that were mended and are due again."""
