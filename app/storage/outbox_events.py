"""Events on their way to the centre: which are due, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, exists, select, update
from sqlalchemy.sql import ColumnElement

from app.audit import audit_event
from app.domain.case import CaseStatus
from app.domain.ports import EventVerdict, OutboxEvent
from app.storage.audit_log import append_record
from app.storage.backoff import REST_LIMIT, rest
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, IS_WAITING, RowState
from app.storage.tables import cases, outbox_events

_columns = outbox_events.c
_earlier = outbox_events.alias("earlier")

SENT_PAYLOAD = b""


def due_events(connection: Connection, now: datetime, limit: int) -> Sequence[OutboxEvent]:
    """Oldest first; of each case only the first event that is not settled."""
    sibling = exists().where(
        _earlier.c.case_id == _columns.case_id,
        _earlier.c.state != IS_SETTLED,
        _earlier.c.sequence < _columns.sequence,
    )
    query = (
        select(outbox_events)
        .where(_columns.state == IS_WAITING, is_due(_columns.due_at, now), ~sibling)
        .order_by(_columns.sequence)
        .limit(limit)
    )
    return [
        OutboxEvent(
            id=row.id,
            sequence=row.sequence,
            kind=row.kind,
            case_id=row.case_id,
            occurred_at=row.occurred_at,
            catalogue_version=row.catalogue_version,
            payload_sha256=row.payload_sha256,
            payload=row.payload,
            attempts=row.attempts,
        )
        for row in connection.execute(query)
    ]


def is_due(due_at: ColumnElement[datetime], now: datetime) -> ColumnElement[bool]:
    return (due_at <= now) | (due_at > now + REST_LIMIT)


def settle(connection: Connection, event_id: str, verdict: EventVerdict, reason: str, now: datetime) -> None:
    """Accepted and duplicate end the row; conflict and rejected park it for a person."""
    row = connection.execute(select(outbox_events).where(_columns.id == event_id)).first()
    if row is None or row.state == RowState.SETTLED:
        return
    match verdict:
        case EventVerdict.ACCEPTED | EventVerdict.DUPLICATE:
            _settled(connection, event_id)
            if row.kind == "case.submitted":
                _received(connection, row.case_id)
        case EventVerdict.CONFLICT:
            _parked(connection, event_id, reason)
            told = audit_event("outbox.conflict", event_id=event_id, case_id=row.case_id, kind=row.kind)
            append_record(connection, now, told)
        case EventVerdict.REJECTED:
            _parked(connection, event_id, reason)
            told = audit_event("outbox.rejected", event_id=event_id, case_id=row.case_id, kind=row.kind)
            append_record(connection, now, told)


def release(connection: Connection, event_id: str, now: datetime) -> bool:
    """A person wants a parked event sent again. False where it is not parked."""
    row = connection.execute(
        select(_columns.case_id, _columns.kind).where(_columns.id == event_id, _columns.state == IS_PARKED)
    ).first()
    if row is None:
        return False
    again = {"state": RowState.WAITING, "attempts": 0, "due_at": now, "reason": ""}
    connection.execute(update(outbox_events).where(_columns.id == event_id).values(again))
    told = audit_event("outbox.released", event_id=event_id, case_id=row.case_id, kind=row.kind)
    append_record(connection, now, told)
    return True


def postpone(connection: Connection, event_ids: Sequence[str], now: datetime, reason: str) -> None:
    query = select(_columns.id, _columns.attempts).where(_columns.id.in_(event_ids), _columns.state == IS_WAITING)
    for row in connection.execute(query).all():
        later = {"attempts": row.attempts + 1, "due_at": now + rest(row.attempts + 1), "reason": reason}
        connection.execute(update(outbox_events).where(_columns.id == row.id).values(later))


def _settled(connection: Connection, event_id: str) -> None:
    # The centre has the payload now; the case itself stays readable in its own table.
    done = {"state": RowState.SETTLED, "payload": SENT_PAYLOAD, "reason": ""}
    connection.execute(update(outbox_events).where(_columns.id == event_id).values(done))


def _received(connection: Connection, case_id: str) -> None:
    saved = (cases.c.id == case_id) & (cases.c.status == CaseStatus.SAVED.value)
    connection.execute(update(cases).where(saved).values(status=CaseStatus.RECEIVED))


def _parked(connection: Connection, event_id: str, reason: str) -> None:
    parked = {"state": RowState.PARKED, "reason": reason}
    connection.execute(update(outbox_events).where(_columns.id == event_id).values(parked))
