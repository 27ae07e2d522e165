"""Erasing what this station holds of people: files the centre has, and cases whose time is over.

A file goes first, then the row that says so: cut in between, the next call does it again. What the centre has not yet
taken is never erased.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, select, update

from app.domain.case import Kept
from app.storage.attachment_files import AttachmentFiles
from app.storage.outbox_rows import IS_SETTLED
from app.storage.tables import (
    attachments,
    cases,
    changes,
    document_papers,
    documents,
    evaluations,
    outbox_events,
    outbox_uploads,
)

AT_ONCE = 200
"""Cases of one transaction: whoever submits meanwhile waits for no more than that."""

_file = attachments.c
_LEFT = _file.removed_at.is_(None)
_NOT_ERASED = cases.c.kept != "erased"
_TAKEN = [
    ~exists().where(each.c.case_id == cases.c.id, each.c.state != IS_SETTLED)
    for each in (outbox_events, outbox_uploads)
]
GONE: dict[str, Any] = {"data": "", "kept": Kept.ERASED, "applicant": None, "content_mac": None, "reason": ""}
NO_WORDS = {"reasons": "[]", "text": ""}
"""What stays of an evaluation where its words are the centre's only, or erased: the grade."""


def remove_taken_files(connection: Connection, files: AttachmentFiles, now: datetime) -> int:
    """Files sealed to the centre that the centre has: this station could not open them anyway."""
    query = (
        select(_file.id, _file.file)
        .join(outbox_uploads, outbox_uploads.c.id == _file.id)
        .where(_file.sealed_to != "", _LEFT, outbox_uploads.c.state == IS_SETTLED)
    )
    rows = connection.execute(query).all()
    files.remove(row.file for row in rows)
    for row in rows:
        connection.execute(update(attachments).where(_file.id == row.id).values(removed_at=now))
    return len(rows)


def cases_to_erase(connection: Connection, now: datetime) -> Sequence[str]:
    """Those whose time is over and of which the centre has everything."""
    query = select(cases.c.id).where(cases.c.erase_at <= now, _NOT_ERASED, *_TAKEN).limit(AT_ONCE)
    return connection.execute(query).scalars().all()


def held_back(connection: Connection, now: datetime) -> int:
    """Cases whose time is over, waiting for the centre to take them."""
    query = select(func.count()).select_from(cases).where(cases.c.erase_at <= now, _NOT_ERASED)
    return int(connection.execute(query).scalar_one())


def erase_cases(connection: Connection, files: AttachmentFiles, case_ids: Sequence[str], now: datetime) -> None:
    """Number, item, status and times stay; a certificate keeps its number and code, which are used for ever."""
    of_cases = _file.case_id.in_(case_ids)
    files.remove(connection.execute(select(_file.file).where(of_cases, _LEFT)).scalars().all())
    gone = {"removed_at": func.coalesce(_file.removed_at, now), "sha256": "", "size": 0}
    connection.execute(update(attachments).where(of_cases).values(gone))
    connection.execute(update(evaluations).where(evaluations.c.case_id.in_(case_ids)).values(NO_WORDS))
    connection.execute(update(changes).where(changes.c.case_id.in_(case_ids)).values(body="{}"))
    numbers = select(documents.c.number).where(documents.c.case_id.in_(case_ids))
    connection.execute(delete(document_papers).where(document_papers.c.number.in_(numbers)))
    connection.execute(update(cases).where(cases.c.id.in_(case_ids)).values(GONE))
