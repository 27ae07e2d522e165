"""What the centre asks of a way to a city's own platform. A third party implements `Adapter` and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

UNREACHABLE = "unreachable"
"""Nobody answered."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One attachment, plain; `size` and `sha256` are those of its bytes.

    `pieces` gives them some at a time, anew at every call; use it wherever a file may be large. It may raise
    StorageProblem, also in the middle: then nothing of the file counts.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    pieces: Callable[[], Iterator[bytes]] = field(repr=False)

    def read(self) -> bytes:
        """All of it in memory. Raises StorageProblem."""
        return b"".join(self.pieces())


@dataclass(frozen=True, slots=True)
class CityCase:
    """A whole case, all its files arrived. The same `key` means the same delivery, however often it comes."""

    key: str
    id: str
    number: str
    item: str
    item_version: str
    station: str
    channel: str
    operator: str
    submitted_at: datetime
    received_at: datetime
    data: Mapping[str, Any] = field(repr=False)
    files: tuple[CaseFile, ...]

    def document(self) -> dict[str, Any]:
        """As JSON; the files by name, size and SHA-256."""
        return {
            "key": self.key,
            "id": self.id,
            "number": self.number,
            "item": self.item,
            "item_version": self.item_version,
            "station": self.station,
            "channel": self.channel,
            "operator": self.operator,
            "submitted_at": self.submitted_at.isoformat(),
            "received_at": self.received_at.isoformat(),
            "data": dict(self.data),
            "attachments": [
                {"name": each.name, "media_type": each.media_type, "size": each.size, "sha256": each.sha256}
                for each in self.files
            ],
        }


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform has it, durably; also when it had it already."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """To be tried again later by itself. `reason` is a stable word without personal data.

    After UNREACHABLE no other case is tried in this round.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform will not have it like this: a person must look."""

    reason: str


Outcome = Delivered | NotNow | Refused


@dataclass(frozen=True, slots=True)
class CityDecision:
    """`key` is the platform's own for this decision; `decision` is accept, return, refuse or complete.

    `case` is id or number. `parts` names what is to be corrected when it is returned.
    """

    key: str
    case: str
    decision: str
    reason: str = ""
    parts: tuple[str, ...] = ()


class Adapter(Protocol):
    """Called by one thread. What cannot be done now is `NotNow`, or OSError: nothing is lost by either.

    Any other exception is a defect: its places go into the log, and what was asked is asked again later.
    """

    def deliver(self, case: CityCase) -> Outcome:
        """Hand over a case. Must be harmless when the same key was delivered before."""

    def poll(self) -> Sequence[CityDecision]:
        """Decisions not confirmed yet; the same ones again until they are."""

    def confirm(self, decision: CityDecision, outcome: str) -> None:
        """The decision has taken effect (`outcome` empty) or cannot (why)."""

    def close(self) -> None: ...
