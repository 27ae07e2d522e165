"""Small attachments of a batch: which of them are new, where they are kept, what is said of each."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.central.intake.packs import keep_pack
from app.central.intake.small_files import SoundFile, UnsoundFile
from app.central.objects import ObjectStore
from app.central.storage import uploads
from app.domain.errors import StorageProblem
from app.domain.ports import EventVerdict

FileIdentity = tuple[str, str, str, int]
"""Case, name, SHA-256 and size of the plain bytes."""


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """`sha256` is the name the station gave the part: the SHA-256 of the sealed bytes."""

    sha256: str
    verdict: EventVerdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A sound file and the key under which its sealed bytes are durable."""

    file: SoundFile
    key: str

    def row(self, station_id: str, at: datetime) -> dict[str, Any]:
        told = self.file.told
        return {
            "id": str(uuid.uuid4()),
            "station_id": station_id,
            "case_id": told.case_id,
            "name": told.name,
            "media_type": told.media_type,
            "size": told.size,
            "sha256": told.sha256,
            "length": len(self.file.sealed),
            "offset": len(self.file.sealed),
            "state": uploads.COMPLETE,
            "object_key": self.key,
            "metadata": self.file.metadata,
            "made_at": at,
            "expires_at": at,
        }


@dataclass(frozen=True, slots=True)
class Arrived:
    """`stored` are those that were not here before they were put into the object store."""

    stored: Sequence[Stored]
    known: Sequence[SoundFile]
    unsound: Sequence[UnsoundFile]

    @property
    def cases(self) -> set[str]:
        """Those to which its files belong."""
        return {each.told.case_id for each in (*(stored.file for stored in self.stored), *self.known)}

    def judged(self, came_meanwhile: Collection[FileIdentity]) -> tuple[Sequence[Stored], list[FileVerdict]]:
        """What is to be written, and what is said of every file.

        Raises StorageProblem where a file that was here has been taken back since: it must come again.
        """
        new = [each for each in self.stored if each.file.identity not in came_meanwhile]
        here = {*came_meanwhile, *(each.file.identity for each in new)}
        if not all(each.identity in here for each in self.known):
            raise StorageProblem("附件刚被收回。", "请再发一次。")
        accepted = {each.file.name for each in new}
        sound = [*(each.file for each in self.stored), *self.known]
        verdicts = {
            each.name: FileVerdict(
                each.name, EventVerdict.ACCEPTED if each.name in accepted else EventVerdict.DUPLICATE
            )
            for each in sound
        }
        told = [FileVerdict(each.name, EventVerdict.REJECTED, each.reason) for each in self.unsound]
        return new, [*verdicts.values(), *told]


def keep_files(
    objects: ObjectStore,
    files: Sequence[SoundFile | UnsoundFile],
    here: Collection[FileIdentity],
    at: datetime,
) -> Arrived:
    """Put what is not here yet into the object store, once each. Raises StorageProblem."""
    sound = [each for each in files if isinstance(each, SoundFile)]
    new = {each.identity: each for each in sound if each.identity not in here}
    keys = keep_pack(objects, [each.sealed for each in new.values()], at)
    stored = [Stored(file, key) for file, key in zip(new.values(), keys, strict=True)]
    kept = {each.file.name for each in stored}
    known = [each for each in sound if each.name not in kept]
    return Arrived(stored, known, [each for each in files if isinstance(each, UnsoundFile)])
