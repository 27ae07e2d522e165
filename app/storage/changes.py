"""Answers of the centre, applied once, with the feed's cursor in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from app.audit import audit_event, canonical_json
from app.domain.case import CaseStatus
from app.domain.ports import Change
from app.storage.audit_log import append_record
from app.storage.settings import write_settings
from app.storage.tables import cases, changes

CURSOR_SETTING = "changes.cursor"
_WORDS_OF_THE_CENTRE = {each.value for each in CaseStatus} - {CaseStatus.SAVED.value}


def apply_changes(connection: Connection, feed: Sequence[Change], cursor: str, now: datetime) -> None:
    """Every change is kept; those this program understands are applied. A change seen before does nothing."""
    for each in feed:
        if _keep(connection, each, now) and _apply(connection, each, now):
            connection.execute(update(changes).where(changes.c.cursor == each.cursor).values(applied=1))
    write_settings(connection, {CURSOR_SETTING: cursor})


def _keep(connection: Connection, change: Change, now: datetime) -> bool:
    """False where it is kept already."""
    row = {
        "cursor": change.cursor,
        "kind": change.kind,
        "body": canonical_json(dict(change.body)).decode("utf-8"),
        "applied": 0,
        "received_at": now,
    }
    new = insert(changes).values(row).on_conflict_do_nothing().returning(changes.c.cursor)
    return connection.execute(new).first() is not None


def _apply(connection: Connection, change: Change, now: datetime) -> bool:
    """False where this program does not understand the change or does not know the case."""
    case_id, status, reason = (change.body.get(each) for each in ("case_id", "status", "reason"))
    if change.kind != "case.status" or not isinstance(case_id, str) or not isinstance(status, str):
        return False
    if status not in _WORDS_OF_THE_CENTRE:
        return False
    if connection.execute(select(cases.c.row).where(cases.c.id == case_id)).first() is None:
        return False
    values = {"status": status, "reason": reason if isinstance(reason, str) else ""}
    connection.execute(update(cases).where(cases.c.id == case_id).values(values))
    append_record(connection, now, audit_event("case.status_changed", case_id=case_id, status=status))
    return True
