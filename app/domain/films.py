"""The film of a sitting, kept piece by piece while it is made, and how it travels with the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class TravellingFilm:
    """A film on its way to the centre: `content` is the film of all pieces that open, `listed` what the journal has of
    each, which the office holds them against. A piece that is gone or no longer opens has size 0 and its hash all the
    same; one that opens to other bytes than were recorded travels as it is, so that it is seen.
    """

    listed: Mapping[str, Any]
    content: bytes = field(repr=False)


class FilmUnderWay(Protocol):
    """One thread's."""

    def append(self, segment: bytes) -> None:
        """Sealed and durable when it returns. Raises StorageProblem and its kinds."""

    def finish(self) -> int:
        """The number of pieces, now final. Raises StorageProblem and its kinds."""


class FilmStore(Protocol):
    """Each method raises StorageProblem and its kinds."""

    def begin(self, case_id: str) -> FilmUnderWay:
        """A further film of this case, beside those that a power cut ended. Raises DiskFull where no room is left."""

    def travelling_of(self, case_id: str) -> TravellingFilm | None:
        """All films of a case as one; None where nothing was recorded."""

    def seconds_of(self, case_id: str) -> int:
        """About how long what was kept so far is."""

    def remove_of(self, case_id: str) -> None:
        """Once the case holds it, or nobody wants the case any more."""
