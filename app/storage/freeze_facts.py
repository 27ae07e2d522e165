"""What the freeze rules ask of the store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from app.domain.freeze import FreezeFacts, Refusal
from app.storage.centre_word import last_answered
from app.storage.change_kinds import STATION_LOCKED
from app.storage.database import Database
from app.storage.outbox_rows import IS_SETTLED
from app.storage.reserve import Reserve
from app.storage.settings import read_setting
from app.storage.tables import outbox_events

_WAITING = select(func.count(outbox_events.c.case_id.distinct())).where(outbox_events.c.state != IS_SETTLED)


def freeze_facts(
    database: Database,
    reserve: Reserve,
    centre_heard: datetime | None,
    now: datetime,
    refusal: Refusal | None = None,
) -> FreezeFacts:
    """`centre_heard`: when the centre last took something over the line, by its own time; None before an enrolment.

    `refusal`: what it said since. A later answer that came on a medium counts as well, and ends that.
    """
    with database.reading() as connection:
        waiting = int(connection.execute(_WAITING).scalar_one())
        answered = last_answered(connection)
        locked = bool(read_setting(connection, STATION_LOCKED))
    return FreezeFacts(
        offline=None if centre_heard is None else now - max(centre_heard, answered or centre_heard),
        waiting_cases=waiting,
        free_bytes=reserve.free(),
        refused=refusal.code if refusal is not None and (answered is None or answered <= refusal.at) else "",
        locked=locked,
    )
