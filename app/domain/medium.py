"""Carrying the outbox by hand: what goes from the store onto a removable medium, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from app.domain.ports import OutboxEvent, OutboxUpload

SealStream = Callable[[BinaryIO, BinaryIO], None]
"""Reads plain bytes to their end and writes them sealed."""


class OutboxReading(Protocol):
    """All that is not settled, rested or not, without what waits for a person: a medium may be the only way."""

    def unsettled_events(self, after: int, limit: int) -> Sequence[OutboxEvent]:
        """In the order of their sequence numbers, beyond `after`."""

    def unsettled_uploads(self, after: str, limit: int) -> Sequence[OutboxUpload]:
        """In the order of their ids, beyond `after`."""

    def copy_upload(self, upload_id: str, seal: SealStream, target: BinaryIO) -> None:
        """One attachment, sealed anew into `target`, without ever being whole in memory.

        Raises StorageProblem where the file on this station's own disk cannot be read to its end; whatever `seal`
        and `target` raise passes through.
        """


@dataclass(frozen=True, slots=True)
class Exported:
    """`package` is the name of the folder on the medium, empty where nothing waited; `bytes` what it holds.

    `answers` counts the centre's answers that were found on the medium and taken, `outdated` those that settled nothing
    and stay there, for they are of another state of the centre's database than was heard last. `unbelieved` are those
    that the centre did not sign for this station, or that were altered since; they stay there too. `unreadable` are
    attachments that stay behind because this station's own disk does not give them back.
    """

    package: str = ""
    events: int = 0
    attachments: int = 0
    bytes: int = 0
    answers: int = 0
    unreadable: int = 0
    outdated: int = 0
    unbelieved: int = 0


class MediumExporter(Protocol):
    def export(self, folder: Path) -> Exported:
        """Takes the answers that lie in `folder`, then writes all that is not settled as one package.

        Nothing is settled by exporting, only by an answer. Raises WrongInput (not enrolled, no such folder),
        DiskFull, DataDirReadOnly, StorageProblem: then no package of this call is on the medium.
        """


class MediumWord(Protocol):
    """What the centre's answers on a medium say of the time. Both raise StorageProblem."""

    def asked(self, manifest_sha256: str) -> None:
        """The newest package, by its manifest: an answer to it was not given before now."""

    def answered(self, manifest_sha256: str, at: datetime) -> None:
        """The centre answered the package with this manifest at `at`, by its own time."""
