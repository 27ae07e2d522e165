"""Attachments on their way to the centre: which are due, in which order, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.sql import ColumnElement, Select

from app.domain.case import Attachment
from app.domain.outbox import VIDEO
from app.domain.ports import OutboxUpload
from app.storage.backoff import rest
from app.storage.outbox_events import is_due
from app.storage.outbox_rows import CASE_CORRECTED, IS_SETTLED, IS_WAITING, RowState
from app.storage.sealed_elsewhere import is_elsewhere
from app.storage.tables import attachments, early_uploads, outbox_events, outbox_uploads

UPLOAD_TABLES = (outbox_uploads, early_uploads)
"""An id is in one of them: an early upload moves to the other, under its id, when its case is submitted."""

_columns = outbox_uploads.c
_early = early_uploads.c
_file = attachments.c
_WHAT = (_columns.id, _columns.case_id, _columns.url, _columns.attempts)
_WHAT_FILE = (_file.name, _file.media_type, _file.size, _file.sha256)
_EARLY = (
    _early.id, _early.case_id, _early.url, _early.attempts, _early.name, _early.media_type, _early.size, _early.sha256
)  # fmt: skip
_of_cases = func.json_each(bindparam("cases")).table_valued("value")
_WITH_CASES = (
    select(*_WHAT, *_WHAT_FILE)
    .join(attachments, _file.id == _columns.id)
    .where(
        _columns.case_id.in_(select(_of_cases.c.value)),
        _columns.state != IS_SETTLED,
        _columns.state == IS_WAITING,
        _columns.size <= bindparam("size_max"),
        _columns.attempts == 0,
        _columns.url == "",
    )
    .order_by(_columns.id)
)
_settled = func.json_each(bindparam("settled")).table_valued("value")
_SETTLE = (
    update(outbox_uploads)
    .where(_columns.id.in_(select(_settled.c.value)), _columns.state != IS_SETTLED)
    .values(state=RowState.SETTLED, reason="", answer=bindparam("said"), answered_at=bindparam("said_at"))
)


def due_uploads(
    connection: Connection,
    now: datetime,
    limit: int,
    size_max: int | None = None,
    larger_than: int | None = None,
    without_video: bool = False,
) -> Sequence[OutboxUpload]:
    """Small before large; of submitted cases only those the centre has taken, so that it knows what it belongs to."""
    case_unsettled = exists().where(
        outbox_events.c.case_id == _columns.case_id,
        outbox_events.c.kind.in_(("case.submitted", CASE_CORRECTED)),
        outbox_events.c.state != IS_SETTLED,
    )
    query = (
        select(*_WHAT, *_WHAT_FILE)
        .join(attachments, _file.id == _columns.id)
        .where(_columns.state == IS_WAITING, is_due(_columns.due_at, now), ~case_unsettled)
        .where(~is_elsewhere(_file.sealed_to))
        .where(*_kind(_columns.size, _file.media_type, size_max, larger_than, without_video))
        .order_by(_columns.size, _columns.id)
        .limit(limit)
    )
    submitted = uploads_of(connection, query)
    return submitted if submitted else _due_early(connection, now, limit, size_max, larger_than, without_video)


def _due_early(
    connection: Connection,
    now: datetime,
    limit: int,
    size_max: int | None,
    larger_than: int | None,
    without_video: bool,
) -> Sequence[OutboxUpload]:
    query = (
        select(*_EARLY)
        .where(_early.state == IS_WAITING, is_due(_early.due_at, now))
        .where(*_kind(_early.size, _early.media_type, size_max, larger_than, without_video))
        .order_by(_early.size, _early.id)
        .limit(limit)
    )
    return uploads_of(connection, query)


def _kind(
    size: ColumnElement[int],
    media_type: ColumnElement[str],
    size_max: int | None,
    larger_than: int | None,
    without_video: bool,
) -> list[ColumnElement[bool]]:
    """A video is among the large however small it is."""
    video = media_type.startswith(VIDEO, autoescape=True)
    conditions = [] if size_max is None else [and_(size <= size_max, ~video)]
    conditions += [] if larger_than is None else [or_(size > larger_than, video)]
    return [*conditions, ~video] if without_video else conditions


def small_uploads(connection: Connection, case_ids: Sequence[str], size_max: int) -> Sequence[OutboxUpload]:
    """Those of the cases that never failed and were not begun by themselves."""
    return uploads_of(connection, _WITH_CASES, {"cases": json_list(case_ids), "size_max": size_max})


def uploads_of(
    connection: Connection, query: Select[Any], values: dict[str, object] | None = None
) -> list[OutboxUpload]:
    return [
        OutboxUpload(
            row.id, row.case_id, Attachment(row.name, row.media_type, row.size, row.sha256), row.url, row.attempts
        )
        for row in connection.execute(query, values or {})
    ]


def settle_many(connection: Connection, upload_ids: Sequence[str], said: str, now: datetime) -> None:
    connection.execute(_SETTLE, {"settled": json_list(upload_ids), "said": said, "said_at": now})


def change(connection: Connection, upload_id: str, **values: Any) -> None:
    """Whichever table has it by now."""
    for table in UPLOAD_TABLES:
        known = {name: value for name, value in values.items() if name in table.c}
        connection.execute(update(table).where(table.c.id == upload_id).values(**known))


def is_waiting(connection: Connection, upload_id: str) -> bool:
    """In whichever table it is by now."""
    found = [
        connection.execute(select(table.c.id).where(table.c.id == upload_id, table.c.state == IS_WAITING)).first()
        for table in UPLOAD_TABLES
    ]
    return found != [None, None]


def postpone(connection: Connection, upload_id: str, now: datetime, reason: str, *, by_centre: bool = True) -> None:
    said = {"answer": reason, "answered_at": now} if by_centre else {}
    for table in UPLOAD_TABLES:
        attempts = connection.execute(select(table.c.attempts).where(table.c.id == upload_id)).scalar()
        if attempts is not None:
            later = {"attempts": attempts + 1, "due_at": now + rest(attempts + 1), "reason": reason}
            change(connection, upload_id, **later, **said)


def json_list(values: Sequence[str]) -> str:
    """For `json_each`: one bound value however many there are."""
    return json.dumps(list(values))
