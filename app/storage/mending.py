"""Conflicts that come of an old disk image or of a copied one, mended without a person: both cases are kept.

An event whose sequence number the centre has from another event gets one behind all others; a case whose number the
centre has for another case, or that is another station's there, gets a number of a fresh block. Its payload may be
sealed already, so the new number travels beside it. A number of our own block that the centre has already tells that
somebody else had the block too: no more of it is given.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Row, select, update

from app.audit import audit_event
from app.domain.standing import OF_NUMBER, SEQUENCE_USED
from app.storage.audit_log import append_record
from app.storage.counters import PREFIX_SETTING, next_leased_number, next_value
from app.storage.number_leases import abandon_clashing
from app.storage.outbox_rows import IS_SETTLED, SEQUENCE, RowState
from app.storage.settings import read_setting
from app.storage.tables import cases, outbox_events, renumbered_cases

CASE_SUBMITTED = "case.submitted"

_columns = outbox_events.c


def mend(connection: Connection, event_id: str, reason: str, now: datetime) -> bool:
    """False where it cannot be mended now, or is settled already."""
    query = select(_columns.id, _columns.sequence, _columns.case_id, _columns.kind)
    row = connection.execute(query.where(_columns.id == event_id, _columns.state != IS_SETTLED)).first()
    if row is None:
        return False
    if reason == SEQUENCE_USED:
        _sequence_anew(connection, row)
    elif reason not in OF_NUMBER or row.kind != CASE_SUBMITTED or not _number_anew(connection, row.case_id, now):
        return False
    due = {"state": RowState.WAITING, "attempts": 0, "due_at": now, "reason": reason}
    connection.execute(update(outbox_events).where(_columns.id == event_id).values(due))
    return True


def _sequence_anew(connection: Connection, row: Row[tuple[str, int, str, str]]) -> None:
    """With all that follows it of the same case, so that their order stays."""
    following = select(_columns.id).where(
        _columns.case_id == row.case_id, _columns.state != IS_SETTLED, _columns.sequence >= row.sequence
    )
    for event_id in connection.execute(following.order_by(_columns.sequence)).scalars().all():
        behind = next_value(connection, SEQUENCE)
        connection.execute(update(outbox_events).where(_columns.id == event_id).values(sequence=behind))


def _number_anew(connection: Connection, case_id: str, now: datetime) -> bool:
    prefix = read_setting(connection, PREFIX_SETTING)
    if not prefix:
        return False
    case = connection.execute(select(cases.c.number, cases.c.submitted_at).where(cases.c.id == case_id)).one()
    if abandon_clashing(connection, prefix, case.number, case.submitted_at, now):
        append_record(connection, now, audit_event("numbers.clashed", case_id=case_id, number=case.number))
    number = next_leased_number(connection, prefix, now)
    if number is None:
        return False
    connection.execute(update(cases).where(cases.c.id == case_id).values(number=number))
    submitted = (_columns.case_id == case_id) & (_columns.kind == CASE_SUBMITTED)
    connection.execute(update(outbox_events).where(submitted).values(number=number))
    renumbered = renumbered_cases.insert().values(former=case.number, case_id=case_id, number=number, at=now)
    connection.execute(renumbered)
    told = audit_event("case.renumbered", case_id=case_id, number=number, former=case.number)
    append_record(connection, now, told)
    return True
