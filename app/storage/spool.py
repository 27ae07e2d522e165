"""Sealed bytes under names that say nothing. age seals differently each time, so what was begun must be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO, cast

import uuid_utils
from sqlalchemy import BindParameter, Connection, Row, bindparam, literal, select, union_all

from app.domain.errors import OurFault
from app.domain.ports import SealedFile
from app.storage.attachment_files import AttachmentFiles, Noting, damaged_attachment
from app.storage.attachment_stream import pour
from app.storage.database import Database
from app.storage.durable import new_durable_file, remove_quietly
from app.storage.failures import file_failures, no_room_to_send
from app.storage.layout import Layout
from app.storage.locking import exclusive, if_free
from app.storage.outbox_rows import IS_SETTLED, LEFT
from app.storage.outbox_uploads import change
from app.storage.reserve import with_spare
from app.storage.tables import attachments, early_uploads, outbox_uploads

SealStream = Callable[[BinaryIO, BinaryIO], None]

_WANTED: BindParameter[str] = bindparam("upload_id")
_SPOOLED = union_all(
    select(attachments.c.file, attachments.c.sealed_to, outbox_uploads.c.spool_file, outbox_uploads.c.sealed_sha256)
    .join(attachments, attachments.c.id == outbox_uploads.c.id)
    .where(outbox_uploads.c.id == _WANTED, outbox_uploads.c.state != IS_SETTLED),
    select(
        early_uploads.c.file,
        literal("").label("sealed_to"),
        early_uploads.c.spool_file,
        early_uploads.c.sealed_sha256,
    ).where(early_uploads.c.id == _WANTED, early_uploads.c.state != LEFT, early_uploads.c.state != IS_SETTLED),
)


class Spool:
    """Everything goes through it as a stream: a video of half a gigabyte never stands in memory.

    Several programs of a station may ask for the same upload: one seals it, the others wait and get the same bytes.
    """

    def __init__(self, database: Database, files: AttachmentFiles, layout: Layout) -> None:
        self._database = database
        self._files = files
        self._layout = layout
        self._folder = layout.spool

    def sealed(self, upload_id: str, seal: SealStream) -> SealedFile:
        """The bytes in the spool, or newly sealed ones, whose upload then begins anew. Raises OSError, DiskFull.

        A file that was sealed to the centre when its case was submitted is itself what goes.
        """
        row = self._row(upload_id)
        if row.sealed_to:
            return self._sealed_before(row.file, row.sealed_sha256)
        kept = self._kept(row.spool_file, row.sealed_sha256)
        if kept is not None:
            return kept
        with exclusive(self._layout.sealing_lock(upload_id)):
            row = self._row(upload_id)  # another program may have sealed it while we waited
            kept = self._kept(row.spool_file, row.sealed_sha256)
            return kept if kept is not None else self._seal_anew(upload_id, row.file, seal)

    def names_still(self, upload_id: str, sealed: SealedFile) -> bool:
        """Whether the upload is still sent from these bytes."""
        with self._database.reading() as connection:
            row = connection.execute(_SPOOLED, {"upload_id": upload_id}).first()
        if row is None:
            return False
        return sealed.path == (self._files.path(row.file) if row.sealed_to else self._folder / row.spool_file)

    @contextmanager
    def large_turn(self) -> Iterator[bool]:
        """Whether this program is the one of the station that sends large files. Raises StorageProblem."""
        with ExitStack() as held:
            with file_failures(self._layout.root):
                is_ours = held.enter_context(if_free(self._layout.large_lock))
            yield is_ours

    def _row(self, upload_id: str) -> Row[Any]:
        with self._database.reading() as connection:
            row = connection.execute(_SPOOLED, {"upload_id": upload_id}).first()
        if row is None:
            raise _not_ours()
        return row

    def _sealed_before(self, file: str, digest: str) -> SealedFile:
        path = self._files.path(file)
        if digest and _digest(path) != digest:
            raise damaged_attachment()
        return _file(path)

    def path(self, name: str) -> Path:
        return self._folder / name

    def remove(self, name: str) -> None:
        if name:
            remove_quietly([self._folder / name])

    def names(self) -> set[str]:
        return {each.name for each in self._folder.iterdir() if each.is_file()}

    def _kept(self, name: str, digest: str) -> SealedFile | None:
        if not name:
            return None
        path = self._folder / name
        with suppress(FileNotFoundError):
            if _digest(path) == digest:
                return _file(path)
        return None

    def _seal_anew(self, upload_id: str, file: str, seal: SealStream) -> SealedFile:
        """Outside any transaction, for it may take seconds; the row first, so that no other start sweeps it away."""
        name = f"{uuid_utils.uuid7().hex}.age"
        path = self._folder / name
        before = self._name(upload_id, name)
        self.remove(before)
        self._write(path, file, seal)
        with self._database.writing() as connection:
            is_wanted = connection.execute(_SPOOLED, {"upload_id": upload_id}).first() is not None
            if is_wanted:
                change(connection, upload_id, sealed_sha256=_digest(path))
        if not is_wanted:
            self.remove(name)
            raise _not_ours()
        return _file(path)

    def _write(self, path: Path, file: str, seal: SealStream) -> None:
        """The reserve helps out: what is sent makes room, and what cannot be sent would keep the disk full."""
        size = self._files.path(file).stat().st_size  # sealed to us or to the centre, it is as long
        reserve = self._database.reserve
        with reserve.lent(size) as has_room:
            if not has_room:
                raise no_room_to_send(with_spare(size), reserve.room())
            with new_durable_file(path) as target:
                written = Noting(target)
                try:
                    pour(self._files, file, seal, cast(BinaryIO, written))
                except OSError as error:
                    raise written.fault or error from None

    def _name(self, upload_id: str, name: str) -> str:
        with self._database.writing() as connection:
            before = connection.execute(_SPOOLED, {"upload_id": upload_id}).first()
            if before is None:
                raise _not_ours()
            change(connection, upload_id, spool_file=name, sealed_sha256="", url="")
        return str(before.spool_file)


def spool_names(connection: Connection) -> set[str]:
    """Every file of the spool that a row names."""
    named = union_all(
        *(select(table.c.spool_file).where(table.c.spool_file != "") for table in (outbox_uploads, early_uploads))
    )
    return {row.spool_file for row in connection.execute(named)}


def _not_ours() -> OurFault:
    """Or not any more: its sitting was left, or another program has sent it."""
    return OurFault("没有这个待上传的附件。")


def _file(path: Path) -> SealedFile:
    return SealedFile(path, path.stat().st_size)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
