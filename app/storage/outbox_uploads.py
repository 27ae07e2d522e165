"""Attachments on their way to the centre. The sealed bytes stay in the spool until the centre has them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import uuid_utils
from sqlalchemy import Connection, exists, select, update

from app.domain.case import Attachment
from app.domain.errors import OurFault
from app.domain.ports import OutboxUpload
from app.storage.attachment_files import AttachmentFiles
from app.storage.backoff import rest
from app.storage.database import Database
from app.storage.durable import remove_quietly, write_whole
from app.storage.outbox_events import is_due
from app.storage.outbox_rows import IS_SETTLED, IS_WAITING
from app.storage.tables import attachments, outbox_events, outbox_uploads

_columns = outbox_uploads.c


def due_uploads(connection: Connection, now: datetime, limit: int) -> Sequence[OutboxUpload]:
    """Oldest first; only of cases the centre has taken, so that it knows what the file belongs to."""
    case_unsettled = exists().where(
        outbox_events.c.case_id == _columns.case_id,
        outbox_events.c.kind == "case.submitted",
        outbox_events.c.state != IS_SETTLED,
    )
    query = (
        select(outbox_uploads, attachments)
        .join(attachments, attachments.c.id == _columns.id)
        .where(_columns.state == IS_WAITING, is_due(_columns.due_at, now), ~case_unsettled)
        .order_by(_columns.id)
        .limit(limit)
    )
    return [_upload(row._mapping) for row in connection.execute(query)]


def _upload(row: Any) -> OutboxUpload:
    attachment = Attachment(
        row[attachments.c.name], row[attachments.c.media_type], row[attachments.c.size], row[attachments.c.sha256]
    )
    return OutboxUpload(row[_columns.id], row[_columns.case_id], attachment, row[_columns.url], row[_columns.attempts])


def change(connection: Connection, upload_id: str, **values: Any) -> None:
    connection.execute(update(outbox_uploads).where(_columns.id == upload_id).values(**values))


def postpone(connection: Connection, upload_id: str, now: datetime, reason: str) -> None:
    attempts = connection.execute(select(_columns.attempts).where(_columns.id == upload_id)).scalar()
    if attempts is not None:
        change(connection, upload_id, attempts=attempts + 1, due_at=now + rest(attempts + 1), reason=reason)


class Spool:
    """Sealed bytes under names that say nothing. age seals differently each time, so what was begun must be kept."""

    def __init__(self, database: Database, files: AttachmentFiles, folder: Path) -> None:
        self._database = database
        self._files = files
        self._folder = folder

    def sealed(self, upload_id: str, seal: Callable[[bytes], bytes]) -> bytes:
        """The bytes in the spool, or newly sealed ones, whose upload then begins anew. Raises OSError."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(attachments.c.file, _columns.spool_file, _columns.sealed_sha256)
                .join(attachments, attachments.c.id == _columns.id)
                .where(_columns.id == upload_id)
            ).first()
        if row is None:
            raise OurFault("没有这个待上传的附件。")
        kept = self._kept(row.spool_file, row.sealed_sha256)
        return kept if kept is not None else self._seal_anew(upload_id, seal(self._files.read(row.file)))

    def remove(self, name: str) -> None:
        if name:
            remove_quietly([self._folder / name])

    def names(self) -> set[str]:
        return {each.name for each in self._folder.iterdir() if each.is_file()}

    def _kept(self, name: str, digest: str) -> bytes | None:
        try:
            content = (self._folder / name).read_bytes() if name else b""
        except FileNotFoundError:
            return None
        return content if name and sha256(content).hexdigest() == digest else None

    def _seal_anew(self, upload_id: str, sealed: bytes) -> bytes:
        name = f"{uuid_utils.uuid7().hex}.age"
        with self._database.writing() as connection:
            write_whole(self._folder / name, sealed)
            change(connection, upload_id, spool_file=name, sealed_sha256=sha256(sealed).hexdigest(), url="")
        return sealed
