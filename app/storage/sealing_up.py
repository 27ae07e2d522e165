"""Sealing to the centre what is still open to this station: cases from before it was enrolled, and early uploads.

Runs where no readable copy is to stay. Each case is one transaction; cut anywhere, it goes on at the next call.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import file_digest
from typing import BinaryIO, cast

from sqlalchemy import Connection, Row, delete, literal_column, select, update
from sqlalchemy.sql import ColumnElement

from app.audit import audit_event, canonical_json
from app.domain.case import Kept
from app.domain.errors import StorageProblem
from app.storage.attachment_files import AttachmentFiles, Noting
from app.storage.attachment_stream import pour
from app.storage.audit_log import append_record
from app.storage.case_rows import WITH_CONTENT
from app.storage.cases import content_mac
from app.storage.centre_seal import CentreSeal, centre_seal
from app.storage.database import Database
from app.storage.durable import make_private_directory, new_durable_file, sync_directory
from app.storage.erasing import NO_WORDS
from app.storage.old_pages import note_old_pages
from app.storage.outbox_rows import IS_SETTLED
from app.storage.spool import Spool
from app.storage.sweep import look_again_from
from app.storage.tables import (
    attachments,
    case_contents,
    cases,
    evaluations,
    outbox_events,
    outbox_payloads,
    outbox_uploads,
)

_IS_READABLE = cases.c.kept == "readable"
# Written out in the SQL, not bound: SQLite uses a partial index only where it sees the very word.
_EMPTY: ColumnElement[str] = literal_column("''")
_OWN = attachments.c.sealed_to == _EMPTY
_log = logging.getLogger(__name__)


class SealingUp:
    def __init__(
        self,
        database: Database,
        files: AttachmentFiles,
        spool: Spool,
        search_key: bytes,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._files = files
        self._spool = spool
        self._search_key = search_key
        self._clock = clock

    def seal_up(self) -> int:
        """How many cases and attachments were sealed. Does nothing before enrolment. Raises StorageProblem."""
        with self._database.reading() as connection:
            seal = centre_seal(connection)
            case_ids = connection.execute(select(cases.c.id).where(_IS_READABLE)).scalars().all() if seal else []
        if seal is None:
            return 0
        for case_id in case_ids:
            with self._database.writing() as connection:
                _seal_case(connection, case_id, seal, self._search_key)
        files = sum(self._seal_attachment(row, seal) for row in self._own_attachments())
        if case_ids or files:
            with self._database.writing() as connection:
                event = audit_event("store.sealed_up", cases=len(case_ids), attachments=files)
                append_record(connection, self._clock(), event)
        return len(case_ids) + files

    def _own_attachments(self) -> list[Row[tuple[str, str, str, str]]]:
        upload = outbox_uploads.c
        query = (
            select(attachments.c.id, attachments.c.file, upload.spool_file, upload.sealed_sha256)
            .join(outbox_uploads, upload.id == attachments.c.id)
            .where(_OWN, attachments.c.removed_at.is_(None))
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).all())

    def _seal_attachment(self, row: Row[tuple[str, str, str, str]], seal: CentreSeal) -> bool:
        """False for one whose bytes are being sealed for sending this very moment: it comes next time.

        And for one that the disk does not give back: it holds up neither the others nor the station.
        """
        if row.spool_file and not row.sealed_sha256:
            return False
        try:
            return self._replaced(row, seal)
        except StorageProblem as problem:
            if type(problem) is not StorageProblem:
                raise  # the disk is full or read-only: that is so for all of them
            _log.warning("an attachment could not be sealed up: its file is damaged or gone")
            return False

    def _replaced(self, row: Row[tuple[str, str, str, str]], seal: CentreSeal) -> bool:
        name = self._files.name_for(self._clock().astimezone(UTC))
        with self._database.writing() as connection:  # whoever writes files does so inside one: see the sweep
            there = (attachments.c.id == row.id) & (attachments.c.file == row.file) & _OWN
            if connection.execute(select(attachments.c.id).where(there)).first() is None:
                return False
            fresh = self._sealed_anew(row, name, seal)
            values = {"file": name, "sealed_to": seal.recipient}
            connection.execute(update(attachments).where(there).values(values))
            connection.execute(update(outbox_uploads).where(outbox_uploads.c.id == row.id).values(fresh))
            look_again_from(connection, row.file)
        self._files.remove([row.file])
        return True

    def _sealed_anew(self, row: Row[tuple[str, str, str, str]], name: str, seal: CentreSeal) -> dict[str, str]:
        """The very bytes of an upload under way where there are some: it goes on with them. Else new ones."""
        path = self._files.path(name)
        make_private_directory(path.parent)
        spooled = self._spool.path(row.spool_file) if row.spool_file else None
        if spooled is not None and spooled.exists():
            os.link(spooled, path)
            sync_directory(path.parent)
            return {"sealed_sha256": row.sealed_sha256}
        with new_durable_file(path) as target:
            written = Noting(target)
            try:
                pour(self._files, row.file, seal.stream, cast(BinaryIO, written))
            except OSError as error:
                raise written.fault or error from None
        with path.open("rb") as file:
            return {"sealed_sha256": file_digest(file, "sha256").hexdigest(), "url": ""}


def _seal_case(connection: Connection, case_id: str, seal: CentreSeal, search_key: bytes) -> None:
    of_case = (cases.c.id == case_id) & _IS_READABLE
    case = connection.execute(WITH_CONTENT.where(of_case)).first()
    if case is None:
        return
    mac = content_mac(search_key, canonical_json(json.loads(case.data)))
    connection.execute(update(cases).where(of_case).values(kept=Kept.SEALED, content_mac=mac))
    connection.execute(delete(case_contents).where(case_contents.c.row == case.row))
    connection.execute(update(evaluations).where(evaluations.c.case_id == case_id).values(NO_WORDS))
    column, payload = outbox_events.c, outbox_payloads.c
    plain = (
        select(column.sequence, payload.payload)
        .join(outbox_payloads, payload.sequence == column.sequence)
        .where(column.case_id == case_id, column.sealed_to == _EMPTY)
    )
    # One after the other, each by an index of its own: what waits, and what is kept for a centre that was restored.
    for events in (plain.where(column.state != IS_SETTLED), plain.where(column.state == IS_SETTLED)):
        for event in connection.execute(events).all():
            sealed = update(outbox_payloads).where(payload.sequence == event.sequence)
            connection.execute(sealed.values(payload=seal.file(event.payload)))
            to_whom = update(outbox_events).where(column.sequence == event.sequence)
            connection.execute(to_whom.values(sealed_to=seal.recipient))
    note_old_pages(connection)
