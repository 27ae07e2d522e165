"""How far this store has come, and whether the centre has seen it further. Implements the port `Accounts`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, text

from app.audit import audit_event
from app.audit.field_types import COUNT_MAX
from app.domain.operators import ListInForce
from app.domain.ports import EventVerdict
from app.domain.standing import (
    LEAP_REFUSED,
    MENDABLE,
    ROLLED_BACK,
    SEQUENCE_LEAP,
    AuditHead,
    CentreKnows,
    CentreRestoring,
    LeaseUse,
    NumberLease,
    Standing,
)
from app.storage import number_leases as leases
from app.storage.audit_log import append_record, audit_head
from app.storage.centre_mark import restore_id, told_sequence
from app.storage.centre_word import hear_answered
from app.storage.counters import PREFIX_SETTING
from app.storage.counting_back import count_back, counts_in_order
from app.storage.database import Database
from app.storage.going_back import hear_restoring, hear_told
from app.storage.mending import mend
from app.storage.operator_list import stand_by
from app.storage.outbox_rows import SEQUENCE
from app.storage.settings import read_setting, write_settings
from app.storage.tables import audit_records, counters

_LIFT = text(
    "INSERT INTO counters (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"
)


class StoredAccounts:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._run = str(uuid.uuid4())

    def standing(self) -> Standing:
        """See the port."""
        self._count_back()
        with self._database.reading() as connection:
            head, uses = audit_head(connection), leases.lease_uses(connection)
            restored, told = restore_id(connection), read_setting(connection, ROLLED_BACK) or ""
            return Standing(_sequence(connection), head, uses, self._run, self._clock(), restored, told)

    def compare(self, known: CentreKnows) -> bool:
        """See the port. The centre's audit head must be found in our own chain: a copy that went on is told by it."""
        now = self._clock()
        with self._database.writing() as connection:
            sequence = _sequence(connection)
            is_far = known.sequence > sequence + SEQUENCE_LEAP
            _note_leap(connection, known.sequence if is_far else None, now)
            if (is_far or known.sequence <= sequence) and _is_ours(connection, known.audit):
                return False
            ours, behind = audit_head(connection), min(known.sequence, sequence + SEQUENCE_LEAP)
            connection.execute(_LIFT, {"name": SEQUENCE, "value": behind})
            leases.abandon_leases(connection, now)
            leases.forget_ask(connection)
            event = audit_event(
                "store.rolled_back",
                sequence=_count(sequence),
                known_sequence=_count(known.sequence),
                records=_count(ours.last),
                known_records=_count(known.audit.last if known.audit else 0),
            )
            append_record(connection, now, event)
            write_settings(connection, {ROLLED_BACK: audit_head(connection).head})
        return True

    def _count_back(self) -> None:
        """Before anything is told: a centre takes no standing from so far ahead either."""
        with self._database.reading() as connection:
            if counts_in_order(connection):
                return
        with self._database.writing() as connection:
            count_back(connection, self._clock())

    def refused_leap(self) -> str:
        """See the port."""
        with self._database.reading() as connection:
            return read_setting(connection, LEAP_REFUSED) or ""

    def rolled_back_heard(self, record: str) -> None:
        """See the port."""
        with self._database.writing() as connection:
            if read_setting(connection, ROLLED_BACK) == record:
                write_settings(connection, {ROLLED_BACK: ""})

    def told_sequence(self) -> int | None:
        with self._database.reading() as connection:
            return told_sequence(connection)

    def hear_told(self, told: int, before: int | None) -> bool:
        """See the port. What is usual, the same as before, writes nothing."""
        if before == told and self.told_sequence() == told:
            return False
        with self._database.writing() as connection:
            return hear_told(connection, told, before, self._clock())

    def restore_id(self) -> str:
        with self._database.reading() as connection:
            return restore_id(connection)

    def hear_restoring(self, told: CentreRestoring, contiguous: int, before: str) -> bool:
        """See the port."""
        if told.restore_id == self.restore_id():
            return False
        with self._database.writing() as connection:
            return hear_restoring(connection, told, contiguous, before, self._clock())

    def hear_answered(self, at: datetime) -> None:
        """See the port."""
        with self._database.writing() as connection:
            hear_answered(connection, at, self._clock())

    def hear_operators(self, told: ListInForce) -> None:
        with self._database.writing() as connection:
            stand_by(connection, told, self._clock())

    def numbers_left(self) -> int:
        with self._database.reading() as connection:
            return leases.numbers_left(connection, read_setting(connection, PREFIX_SETTING) or "")

    def begin_ask(self) -> str:
        """See the port. Blocks of an earlier enrolment end here."""
        with self._database.writing() as connection:
            leases.abandon_leases(connection, self._clock(), read_setting(connection, PREFIX_SETTING) or "")
            return leases.asked_under(connection)

    def keep_lease(self, lease: NumberLease) -> None:
        with self._database.writing() as connection:
            leases.keep_lease(connection, lease, self._clock())

    def leases_heard(self, told: Sequence[LeaseUse]) -> None:
        if any(each.state in leases.ENDED for each in told):
            with self._database.writing() as connection:
                leases.leases_heard(connection, told)

    def mend(self, conflicts: Sequence[tuple[str, EventVerdict, str]], now: datetime) -> Sequence[str]:
        ours = [(event, reason) for event, verdict, reason in conflicts if verdict is EventVerdict.CONFLICT]
        mendable = [(event, reason) for event, reason in ours if reason in MENDABLE]
        if not mendable:
            return ()
        with self._database.writing() as connection:
            return tuple(event for event, reason in mendable if mend(connection, event, reason, now))


def _sequence(connection: Connection) -> int:
    return int(connection.execute(select(counters.c.value).where(counters.c.name == SEQUENCE)).scalar() or 0)


def _note_leap(connection: Connection, told: int | None, now: datetime) -> None:
    """Once for each sequence that is not believed; None: this one is."""
    word = "" if told is None else str(told)
    if (read_setting(connection, LEAP_REFUSED) or "") == word:
        return
    write_settings(connection, {LEAP_REFUSED: word})
    if told is not None:
        ours = _count(_sequence(connection))
        append_record(connection, now, audit_event("store.leap_refused", sequence=ours, known_sequence=_count(told)))


def _is_ours(connection: Connection, head: AuditHead | None) -> bool:
    if head is None or head.last == 0:
        return True
    found = connection.execute(select(audit_records.c.hash).where(audit_records.c.sequence == head.last)).scalar()
    return found is not None and found.hex() == head.head


def _count(value: int) -> int:
    return min(value, COUNT_MAX)
