"""Attachments the centre refused as a whole: the first time it may have been the line, then a person must look.

The audit speaks of those of submitted cases; what is not submitted yet, or belongs to no case, keeps it in its row.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, literal, select

from app.audit import audit_event
from app.domain.outbox import ATTACHMENT
from app.domain.prints import OperatorAct
from app.domain.standing import NO_KEY_THERE
from app.storage.audit_log import append_record
from app.storage.backoff import rest
from app.storage.outbox_rows import IS_PARKED, IS_WAITING, RowState
from app.storage.outbox_uploads import UPLOAD_TABLES, change
from app.storage.tables import outbox_uploads

REFUSALS_MAX = 2
"""Bytes that were damaged on the way come whole the next time. Where the centre lacks a key nothing is wrong with them:
such refusals are not counted."""


def refuse(
    connection: Connection, upload_id: str, now: datetime, reason: str, said: str, *, is_once: bool = False
) -> str:
    """It begins again from its start, sealed anew, or is parked. The name of the sealed copy that is needed no more.

    A late refusal, of what is settled or parked already, does nothing.
    """
    for table in UPLOAD_TABLES:
        row = _row(connection, table, upload_id, IS_WAITING)
        if row is None:
            continue
        if is_once and row.attempts and row.answer == said:
            return ""
        again = {"url": "", "reason": reason, "answer": said, "answered_at": now}
        refusals = row.refusals + (reason not in NO_KEY_THERE)
        again |= {"refusals": refusals, "attempts": row.attempts + 1}
        if row.spool_file:
            again |= {"spool_file": "", "sealed_sha256": ""}
        if refusals < REFUSALS_MAX:
            again |= {"due_at": now + rest(row.attempts + 1)}
        else:
            again |= {"state": RowState.PARKED}
            if table is outbox_uploads:
                told = audit_event("outbox.rejected", event_id=row.id, case_id=row.case_id, kind=ATTACHMENT)
                append_record(connection, now, told)
        change(connection, upload_id, **again)
        return str(row.spool_file)
    return ""


def release(connection: Connection, upload_id: str, act: OperatorAct, now: datetime) -> bool:
    """A person wants a parked attachment sent again. False where it is not parked."""
    for table in UPLOAD_TABLES:
        row = _row(connection, table, upload_id, IS_PARKED)
        if row is None:
            continue
        again = {"state": RowState.WAITING, "attempts": 0, "refusals": 0, "due_at": now, "reason": ""}
        change(connection, upload_id, **again, released_by=act.operator, released_because=act.reason)
        if table is outbox_uploads:
            told = audit_event(
                "outbox.released", event_id=row.id, case_id=row.case_id, kind=ATTACHMENT, operator=act.operator
            )
            append_record(connection, now, told)
        return True
    return False


def _row(connection: Connection, table: Table, upload_id: str, state: Any) -> Row[Any] | None:
    query = select(table.c.id, table.c.case_id, table.c.attempts, table.c.refusals, table.c.spool_file)
    said = table.c.answer if "answer" in table.c else literal("")
    query = query.add_columns(said.label("answer"))
    return connection.execute(query.where(table.c.id == upload_id, table.c.state == state)).first()
