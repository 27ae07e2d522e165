"""A centre that was restored from an older back-up: what it took after that back-up waits again.

Sending again is harmless, the centre tells by the ids what it has. What is gone here cannot be sent again: it is
written down for a person, once, and stays settled.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import ColumnElement

from app.audit import audit_event
from app.audit.field_types import COUNT_MAX
from app.domain.outbox import ATTACHMENT
from app.storage.audit_log import append_record
from app.storage.centre_mark import raise_told, set_told, told_sequence
from app.storage.mending import CASE_SUBMITTED
from app.storage.outbox_rows import IS_SETTLED, IS_WAITING, RowState
from app.storage.tables import (
    attachments,
    audit_seals,
    early_uploads,
    missing_at_centre,
    outbox_events,
    outbox_uploads,
)

_event, _upload, _early, _file = outbox_events.c, outbox_uploads.c, early_uploads.c, attachments.c
_listed = func.json_each(bindparam("listed")).table_valued("value")
_AGAIN = {"state": RowState.WAITING, "attempts": 0, "due_at": bindparam("now", type_=_event.due_at.type), "reason": ""}
_EVENTS_AGAIN = update(outbox_events).where(_event.id.in_(select(_listed.c.value))).values(_AGAIN)
_UPLOADS_AGAIN = update(outbox_uploads).where(_upload.id.in_(select(_listed.c.value))).values(_AGAIN | {"url": ""})
_EARLY_AGAIN = update(early_uploads).where(_early.state == IS_SETTLED).values(_AGAIN | {"url": ""})
# A parked one too: its refusal is forgotten there, and would be a hole for ever.
_LOST_EVENTS = (
    select(_event.id, _event.case_id, _event.kind, (func.length(_event.payload) > 0).label("is_here"))
    .where(_event.state != IS_WAITING, _event.sequence > bindparam("told"))
    .order_by(_event.sequence)
)

SEALS_SENT_LATE = timedelta(days=7)
"""A seal waits no longer than this for a line that carries events."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Rows (id, case_id, kind) of which the centre has lost, or may have lost, the one half or the other."""

    again: Sequence[Row[Any]]
    gone: Sequence[Row[Any]]


def hear_told(connection: Connection, told: int, before: int | None, now: datetime) -> bool:
    """`before`: the mark as it was when the centre was asked. Whether the centre is older than that.

    Only what was known before asking counts: an answer may be under way while another raises the mark. Where somebody
    else has lowered it meanwhile, the centre's going back has been seen to.
    """
    known = told_sequence(connection)
    if before is None or known is None or told >= before or told >= known:
        raise_told(connection, told)
        return False
    _go_back(connection, told, known, now)
    return True


def _go_back(connection: Connection, told: int, known: int, now: datetime) -> None:
    rows = connection.execute(_LOST_EVENTS, {"told": told}).all()
    ended = {row.case_id for row in rows if row.kind == CASE_SUBMITTED and not row.is_here}
    events = _sorted(rows, ended)
    uploads = _sorted(_lost_uploads(connection, told, {row.case_id for row in rows}), ended)
    _wait_again(connection, _EVENTS_AGAIN, events.again, now)
    _wait_again(connection, _UPLOADS_AGAIN, uploads.again, now)
    connection.execute(_EARLY_AGAIN, {"now": now})
    _seals_again(connection, _heard_since(connection, told))
    set_told(connection, told)
    event = audit_event(
        "outbox.centre_went_back",
        was=_count(known),
        now=_count(told),
        events=_count(len(events.again)),
        uploads=_count(len(uploads.again)),
    )
    append_record(connection, now, event)
    _write_down(connection, [*events.gone, *uploads.gone], now)


def _sorted(rows: Iterable[Row[Any]], ended: set[str]) -> Lost:
    """Without its first event nothing of a case can be taken there."""
    told = list(rows)
    again = [row for row in told if row.is_here and row.case_id not in ended]
    return Lost(again, [row for row in told if not row.is_here or row.case_id in ended])


def _lost_uploads(connection: Connection, told: int, case_ids: set[str]) -> Sequence[Row[Any]]:
    """Those of the lost cases, and those the centre took after the newest event it still has."""
    since = _heard_since(connection, told)
    lost: list[ColumnElement[bool]] = [_upload.case_id.in_(select(_listed.c.value)), _upload.answered_at.is_(None)]
    lost.append(_upload.state == IS_SETTLED if since is None else _upload.answered_at > since)
    query = (
        select(_upload.id, _upload.case_id, bindparam("kind", ATTACHMENT).label("kind"))
        .add_columns(_file.removed_at.is_(None).label("is_here"))
        .join(attachments, _file.id == _upload.id)
        .where(_upload.state == IS_SETTLED, or_(*lost))
        .order_by(_upload.id)
    )
    return connection.execute(query, {"listed": json.dumps(sorted(case_ids))}).all()


def _heard_since(connection: Connection, told: int) -> datetime | None:
    """When the centre answered the newest event it still has: whatever it lost it took later. None: not known."""
    newest = select(_event.answered_at).where(_event.state == IS_SETTLED, _event.sequence <= told)
    return connection.execute(newest.order_by(_event.sequence.desc()).limit(1)).scalar()


def _seals_again(connection: Connection, since: datetime | None) -> None:
    """The daily seals of the audit trail: one made before may have been sent after. A second one is a duplicate."""
    made = [] if since is None else [audit_seals.c.sealed_at >= since - SEALS_SENT_LATE]
    connection.execute(update(audit_seals).where(*made).values(state=RowState.WAITING))


def _wait_again(connection: Connection, statement: Any, rows: Sequence[Row[Any]], now: datetime) -> None:
    if rows:
        connection.execute(statement, {"listed": json.dumps([row.id for row in rows]), "now": now})


def _write_down(connection: Connection, gone: Sequence[Row[Any]], now: datetime) -> None:
    """Once for each row, however often the centre goes back behind it."""
    if not gone:
        return
    rows = [{"id": row.id, "kind": row.kind, "case_id": row.case_id, "noted_at": now} for row in gone]
    noted = insert(missing_at_centre).on_conflict_do_nothing(index_elements=["id"])
    before = {row.id for row in connection.execute(select(missing_at_centre.c.id))}
    connection.execute(noted, rows)
    fresh = [row for row in gone if row.id not in before]
    events = Counter(row.case_id for row in fresh if row.kind != ATTACHMENT)
    files = Counter(row.case_id for row in fresh if row.kind == ATTACHMENT)
    for case_id in sorted({row.case_id for row in fresh}):
        told = audit_event(
            "outbox.missing_at_centre", case_id=case_id, events=events[case_id], attachments=files[case_id]
        )
        append_record(connection, now, told)


def _count(value: int) -> int:
    return min(value, COUNT_MAX)
