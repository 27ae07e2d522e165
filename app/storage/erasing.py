"""Erasing what this station holds of people: files the centre has, and cases whose time is over.

A file goes first, then the row that says so: cut in between, the next call does it again. What the centre has not yet
taken is never erased.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, bindparam, delete, exists, func, literal, or_, select, update

from app.domain.case import Kept
from app.storage.attachment_files import AttachmentFiles
from app.storage.decisions import erase_reasons
from app.storage.old_pages import note_old_pages
from app.storage.outbox_rows import IS_SETTLED
from app.storage.tables import (
    Moment,
    attachments,
    case_contents,
    cases,
    changes,
    document_papers,
    documents,
    evaluations,
    missing_at_centre,
    outbox_events,
    outbox_payloads,
    outbox_uploads,
)

AT_ONCE = 200
"""Cases of one transaction: whoever submits meanwhile waits for no more than that."""

_file = attachments.c
_LEFT = _file.removed_at.is_(None)
_wanted = func.json_each(bindparam("wanted")).table_valued("value")
# The centre forgets files whose case never comes: until it has that, ours are the ones that count.
_CASE_IS_HERE_ALONE = exists().where(
    outbox_events.c.case_id == _file.case_id,
    outbox_events.c.kind == "case.submitted",
    outbox_events.c.state != IS_SETTLED,
)
_ALL_TAKEN = (
    select(_file.id, _file.file)
    .join(outbox_uploads, outbox_uploads.c.id == _file.id)
    .where(_file.sealed_to != "", _LEFT, outbox_uploads.c.state == IS_SETTLED, ~_CASE_IS_HERE_ALONE)
)
_THESE_TAKEN = _ALL_TAKEN.where(_file.id.in_(select(_wanted.c.value)))
_TAKEN_BEFORE = _ALL_TAKEN.where(
    or_(outbox_uploads.c.answered_at.is_(None), outbox_uploads.c.answered_at <= bindparam("before", type_=Moment()))
)
_event = outbox_events.c
# By the short rows of the events: the payloads themselves are not read through.
_ERASE_PAYLOADS = delete(outbox_payloads).where(
    outbox_payloads.c.sequence.in_(
        select(_event.sequence).where(
            _event.state == IS_SETTLED,
            or_(_event.answered_at.is_(None), _event.answered_at <= bindparam("before", type_=Moment())),
            ~exists().where(cases.c.id == _event.case_id, cases.c.kept == "readable"),
        )
    )
)
_REMOVED = (
    update(attachments).where(_file.id.in_(select(_wanted.c.value))).values(removed_at=bindparam("now", type_=Moment()))
)
_NOT_ERASED = cases.c.kept != "erased"
_TAKEN = [
    ~exists().where(each.c.case_id == cases.c.id, each.c.state != IS_SETTLED)
    for each in (outbox_events, outbox_uploads)
]
GONE: dict[str, Any] = {
    "kept": Kept.ERASED,
    "applicant": None,
    "agent": None,
    "content_mac": None,
    "reason": "",
    "evaluation_code": "",
}
NO_WORDS = {"reasons": "[]", "text": ""}
"""What stays of an evaluation where its words are the centre's only, or erased: the grade."""


def remove_taken_files(connection: Connection, files: AttachmentFiles, now: datetime, upload_ids: Sequence[str]) -> int:
    """Files sealed to the centre that the centre has: this station could not open them anyway."""
    return _remove(connection, files, now, connection.execute(_THESE_TAKEN, {"wanted": json.dumps(list(upload_ids))}))


def erase_sent(connection: Connection, files: AttachmentFiles, now: datetime, before: datetime) -> int:
    """What is sealed to the centre and there since `before` or longer: payloads, and files, which are counted."""
    payloads = connection.execute(_ERASE_PAYLOADS, {"before": before}).rowcount
    removed = _remove(connection, files, now, connection.execute(_TAKEN_BEFORE, {"before": before}))
    if payloads or removed:
        note_old_pages(connection)
    return removed


def _remove(connection: Connection, files: AttachmentFiles, now: datetime, found: CursorResult[Any]) -> int:
    rows = found.all()
    if rows:
        files.remove(row.file for row in rows)
        gone = {"wanted": json.dumps([row.id for row in rows]), "now": now}
        connection.execute(_REMOVED, gone)
    return len(rows)


def cases_to_erase(connection: Connection, now: datetime) -> Sequence[str]:
    """Those whose time is over and of which the centre has everything."""
    query = select(cases.c.id).where(cases.c.erase_at <= now, _NOT_ERASED, *_TAKEN).limit(AT_ONCE)
    return connection.execute(query).scalars().all()


def held_back(connection: Connection, now: datetime) -> int:
    """Cases whose time is over, waiting for the centre to take them."""
    query = select(func.count()).select_from(cases).where(cases.c.erase_at <= now, _NOT_ERASED)
    return int(connection.execute(query).scalar_one())


def erase_what_came_after(connection: Connection) -> None:
    """Words that a program of before wrote to cases that were erased already."""
    gone = select(cases.c.id).where(~_NOT_ERASED)
    connection.execute(update(cases).where(~_NOT_ERASED, cases.c.reason != "").values(reason=""))
    connection.execute(update(changes).where(changes.c.case_id.in_(gone), changes.c.body != "{}").values(body="{}"))
    wordy = or_(evaluations.c.text != "", evaluations.c.reasons != "[]")
    connection.execute(update(evaluations).where(evaluations.c.case_id.in_(gone), wordy).values(NO_WORDS))


def erase_cases(connection: Connection, files: AttachmentFiles, case_ids: Sequence[str], now: datetime) -> None:
    """Number, item, status and times stay; a certificate keeps its number and code, which are used for ever."""
    of_cases = _file.case_id.in_(case_ids)
    files.remove(connection.execute(select(_file.file).where(of_cases, _LEFT)).scalars().all())
    gone = {"removed_at": func.coalesce(_file.removed_at, literal(now, Moment())), "sha256": "", "size": 0}
    connection.execute(update(attachments).where(of_cases).values(gone))
    connection.execute(update(evaluations).where(evaluations.c.case_id.in_(case_ids)).values(NO_WORDS))
    erase_reasons(connection, case_ids)
    events = select(_event.sequence).where(_event.case_id.in_(case_ids))
    connection.execute(delete(outbox_payloads).where(outbox_payloads.c.sequence.in_(events)))
    connection.execute(delete(missing_at_centre).where(missing_at_centre.c.case_id.in_(case_ids)))
    connection.execute(update(changes).where(changes.c.case_id.in_(case_ids)).values(body="{}"))
    numbers = select(documents.c.number).where(documents.c.case_id.in_(case_ids))
    connection.execute(delete(document_papers).where(document_papers.c.number.in_(numbers)))
    rows = select(cases.c.row).where(cases.c.id.in_(case_ids))
    connection.execute(delete(case_contents).where(case_contents.c.row.in_(rows)))
    connection.execute(update(cases).where(cases.c.id.in_(case_ids)).values(GONE))
    note_old_pages(connection)
