"""Opening what a batch brought: its events and its small attachments, here or in processes beside this one.

Opening a seal costs a tenth of a millisecond and holds the interpreter's lock. A centre with more than one core gives
the larger batches to processes that do nothing else; what they cannot do for whatever reason is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any, Protocol

from app.central.intake.envelope import Opened, Unopened, open_events
from app.central.intake.small_files import SentFile, SoundFile, UnsoundFile, check_files
from app.central.seal_identities import identities_in
from app.domain.ports import Catalogue

OpenedEvents = list[Opened | Unopened]
CheckedFiles = list[SoundFile | UnsoundFile]


class Opener(Protocol):
    def events(self, raws: Sequence[object], station_id: str) -> OpenedEvents:
        """One for each, in their order."""

    def files(self, sent: Sequence[SentFile]) -> CheckedFiles:
        """One for each, in their order."""

    def busy(self) -> AbstractContextManager[None]:
        """While the interpreter is wanted for something else than opening."""

    def close(self) -> None: ...


class OpenerHere:
    """In the thread that asks. `identity` is one of pyrage or all those of a centre."""

    def __init__(self, identity: Any, catalogue: Catalogue) -> None:
        self._identity = identity
        self._catalogue = catalogue

    def events(self, raws: Sequence[object], station_id: str) -> OpenedEvents:
        return open_events(raws, station_id, identities_in(self._identity), self._catalogue)

    def files(self, sent: Sequence[SentFile]) -> CheckedFiles:
        return check_files(sent, identities_in(self._identity))

    def light_files(self, sent: Sequence[SentFile]) -> CheckedFiles:
        """Without their bytes, which whoever asked from another process has."""
        return [replace(each, sealed=b"") if isinstance(each, SoundFile) else each for each in self.files(sent)]

    def busy(self) -> AbstractContextManager[None]:
        return nullcontext()

    def close(self) -> None:
        """Nothing was begun."""
