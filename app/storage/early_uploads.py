"""Attachments that go before their case is submitted; and what is done when the case never is.

A row is `arriving` until its bytes are durable, `waiting`, then `settled`, or `parked` for a person. When its case is
submitted it becomes a row of `outbox_uploads` under the same id, with whatever the centre has of it. `left` means:
erased here, to be ended at the centre, then forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

import uuid_utils
from sqlalchemy import Connection, delete, insert, select, update

from app.audit import audit_event
from app.domain.case import Attachment
from app.domain.ports import OutboxUpload
from app.storage.attachment_files import AttachmentFiles
from app.storage.audit_log import append_record
from app.storage.database import Database
from app.storage.failures import problem_of_file
from app.storage.outbox_events import is_due
from app.storage.outbox_rows import LEFT, RowState
from app.storage.outbox_uploads import UPLOAD_TABLES
from app.storage.spool import Spool
from app.storage.tables import early_uploads

ARRIVING = "arriving"
STATION_LOG = "station.log"
"""The one name that belongs to no case; it is gone from here when the centre has it."""

_columns = early_uploads.c


class StoredEarlyUploads:
    """Implements the port `EarlyUploads`."""

    def __init__(self, database: Database, files: AttachmentFiles, spool: Spool, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._files = files
        self._spool = spool
        self._clock = clock

    def begin_early(self, case_id: str, name: str, media_type: str, content: BinaryIO) -> Attachment:
        """See the port."""
        now = self._clock().astimezone(UTC)
        file = self._files.name_for(now)
        upload_id = str(uuid_utils.uuid7())
        row: dict[str, Any] = {
            "id": upload_id,
            "case_id": case_id,
            "name": name,
            "media_type": media_type,
            "file": file,
        }
        row |= {"size": 0, "sha256": "", "state": ARRIVING, "url": "", "spool_file": "", "sealed_sha256": ""}
        with self._database.writing() as connection:
            before = _leave(connection, _columns.case_id == case_id, _columns.name == name)
            connection.execute(
                insert(early_uploads), {**row, "attempts": 0, "due_at": now, "reason": "", "begun_at": now}
            )
        self._erase(before)
        try:
            size, digest = self._files.pour_in(file, content)
        except OSError as error:
            self._give_up(upload_id)
            raise problem_of_file(error) from error
        except BaseException:
            self._give_up(upload_id)
            raise
        return self._arrived(upload_id, file, Attachment(name, media_type, size, digest))

    def _arrived(self, upload_id: str, file: str, attachment: Attachment) -> Attachment:
        """Due from now on. Where the sitting was left meanwhile there is no row any more, and the file goes too."""
        with self._database.writing() as connection:
            whole = {"size": attachment.size, "sha256": attachment.sha256, "state": RowState.WAITING}
            changed = connection.execute(update(early_uploads).where(_columns.id == upload_id).values(**whole))
        if not changed.rowcount:
            self._files.remove([file])
        return attachment

    def _give_up(self, upload_id: str) -> None:
        with self._database.writing() as connection:
            forget(connection, upload_id)

    def begin_log(self, command_id: str, content: BinaryIO) -> None:
        """See the port. Kept under the command's own id: asked for twice by a crash, it is there once."""
        self.begin_early(command_id, STATION_LOG, "text/plain", content)

    def leave(self, case_id: str) -> None:
        """See the port."""
        self._leave_where(_columns.case_id == case_id)

    def leave_all(self) -> None:
        """See the port. A log that the centre asked for goes on."""
        self._leave_where(_columns.name != STATION_LOG)

    def _leave_where(self, *conditions: Any) -> None:
        with self._database.writing() as connection:
            left = _leave(connection, *conditions)
            for case_id in sorted({each.case_id for each in left}):
                files = sum(each.case_id == case_id for each in left)
                append_record(
                    connection, self._clock(), audit_event("draft.erased", case_id=case_id, attachments=files)
                )
        self._erase(left)

    def _erase(self, rows: Sequence[Any]) -> None:
        """After the commit; a crash in between leaves files without a row, which the sweep takes."""
        self._files.remove([each.file for each in rows])
        for each in rows:
            self._spool.remove(each.spool_file)


def _leave(connection: Connection, *conditions: Any) -> Sequence[Any]:
    """The rows as they were. What the centre never heard of is forgotten at once; the rest gives up its name."""
    rows = connection.execute(select(early_uploads).where(_columns.state != LEFT, *conditions)).all()
    for row in rows:
        if not row.url:
            forget(connection, row.id)
            continue
        left = {"state": LEFT, "name": row.id, "file": "", "spool_file": "", "sealed_sha256": ""}
        connection.execute(update(early_uploads).where(_columns.id == row.id).values(**left))
    return rows


def taken_over(connection: Connection, case_id: str, attachment: Attachment) -> Any | None:
    """The row of an attachment that is now submitted, out of this table; None where there is none like it."""
    found = connection.execute(
        select(early_uploads).where(
            _columns.case_id == case_id,
            _columns.name == attachment.name,
            _columns.sha256 == attachment.sha256,
            _columns.size == attachment.size,
            _columns.state.in_((RowState.WAITING, RowState.PARKED, RowState.SETTLED)),
        )
    ).first()
    if found is not None:
        forget(connection, found.id)
    return found


def spool_of(connection: Connection, upload_id: str) -> str:
    names = (
        connection.execute(select(table.c.spool_file).where(table.c.id == upload_id)).scalar()
        for table in UPLOAD_TABLES
    )
    return next((str(name) for name in names if name), "")


def settle(connection: Connection, upload_id: str) -> str:
    """The file that is needed no more, or empty."""
    log = (_columns.id == upload_id) & (_columns.name == STATION_LOG)
    file = connection.execute(select(_columns.file).where(log)).scalar()
    if file is not None:
        forget(connection, upload_id)
        return str(file)
    done = {"state": RowState.SETTLED, "spool_file": "", "sealed_sha256": "", "reason": ""}
    connection.execute(update(early_uploads).where(_columns.id == upload_id, _columns.state != LEFT).values(**done))
    return ""


def is_left(connection: Connection, upload_id: str) -> bool:
    """A row that is in neither table was left before the centre heard of it."""
    states = [
        connection.execute(select(table.c.state).where(table.c.id == upload_id)).scalar() for table in UPLOAD_TABLES
    ]
    return states[1] == LEFT or states == [None, None]


def early_files(connection: Connection, case_id: str) -> list[tuple[str, int]]:
    """Name and size of what is here of a case that is none yet."""
    query = select(_columns.name, _columns.size).where(_columns.case_id == case_id, _columns.state != LEFT)
    return [(name, size) for name, size in connection.execute(query.order_by(_columns.name))]


def left_uploads(connection: Connection, now: datetime, limit: int) -> list[OutboxUpload]:
    query = select(early_uploads).where(_columns.state == LEFT, is_due(_columns.due_at, now)).limit(limit)
    return [
        OutboxUpload(row.id, row.case_id, Attachment("", row.media_type, row.size, row.sha256), row.url, row.attempts)
        for row in connection.execute(query)
    ]


def hasten_left(connection: Connection, now: datetime) -> None:
    connection.execute(update(early_uploads).where(_columns.state == LEFT, _columns.due_at > now).values(due_at=now))


def forget(connection: Connection, upload_id: str) -> None:
    connection.execute(delete(early_uploads).where(_columns.id == upload_id))
