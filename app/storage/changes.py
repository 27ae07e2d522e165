"""Answers of the centre, applied once, with the feed's cursor in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update

from app.audit import AuditEvent, audit_event, canonical_json
from app.domain.case import CaseStatus, Kept
from app.domain.change_feed import is_cursor
from app.domain.ports import Change, ChangeOutcome
from app.storage.audit_log import append_records
from app.storage.case_rows import erased_of
from app.storage.change_kinds import UNKNOWN, Applied, apply_one, case_of, refused
from app.storage.settings import read_setting, write_settings
from app.storage.tables import cases, changes

# Which feed the cursors count in. Enrolment writes it: another centre, or a new one, counts from the beginning.
FEED_SETTING = "changes.feed"
CURSOR_SETTING = "changes.cursor"
STATUS = "case.status"

CHANGES_KEPT = timedelta(days=90)
"""So long it can be looked up what the centre said and when. What a clerk reads (corrections, results) stays with its
case, what the centre has not heard the outcome of until it has.
"""
_READ_WITH_THE_CASE = ("case.correction", "result.ready")

_WORDS_OF_THE_CENTRE = {each.value for each in CaseStatus} - {CaseStatus.SAVED.value}
_listed = func.json_each(bindparam("listed")).table_valued("value")
_KEPT = select(changes.c.cursor).where(changes.c.cursor.in_(select(_listed.c.value)))
_STANDING = select(cases.c.id, cases.c.status, cases.c.reason).where(cases.c.id.in_(select(_listed.c.value)))
_KEEP = insert(changes)
_SET_STATUS = (
    update(cases)
    .where(cases.c.id == bindparam("case_id"))
    .values(status=bindparam("new_status"), reason=bindparam("new_reason"))
)


def stored_cursor(connection: Connection) -> str:
    """Empty before the first change.

    A program of before kept whatever stood there: what cannot be asked for gives way to the furthest change kept.
    """
    stored = read_setting(connection, f"{CURSOR_SETTING}@{feed_of(connection)}") or ""
    return stored if not stored or is_cursor(stored) else _furthest_kept(connection)


def _furthest_kept(connection: Connection) -> str:
    mark = f"@{feed_of(connection)}"
    query = select(changes.c.cursor).where(changes.c.cursor.endswith(mark, autoescape=True))
    kept = (each.removesuffix(mark) for each in connection.execute(query).scalars())
    return max(filter(is_cursor, kept), key=int, default="")


def feed_of(connection: Connection) -> str:
    return read_setting(connection, FEED_SETTING) or ""


def apply_changes(connection: Connection, page: Sequence[Change], cursor: str, now: datetime) -> None:
    """Every change is kept; those this program understands are applied. A change seen before does nothing.

    Of what is said of an erased case the status stays here, and no word.
    """
    feed = feed_of(connection)
    new = _not_kept_yet(connection, {f"{each.cursor}@{feed}": each for each in page})
    erased = erased_of(connection, [case_of(each) for each in new.values()])
    statuses = {key: _status(each, erased) for key, each in new.items() if each.kind == STATUS}
    known = _known_cases(connection, [told["case_id"] for told in statuses.values() if told])
    applied: dict[str, Applied] = {}
    events: list[AuditEvent] = []
    for key, each in new.items():
        became = _judged(statuses[key], known) if each.kind == STATUS else apply_one(connection, each, now)
        applied[key] = became
        events += became.events
    if new:
        connection.execute(_KEEP, [_row(key, each, applied[key], now, erased) for key, each in new.items()])
    told = [each for key, each in statuses.items() if each and applied[key].events]
    if told:
        connection.execute(_SET_STATUS, told)
    append_records(connection, now, events)
    write_settings(connection, {f"{CURSOR_SETTING}@{feed}": cursor})


def forget_old_changes(connection: Connection, now: datetime) -> int:
    """Those that are applied and answered for so long; how many. The cursor stands beyond them: none comes again."""
    of_a_case = exists().where(cases.c.id == changes.c.case_id, cases.c.kept != Kept.ERASED.value)
    old = delete(changes).where(changes.c.told == 1, changes.c.received_at < now - CHANGES_KEPT)
    return connection.execute(old.where(~(changes.c.kind.in_(_READ_WITH_THE_CASE) & of_a_case))).rowcount


def _judged(told: Mapping[str, str] | None, known: dict[str, tuple[str, str]]) -> Applied:
    """`known` is how the cases stand, and stands so afterwards; what says nothing new changes nothing."""
    if told is None:
        return UNKNOWN
    case_id, now = told["case_id"], (told["new_status"], told["new_reason"])
    if case_id not in known:
        return refused("case_unknown")
    if known[case_id] == now:
        return Applied(ChangeOutcome.DONE)
    known[case_id] = now
    return Applied(ChangeOutcome.DONE, "", (audit_event("case.status_changed", case_id=case_id, status=now[0]),))


def _not_kept_yet(connection: Connection, page: Mapping[str, Change]) -> dict[str, Change]:
    kept = set(connection.execute(_KEPT, {"listed": json.dumps(list(page))}).scalars())
    return {key: each for key, each in page.items() if key not in kept}


def _known_cases(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    rows = connection.execute(_STANDING, {"listed": json.dumps(ids)})
    return {row.id: (row.status, row.reason) for row in rows}


def _status(change: Change, erased: set[str]) -> dict[str, str] | None:
    """None where this program does not understand the change."""
    case_id, status, reason = (change.body.get(each) for each in ("case_id", "status", "reason"))
    if not isinstance(case_id, str) or not isinstance(status, str) or status not in _WORDS_OF_THE_CENTRE:
        return None
    words = reason if isinstance(reason, str) and case_id not in erased else ""
    return {"case_id": case_id, "new_status": status, "new_reason": words}


def _row(key: str, change: Change, applied: Applied, now: datetime, erased: set[str]) -> dict[str, object]:
    case_id = case_of(change)
    body = {} if case_id in erased else dict(change.body)
    return {
        "cursor": key,
        "kind": change.kind,
        "body": canonical_json(body).decode("utf-8"),
        "applied": int(applied.outcome is ChangeOutcome.DONE),
        "received_at": now,
        "case_id": case_id,
        "outcome": applied.outcome or "",
        "detail": applied.detail,
        "told": 0,
    }
