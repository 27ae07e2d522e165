"""The outbox read from front to back, for a removable medium. Implements the port `OutboxReading`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from sqlalchemy import ColumnElement, Connection, Row, exists, or_, select

from app.domain.errors import OurFault
from app.domain.medium import SealStream
from app.domain.ports import OutboxEvent, OutboxUpload
from app.storage.attachment_files import AttachmentFiles
from app.storage.attachment_stream import pour
from app.storage.database import Database
from app.storage.outbox_events import WHOLE_EVENTS, events_of
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, IS_WAITING
from app.storage.outbox_uploads import uploads_of
from app.storage.sealed_elsewhere import is_elsewhere
from app.storage.tables import attachments, outbox_events, outbox_uploads

_event = outbox_events.c
_upload = outbox_uploads.c
_held_by = outbox_events.alias("held_by")


class StoredOutboxReading:
    def __init__(self, database: Database, files: AttachmentFiles) -> None:
        self._database = database
        self._files = files

    def unsettled_events(self, after: int, limit: int) -> Sequence[OutboxEvent]:
        query = (
            WHOLE_EVENTS.where(_event.state == IS_WAITING, _event.sequence > after, ~_held(_event.case_id))
            .order_by(_event.sequence)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return events_of(connection, query)

    def unsettled_uploads(self, after: str, limit: int) -> Sequence[OutboxUpload]:
        file = attachments.c
        query = (
            select(_upload.id, _upload.case_id, _upload.url, _upload.attempts)
            .add_columns(file.name, file.media_type, file.size, file.sha256)
            .join(attachments, file.id == _upload.id)
            .where(_upload.state == IS_WAITING, _upload.id > after, ~_held(_upload.case_id))
            .where(~is_elsewhere(file.sealed_to))
            .order_by(_upload.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return uploads_of(connection, query)

    def copy_upload(self, upload_id: str, seal: SealStream, target: BinaryIO) -> None:
        with self._database.reading() as connection:
            row = _file_of(connection, upload_id)
        if row.sealed_to:
            self._files.copy_sealed(row.file, row.sealed_sha256, target)
        else:
            pour(self._files, row.file, seal, target, row.sha256)


def _held(case_id: ColumnElement[str]) -> ColumnElement[bool]:
    """A parked event holds back its own case until a person has looked at it; one for another centre does as well."""
    held_back = or_(_held_by.c.state == IS_PARKED, is_elsewhere(_held_by.c.sealed_to))
    return exists().where(_held_by.c.case_id == case_id, _held_by.c.state != IS_SETTLED, held_back)


def _file_of(connection: Connection, upload_id: str) -> Row[Any]:
    """`sealed_to` is the key it is sealed to (empty: our own), `sealed_sha256` then that of the sealed bytes."""
    file = attachments.c
    query = (
        select(file.file, file.sealed_to, file.sha256, _upload.sealed_sha256)
        .join(outbox_uploads, _upload.id == attachments.c.id)
        .where(attachments.c.id == upload_id)
    )
    row = connection.execute(query).first()
    if row is None:
        raise OurFault("没有这个待上传的附件。")
    return row
