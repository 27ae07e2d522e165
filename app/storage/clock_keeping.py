"""What the store remembers for the clock, so that a clock set back shows over a restart, too."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from app.audit import AuditEvent, audit_event
from app.audit.field_types import COUNT_MAX
from app.domain.trusted_time import Mark, heard_last
from app.storage.audit_log import append_records, last_moment
from app.storage.clock_marks import keep_mark, keep_step, kept_mark, kept_step
from app.storage.clock_steps import ClockStep, StepKind
from app.storage.database import Database
from app.storage.trusted_clock import TrustedClock

KEEP_EVERY = timedelta(seconds=60)
"""So much of the time may be forgotten by a power cut; whatever is written in the audit trail counts as seen, too."""


def restore_clock(connection: Connection, clock: TrustedClock) -> None:
    clock.restore(kept_mark(connection), last_moment(connection), kept_step(connection))


def keep_clock(database: Database, clock: TrustedClock) -> None:
    """Write down where the time stands, and what was noticed. Raises StorageProblem; nothing is forgotten then."""
    noticed = clock.noticed()
    with database.reading() as connection:
        kept = kept_mark(connection)
    if not noticed.steps and kept is not None and _says_the_same(kept, noticed.told.mark):
        return
    with database.writing() as connection:
        mark = heard_last(noticed.told.mark, kept_mark(connection))
        keep_mark(connection, mark)
        if noticed.steps:
            append_records(connection, noticed.told.moment, [_recorded(each) for each in noticed.steps])
            keep_step(connection, noticed.steps[-1])
    clock.written(noticed, mark)


def _says_the_same(kept: Mark, ours: Mark) -> bool:
    """Written anew only where it says something else, or has become old: this is a write to a disk each time."""
    is_same = (kept.reading.run, kept.sureness) == (ours.reading.run, ours.sureness)
    is_heard_later = ours.heard_s is not None and (
        kept.heard_s is None or ours.heard_s - kept.heard_s >= KEEP_EVERY.total_seconds()
    )
    moved_on = max(abs(ours.floor - kept.floor), abs(ours.reached - kept.reached))
    return is_same and not is_heard_later and moved_on < KEEP_EVERY


def _recorded(step: ClockStep) -> AuditEvent:
    seconds = min(step.seconds, COUNT_MAX)
    match step.kind:
        case StepKind.SET_BACK:
            return audit_event("clock.set_back", seconds=seconds)
        case StepKind.SET_FORWARD:
            return audit_event("clock.set_forward", seconds=seconds)
        case StepKind.CORRECTED_BACK:
            return audit_event("clock.corrected", seconds=seconds, direction="back")
        case StepKind.CORRECTED_FORWARD:
            return audit_event("clock.corrected", seconds=seconds, direction="forward")
