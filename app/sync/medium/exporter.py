"""Writing the outbox onto a removable medium. Implements the port `MediumExporter`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import Any, BinaryIO, cast

import zstandard

from app.domain.audit_seals import SealedDay, Seals
from app.domain.errors import StorageProblem, WrongInput
from app.domain.medium import Exported, MediumWord, OutboxReading
from app.domain.ports import Enrolment, Outbox, OutboxEvent, OutboxUpload
from app.domain.standing import Accounts
from app.sync.enrol import StationEnroller
from app.sync.events import batch_body
from app.sync.medium import format as names
from app.sync.medium.answers import Answers
from app.sync.medium.files import Counted, medium_failures, medium_full
from app.sync.medium.package import Package, remove_unfinished
from app.sync.medium.signing import signed
from app.sync.seal import ZSTD_LEVEL, Sealer


class MediumExport:
    def __init__(
        self,
        enroller: StationEnroller,
        reading: OutboxReading,
        outbox: Outbox,
        clock: Callable[[], datetime],
        seals: Seals | None = None,
        accounts: Accounts | None = None,
        word: MediumWord | None = None,
    ) -> None:
        """Without `seals` the audit trail waits for a line, without `accounts` the news of a restored centre, without
        `word` a clock that is wrong.
        """
        self._word = word
        self._accounts = accounts
        self._enroller = enroller
        self._seals = seals
        self._reading = reading
        self._outbox = outbox
        self._clock = clock

    def export(self, folder: Path) -> Exported:
        """See the port. To be called by one program at a time."""
        enrolment, key = self._enroller.required(), self._enroller.station_key()
        with medium_failures():
            if not folder.is_dir():
                raise WrongInput("找不到要导出到的文件夹。", "插好介质，写它的文件夹；这个命令不会自己建文件夹。")
            heard = self._answers().take(folder)
            remove_unfinished(folder, enrolment.station_id)
            said = Said(self._outbox.cursor(), "" if self._accounts is None else self._accounts.restore_id())
            writing = _Writing(enrolment, key, self._reading, said, self._sealed_days())
            done = writing.write(folder, self._clock().astimezone(UTC))
            if self._word is not None and done.package:
                manifest = (folder / done.package / names.MANIFEST_NAME).read_bytes()
                self._word.asked(sha256(manifest).hexdigest())
            return replace(done, answers=heard.taken, outdated=heard.outdated, unbelieved=heard.unbelieved)

    def _answers(self) -> Answers:
        return Answers(self._enroller.required(), self._outbox, self._clock, self._seals, self._accounts, self._word)

    def _sealed_days(self) -> Sequence[SealedDay]:
        if self._seals is None:
            return ()
        sealer = self._enroller.day_sealer(self._seals)
        sealer.seal_due()
        return sealer.waiting()


@dataclass(frozen=True, slots=True)
class Said:
    """What the centre said last, as far as the station has heard it: the feed's cursor, and its restore id."""

    cursor: str
    restore_id: str


