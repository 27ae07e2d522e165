"""A centre that was restored from an older back-up: what it took after that back-up waits again.

Sending again is harmless, the centre tells by the ids what it has. What is gone here cannot be sent again: it is
written down for a person, once, and stays settled.

Two things show it: the centre tells less than it told before, or another restore id. The id shows it also where a hole
in the sequence lasts, so that the number told never moves, and where nothing but attachments was lost.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from app.audit import audit_event
from app.audit.field_types import COUNT_MAX
from app.domain.outbox import ATTACHMENT
from app.domain.standing import CentreRestoring
from app.storage.audit_log import append_record
from app.storage.centre_mark import raise_told, restore_id, set_restore_id, set_told, told_sequence
from app.storage.mending import CASE_SUBMITTED
from app.storage.notices import NOTICE_GIVEN
from app.storage.outbox_rows import IS_SETTLED, IS_WAITING, RowState
from app.storage.tables import (
    attachments,
    audit_seals,
    early_uploads,
    missing_at_centre,
    outbox_events,
    outbox_payloads,
    outbox_uploads,
)

_event, _upload, _early, _file = outbox_events.c, outbox_uploads.c, early_uploads.c, attachments.c
_listed = func.json_each(bindparam("listed")).table_valued("value")
_AGAIN = {"state": RowState.WAITING, "attempts": 0, "due_at": bindparam("now", type_=_event.due_at.type), "reason": ""}
_EVENTS_AGAIN = update(outbox_events).where(_event.id.in_(select(_listed.c.value))).values(_AGAIN)
_UPLOADS_AGAIN = (
    update(outbox_uploads).where(_upload.id.in_(select(_listed.c.value))).values(_AGAIN | {"url": "", "refusals": 0})
)
_EARLY_AGAIN = update(early_uploads).where(_early.state == IS_SETTLED).values(_AGAIN | {"url": "", "refusals": 0})
_is_here = exists().where(outbox_payloads.c.sequence == _event.sequence)
# A parked one too: its refusal is forgotten there, and would be a hole for ever.
_LOST_EVENTS = (
    select(_event.id, _event.case_id, _event.kind, _is_here.label("is_here"))
    .where(_event.state != IS_WAITING, _event.sequence > bindparam("told"))
    .order_by(_event.sequence)
)
_MAYBE, _SURELY = (bindparam(name, type_=_event.answered_at.type) for name in ("maybe", "surely"))
_LOST_EVENTS_SINCE = _LOST_EVENTS.where(
    or_(_event.answered_at > _SURELY, and_(_is_here, or_(_event.answered_at.is_(None), _event.answered_at > _MAYBE)))
)

SEALS_SENT_LATE = timedelta(days=7)
"""A seal waits no longer than this for a line that carries events."""
CLOCKS_DIFFER = timedelta(days=1)
"""Since when something is lost the centre says by its clock; when it took it stands here by ours."""
HEARD_AFTER = timedelta(minutes=10)
"""The centre notes when it began to take something, the station when it heard the answer: what was answered so soon
after the last thing the centre knows may well be there, and is not called missing."""
_EVER, _NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lost:
    """Rows (id, case_id, kind) of which the centre has lost, or may have lost, the one half or the other."""

    again: Sequence[Row[Any]]
    gone: Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Since:
    """What the centre took after `maybe` goes again; of what is gone here only that after `surely` is written down."""

    maybe: datetime = _EVER
    surely: datetime = _EVER


def hear_told(connection: Connection, told: int, before: int | None, now: datetime) -> bool:
    """`before`: the mark as it was when the centre was asked. Whether the centre is older than that.

    Only what was known before asking counts: an answer may be under way while another raises the mark. Where somebody
    else has lowered it meanwhile, the centre's going back has been seen to.
    """
    known = told_sequence(connection)
    if before is None or known is None or told >= before or told >= known:
        raise_told(connection, told)
        return False
    heard = _heard_since(connection, told)
    rows = connection.execute(_LOST_EVENTS, {"told": told}).all()
    _go_back(connection, Step(known, told, now), rows, Since() if heard is None else Since(heard, heard))
    return True


def hear_restoring(connection: Connection, told: CentreRestoring, contiguous: int, before: str, now: datetime) -> bool:
    """`before`: the id as it was when the centre was asked. Whether the centre was restored since it told that one.

    An answer that was under way while somebody else heard another id is late, and changes nothing.
    """
    known, mark = restore_id(connection), told_sequence(connection)
    if known != before or told.restore_id == known:
        return False
    set_restore_id(connection, told.restore_id)
    if not known:
        return False
    since = _since(told.lost_since)
    asked = {"told": contiguous, "maybe": since.maybe, "surely": since.surely}
    rows = connection.execute(_LOST_EVENTS_SINCE, asked).all()
    if mark is not None and contiguous < mark:  # it had these, whatever the clocks say
        rows = connection.execute(_LOST_EVENTS, {"told": contiguous}).all()
    _go_back(connection, Step(contiguous if mark is None else mark, contiguous, now), rows, since)
    return True


def _since(lost: datetime | None) -> Since:
    """Where the centre cannot tell, all that is here goes again, and what is gone may well be there."""
    if lost is None:
        return Since(_EVER, _NEVER)
    maybe = lost - CLOCKS_DIFFER if lost - _EVER > CLOCKS_DIFFER else _EVER
    return Since(maybe, lost + HEARD_AFTER if _NEVER - lost > HEARD_AFTER else _NEVER)


@dataclass(frozen=True, slots=True)
class Step:
    """The sequence the centre had told, and the one it tells at `now`."""

    was: int
    told: int
    now: datetime


def _go_back(connection: Connection, step: Step, rows: Sequence[Row[Any]], since: Since) -> None:
    """`rows` are the lost events."""
    now = step.now
    ended = {row.case_id for row in rows if row.kind == CASE_SUBMITTED and not row.is_here}
    submitted = {row.case_id for row in rows if row.kind == CASE_SUBMITTED}
    events = _sorted(rows, ended)
    uploads = _sorted(_lost_uploads(connection, since, submitted), ended)
    _wait_again(connection, _EVENTS_AGAIN, events.again, now)
    _wait_again(connection, _UPLOADS_AGAIN, uploads.again, now)
    connection.execute(_EARLY_AGAIN, {"now": now})
    _seals_again(connection, since.maybe)
    set_told(connection, step.told)
    event = audit_event(
        "outbox.centre_went_back",
        was=_count(step.was),
        now=_count(step.told),
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


def _lost_uploads(connection: Connection, since: Since, case_ids: set[str]) -> Sequence[Row[Any]]:
    """Those of the lost cases, and those the centre took later than it can have them for sure."""
    is_here = _file.removed_at.is_(None)
    maybe = and_(is_here, or_(_upload.answered_at.is_(None), _upload.answered_at > _MAYBE))
    query = (
        select(_upload.id, _upload.case_id, bindparam("kind", ATTACHMENT).label("kind"))
        .add_columns(is_here.label("is_here"))
        .join(attachments, _file.id == _upload.id)
        .where(_upload.state == IS_SETTLED)
        .where(or_(_upload.case_id.in_(select(_listed.c.value)), _upload.answered_at > _SURELY, maybe))
        .order_by(_upload.id)
    )
    asked = {"listed": json.dumps(sorted(case_ids)), "maybe": since.maybe, "surely": since.surely}
    return connection.execute(query, asked).all()


def _heard_since(connection: Connection, told: int) -> datetime | None:
    """When the centre answered the newest event it still has: whatever it lost it took later. None: not known."""
    newest = select(_event.answered_at).where(_event.state == IS_SETTLED, _event.sequence <= told)
    return connection.execute(newest.order_by(_event.sequence.desc()).limit(1)).scalar()


def _seals_again(connection: Connection, since: datetime) -> None:
    """The daily seals of the audit trail: one made before may have been sent after. A second one is a duplicate."""
    after = since if since == _EVER else since - SEALS_SENT_LATE
    connection.execute(update(audit_seals).where(audit_seals.c.sealed_at >= after).values(state=RowState.WAITING))


def _wait_again(connection: Connection, statement: Any, rows: Sequence[Row[Any]], now: datetime) -> None:
    if rows:
        connection.execute(statement, {"listed": json.dumps([row.id for row in rows]), "now": now})


def _write_down(connection: Connection, gone: Sequence[Row[Any]], now: datetime) -> None:
    """Once for each row, however often the centre goes back behind it."""
    gone = [row for row in gone if row.kind != NOTICE_GIVEN]  # of no case: a count that is one short
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
