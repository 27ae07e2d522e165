"""Events on their way to the centre: which are due, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    Row,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql import ColumnElement, Select

from app.audit import audit_event
from app.domain.case import CaseStatus
from app.domain.ports import EventVerdict, OutboxEvent
from app.domain.prints import OperatorAct
from app.storage.audit_log import append_record
from app.storage.backoff import REST_LIMIT, rest
from app.storage.outbox_rows import CASE_CORRECTED, IS_PARKED, IS_SETTLED, IS_WAITING, RowState
from app.storage.sealed_elsewhere import is_elsewhere
from app.storage.tables import attachments, cases, outbox_events, outbox_payloads, outbox_uploads

_columns = outbox_events.c
_earlier = outbox_events.alias("earlier")

EventVerdictTold = tuple[str, EventVerdict, str]

_TAKEN = (EventVerdict.ACCEPTED, EventVerdict.DUPLICATE)
_listed = func.json_each(bindparam("listed")).table_valued("value")
_KNOWN = select(_columns.sequence, _columns.id, _columns.case_id, _columns.kind, _columns.occurred_at).where(
    _columns.id.in_(select(_listed.c.value)), _columns.state != IS_SETTLED
)
_SETTLE = (
    update(outbox_events)
    .where(_columns.sequence.in_(select(_listed.c.value)))
    .values(state=RowState.SETTLED, reason="", answer=bindparam("said"), answered_at=bindparam("said_at"))
)
_ERASE = delete(outbox_payloads).where(outbox_payloads.c.sequence.in_(select(_listed.c.value)))
_PARK = (
    update(outbox_events)
    .where(_columns.id == bindparam("event_id"))
    .values(
        state=RowState.PARKED,
        reason=bindparam("why"),
        answer=bindparam("said"),
        answered_at=bindparam("said_at"),
    )
)
_POSTPONE = (
    update(outbox_events)
    .where(_columns.id == bindparam("event_id"))
    .values(
        attempts=bindparam("tries"),
        due_at=bindparam("at"),
        reason=bindparam("why"),
        answer=bindparam("why"),
        answered_at=bindparam("said_at"),
    )
)
_RECEIVE = (
    update(cases)
    .where(cases.c.id.in_(select(_listed.c.value)), cases.c.status == CaseStatus.SAVED.value)
    .values(status=CaseStatus.RECEIVED)
)
_RETURN = (
    update(cases)
    .where(cases.c.id == bindparam("its_case"), cases.c.status == CaseStatus.SAVED.value)
    .values(status=CaseStatus.RETURNED)
)
FILES_SENT_AGAIN = timedelta(days=45)
"""What the centre took longer ago than this goes again with a case that it takes only now: it forgets files of no case
after 90 days (`CASELESS_KEPT` of app/central/retention.py), and tells nobody."""
_FILES_AGAIN = (
    update(outbox_uploads)
    .where(
        outbox_uploads.c.state == IS_SETTLED,
        or_(  # of what went ahead of the case it is not known when
            outbox_uploads.c.answered_at.is_(None),
            outbox_uploads.c.answered_at < bindparam("before", type_=outbox_uploads.c.answered_at.type),
        ),
        outbox_uploads.c.id.in_(
            select(attachments.c.id).where(
                attachments.c.case_id.in_(select(_listed.c.value)), attachments.c.removed_at.is_(None)
            )
        ),
    )
    .values(state=RowState.WAITING, attempts=0, due_at=bindparam("now", type_=_columns.due_at.type), url="", refusals=0)
)
_BRING_A_CASE = ("case.submitted", CASE_CORRECTED)
_sibling = exists().where(
    _earlier.c.case_id == _columns.case_id,
    _earlier.c.state != IS_SETTLED,
    _earlier.c.sequence < _columns.sequence,
)


def is_due(due_at: ColumnElement[datetime], now: datetime) -> ColumnElement[bool]:
    """Its rest is over, or so long that a clock was set back since."""
    return _rests_no_more(due_at, now, now + REST_LIMIT)


def _rests_no_more(due_at: ColumnElement[datetime], now: Any, rest_limit: Any) -> ColumnElement[bool]:
    return or_(due_at <= now, due_at > rest_limit)


# In the order of the fields of OutboxEvent. Without its payload an event is sent all the same: the centre's no brings
# it before a person.
WHOLE_EVENTS = select(
    _columns.id,
    _columns.sequence,
    _columns.kind,
    _columns.case_id,
    _columns.occurred_at,
    _columns.catalogue_version,
    _columns.payload_sha256,
    func.coalesce(outbox_payloads.c.payload, literal_column("x''"), type_=LargeBinary).label("payload"),
    _columns.attempts,
    _columns.sealed_to,
    _columns.number,
).outerjoin(outbox_payloads, outbox_payloads.c.sequence == _columns.sequence)
_DUE = (
    WHOLE_EVENTS.where(
        _columns.state == IS_WAITING,
        _columns.sequence > bindparam("after"),
        _rests_no_more(_columns.due_at, bindparam("now"), bindparam("rest_limit")),
        ~is_elsewhere(_columns.sealed_to),
        ~_sibling,
    )
    .order_by(_columns.sequence)
    .limit(bindparam("at_most"))
)


def due_events(connection: Connection, now: datetime, limit: int, after: int = 0) -> Sequence[OutboxEvent]:
    """Oldest first; of each case only the first event that is not settled."""
    asked = {"now": now, "rest_limit": now + REST_LIMIT, "after": after, "at_most": limit}
    return events_of(connection, _DUE, asked)


def events_of(connection: Connection, query: Select[Any], values: dict[str, object] | None = None) -> list[OutboxEvent]:
    """`query` is one of WHOLE_EVENTS."""
    return [OutboxEvent(*row) for row in connection.execute(query, values or {}).all()]


def settle(
    connection: Connection, verdicts: Sequence[EventVerdictTold], now: datetime, *, keep_payloads: bool = False
) -> None:
    """Accepted and duplicate end a row; conflict and rejected park it for a person. A late verdict does nothing.

    As few statements as there are different verdicts, however many events.
    """
    told = {event_id: (verdict, reason) for event_id, verdict, reason in verdicts}
    rows = connection.execute(_KNOWN, {"listed": json.dumps(list(told))}).all()
    for verdict in _TAKEN:
        if taken := [row.sequence for row in rows if told[row.id][0] == verdict]:
            _take(connection, taken, {"said": verdict.value, "said_at": now}, keep_payloads)
    if received := [row.case_id for row in rows if told[row.id][0] in _TAKEN and row.kind in _BRING_A_CASE]:
        connection.execute(_RECEIVE, {"listed": json.dumps(received)})
    _send_files_again(connection, [row for row in rows if told[row.id][0] in _TAKEN], now)
    for row in rows:
        verdict, reason = told[row.id]
        match verdict:
            case EventVerdict.ACCEPTED | EventVerdict.DUPLICATE:
                continue
            case EventVerdict.CONFLICT:
                event = audit_event("outbox.conflict", event_id=row.id, case_id=row.case_id, kind=row.kind)
            case EventVerdict.REJECTED:
                event = audit_event("outbox.rejected", event_id=row.id, case_id=row.case_id, kind=row.kind)
        if row.kind == CASE_CORRECTED:
            connection.execute(_RETURN, {"its_case": row.case_id})
        connection.execute(_PARK, {"event_id": row.id, "why": reason, "said": verdict.value, "said_at": now})
        append_record(connection, now, event)


def _send_files_again(connection: Connection, taken: Sequence[Row[Any]], now: datetime) -> None:
    """Of cases that were taken so late that their files may be forgotten there; what is still here of them."""
    before = now - FILES_SENT_AGAIN
    late = [row.case_id for row in taken if row.kind == "case.submitted" and row.occurred_at < before]
    if late:
        connection.execute(_FILES_AGAIN, {"listed": json.dumps(late), "before": before, "now": now})


def _take(connection: Connection, sequences: Sequence[int], answer: dict[str, object], keep_payloads: bool) -> None:
    listed = json.dumps(sequences)
    connection.execute(_SETTLE, {"listed": listed, **answer})
    if not keep_payloads:
        connection.execute(_ERASE, {"listed": listed})


def release(connection: Connection, event_id: str, act: OperatorAct, now: datetime) -> bool:
    """A person wants a parked event sent again. False where it is not parked."""
    row = connection.execute(
        select(_columns.case_id, _columns.kind).where(_columns.id == event_id, _columns.state == IS_PARKED)
    ).first()
    if row is None:
        return False
    again = {"state": RowState.WAITING, "attempts": 0, "due_at": now, "reason": ""}
    again |= {"released_by": act.operator, "released_because": act.reason}
    connection.execute(update(outbox_events).where(_columns.id == event_id).values(again))
    told = audit_event("outbox.released", event_id=event_id, case_id=row.case_id, kind=row.kind, operator=act.operator)
    append_record(connection, now, told)
    return True


def postpone(connection: Connection, event_ids: Sequence[str], now: datetime, reason: str) -> None:
    """`reason` is what the centre answered, or that it answered wrongly."""
    query = select(_columns.id, _columns.attempts).where(
        _columns.id.in_(select(_listed.c.value)), _columns.state == IS_WAITING
    )
    rows = connection.execute(query, {"listed": json.dumps(list(event_ids))}).all()
    later = [{"event_id": row.id, "tries": row.attempts + 1, "at": now + rest(row.attempts + 1)} for row in rows]
    if later:
        connection.execute(_POSTPONE, [{**each, "why": reason, "said_at": now} for each in later])