class _Writing:
    """One package."""

    def __init__(
        self, enrolment: Enrolment, key: str, reading: OutboxReading, said: Said, days: Sequence[SealedDay]
    ) -> None:
        self._enrolment = enrolment
        self._key = key
        self._reading = reading
        self._said = said
        self._days = days
        self._sealer = Sealer(enrolment.seal_recipient)
        self._events = 0
        self._sequences: tuple[int, int] | None = None
        self._index: list[dict[str, Any]] = []
        self._unreadable = 0

    def write(self, folder: Path, now: datetime) -> Exported:
        uploads = list(_uploads(self._reading))
        if sum(each.attachment.size for each in uploads) + names.ROOM_TO_SPARE_BYTES > disk_usage(folder).free:
            raise medium_full()
        with Package(folder, self._enrolment.station_id, now) as package:
            for number, batch in enumerate(_batches(self._reading), 1):
                self._add_events(package, number, batch)
            for number, upload in enumerate(uploads, 1):
                self._add_attachment(package, number, upload)
            self._add_seals(package)
            if not package.parts:
                return Exported(unreadable=self._unreadable)
            self._add_index(package)
            package.finish(lambda parts: self._manifest(package.name, now, parts))
        done = len(self._index)
        return Exported(package.name, self._events, done, package.size, unreadable=self._unreadable)

    def _add_events(self, package: Package, number: int, batch: list[OutboxEvent]) -> None:
        with package.part(names.events_part(number), "events") as file:
            file.write(batch_body(batch, self._enrolment.station_id, self._sealer))
        self._events += len(batch)
        first = self._sequences[0] if self._sequences else batch[0].sequence
        self._sequences = (first, batch[-1].sequence)

    def _add_attachment(self, package: Package, number: int, upload: OutboxUpload) -> None:
        path = names.attachment_part(number)
        try:
            with package.part(path, "attachment") as file:
                self._copy(upload, file)
        except StorageProblem:
            # Our own disk does not give it back: it stays behind alone, and is told.
            package.forget(path)
            self._unreadable += 1
            return
        told = upload.attachment
        self._index.append(
            {
                "path": path,
                "upload": upload.id,
                "case_id": upload.case_id,
                "name": told.name,
                "media_type": told.media_type,
                "size": told.size,
                "sha256": told.sha256,
            }
        )

    def _copy(self, upload: OutboxUpload, file: Counted) -> None:
        try:
            self._reading.copy_upload(upload.id, self._sealer.stream, cast(BinaryIO, file))
        except OSError as error:
            if file.failure is not None:
                raise file.failure from error
            raise StorageProblem("本机磁盘上的附件读不出来。") from error  # not the medium's fault

    def _add_seals(self, package: Package) -> None:
        """As they go over HTTP; they name days and hashes, no person."""
        if self._days:
            with package.part(names.SEALS_NAME, "audit_seals") as file:
                file.write(json.dumps({"seals": [each.seal for each in self._days]}).encode("ascii"))

    def _add_index(self, package: Package) -> None:
        """Which file belongs to which case: sealed too, for a plain digest tells whether somebody holds a document."""
        plain = json.dumps(self._index, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        with package.part(names.INDEX_NAME, "index") as file:
            file.write(self._sealer.file(zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(plain)))

    def _manifest(self, name: str, now: datetime, parts: list[dict[str, Any]]) -> str:
        first, last = self._sequences or (0, 0)
        told = {
            "format": names.PACKAGE_FORMAT,
            "package": name,
            "station_id": self._enrolment.station_id,
            "number_prefix": self._enrolment.number_prefix,
            "centre_url": self._enrolment.centre_url,
            "made_at": now.isoformat(),
            "events": self._events,
            "attachments": len(self._index),
            "first_sequence": first,
            "last_sequence": last,
            "cursor": self._said.cursor,
            "restore_id": self._said.restore_id,
            "parts": parts,
        }
        return signed(told, self._key, names.MANIFEST_TYPE, self._enrolment.station_id)


def _batches(reading: OutboxReading) -> Iterator[list[OutboxEvent]]:
    """Events in their order, as many as travel together."""
    after, batch, size = 0, list[OutboxEvent](), 0
    while page := reading.unsettled_events(after, names.EVENTS_PER_PART):
        for each in page:
            if batch and (len(batch) >= names.EVENTS_PER_PART or size + len(each.payload) > names.EVENT_BYTES_PER_PART):
                yield batch
                batch, size = [], 0
            batch.append(each)
            size += len(each.payload)
        after = page[-1].sequence
    if batch:
        yield batch


def _uploads(reading: OutboxReading) -> Iterator[OutboxUpload]:
    after = ""
    while page := reading.unsettled_uploads(after, names.UPLOADS_AT_ONCE):
        yield from page
        after = page[-1].id
