"""A store that counts its events further than any centre takes them comes back to where it was.

A station of before believed every sequence that its centre told it, also one that somebody made up with its token.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from app.audit import audit_event
from app.storage.audit_log import append_record
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, SEQUENCE, RowState
from app.storage.tables import counters, outbox_events

COUNTED_MAX = 2**61
"""No station writes so many events. A centre takes sequences below 2**62."""
NOT_TAKEN = "event_malformed:sequence"
"""What a centre says to those beyond."""

_columns = outbox_events.c
_OURS = counters.c.name == SEQUENCE
_COUNTED = select(counters.c.value).where(_OURS)


def counts_in_order(connection: Connection) -> bool:
    return int(connection.execute(_COUNTED).scalar() or 0) <= COUNTED_MAX


def count_back(connection: Connection, now: datetime) -> None:
    """Does nothing where all is well. Else what waits is numbered anew, in its order, behind the last that was counted
    in good order; what the centre refused for nothing but its sequence waits again.
    """
    if counts_in_order(connection):
        return
    in_order = select(func.max(_columns.sequence)).where(_columns.sequence <= COUNTED_MAX)
    sequence = int(connection.execute(in_order).scalar() or 0)
    beyond = select(_columns.sequence).where(_columns.sequence > COUNTED_MAX, _columns.state != IS_SETTLED)
    stuck = connection.scalars(beyond.order_by(_columns.sequence)).all()
    again = {"state": RowState.WAITING, "attempts": 0, "due_at": now, "reason": ""}
    for each in stuck:
        sequence += 1
        mine = update(outbox_events).where(_columns.sequence == each)
        connection.execute(mine.where(_columns.state == IS_PARKED, _columns.reason == NOT_TAKEN).values(again))
        connection.execute(mine.values(sequence=sequence))
    connection.execute(update(counters).where(_OURS).values(value=sequence))
    append_record(connection, now, audit_event("store.counted_back", sequence=sequence, events=len(stuck)))
