"""What waits for the centre. Implements the port `Outbox`, and what a screen needs to show and mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, update

from app.domain.ports import Change, EventVerdict, OutboxEvent, OutboxUpload
from app.storage import outbox_events as events
from app.storage import outbox_uploads as uploads
from app.storage.changes import apply_changes, stored_cursor
from app.storage.database import Database
from app.storage.failures import problem_of_file
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, IS_WAITING, RowState
from app.storage.outbox_uploads import Spool
from app.storage.tables import cases, outbox_events, outbox_uploads


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """An event that is not settled: what waits, since when, why, and when it is tried again."""

    id: str
    case_id: str
    kind: str
    parked: bool
    attempts: int
    occurred_at: datetime
    due_at: datetime
    reason: str


class StoredOutbox:
    """Retries are columns; every method is one transaction."""

    def __init__(self, database: Database, spool: Spool, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._spool = spool
        self._clock = clock

    def due_events(self, now: datetime, limit: int) -> Sequence[OutboxEvent]:
        with self._database.reading() as connection:
            return events.due_events(connection, now, limit)

    def settle_event(self, event_id: str, verdict: EventVerdict, reason: str = "") -> None:
        self.settle_events([(event_id, verdict, reason)])

    def settle_events(self, verdicts: Sequence[tuple[str, EventVerdict, str]]) -> None:
        """A whole batch's verdicts in one transaction: (event id, verdict, reason)."""
        with self._database.writing() as connection:
            events.settle(connection, verdicts, self._clock())

    def postpone_events(self, event_ids: Sequence[str], now: datetime, reason: str) -> None:
        with self._database.writing() as connection:
            events.postpone(connection, event_ids, now, reason)

    def hasten(self, now: datetime) -> None:
        """Whatever rests is due at once: a person asked, or the centre has come back. Parked rows stay parked."""
        with self._database.writing() as connection:
            for table in (outbox_events, outbox_uploads):
                resting = (table.c.state == IS_WAITING) & (table.c.due_at > now)
                connection.execute(update(table).where(resting).values(due_at=now))

    def release_event(self, event_id: str) -> bool:
        """Send a parked event again. False where it is not parked."""
        with self._database.writing() as connection:
            return events.release(connection, event_id, self._clock())

    def due_uploads(self, now: datetime, limit: int) -> Sequence[OutboxUpload]:
        with self._database.reading() as connection:
            return uploads.due_uploads(connection, now, limit)

    def sealed_upload(self, upload_id: str, seal: Callable[[bytes], bytes]) -> bytes:
        """See the port. Where they had to be sealed anew, the upload's `url` is forgotten and it begins again."""
        try:
            return self._spool.sealed(upload_id, seal)
        except OSError as error:
            raise problem_of_file(error) from error

    def begin_upload(self, upload_id: str, url: str) -> None:
        with self._database.writing() as connection:
            uploads.change(connection, upload_id, url=url)

    def upload_url(self, upload_id: str) -> str:
        query = select(outbox_uploads.c.url).where(outbox_uploads.c.id == upload_id)
        with self._database.reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def settle_upload(self, upload_id: str) -> None:
        with self._database.writing() as connection:
            spooled = select(outbox_uploads.c.spool_file).where(outbox_uploads.c.id == upload_id)
            name = connection.execute(spooled).scalar() or ""
            uploads.change(connection, upload_id, state=RowState.SETTLED, spool_file="", sealed_sha256="", reason="")
        self._spool.remove(name)

    def postpone_upload(self, upload_id: str, now: datetime, reason: str) -> None:
        with self._database.writing() as connection:
            uploads.postpone(connection, upload_id, now, reason)

    def cursor(self) -> str:
        """Empty before the first change."""
        with self._database.reading() as connection:
            return stored_cursor(connection)

    def apply_changes(self, changes: Sequence[Change], cursor: str) -> None:
        with self._database.writing() as connection:
            apply_changes(connection, changes, cursor, self._clock())

    def waiting(self) -> int:
        """Rows not settled, without the parked ones and what they hold back: those wait for a person."""
        parked = select(outbox_events.c.case_id).where(outbox_events.c.state == IS_PARKED)
        count = 0
        with self._database.reading() as connection:
            for table in (outbox_events, outbox_uploads):
                waiting = select(func.count()).select_from(table).where(table.c.state == IS_WAITING)
                # "not settled" is in it for the index of open rows: the held ones are found by their case.
                held = waiting.where(table.c.state != IS_SETTLED, table.c.case_id.in_(parked))
                count += connection.execute(waiting).scalar_one() - connection.execute(held).scalar_one()
        return count

    def taken(self, case_id: str) -> bool:
        """See the port. False for a case this station does not know."""
        open_rows = [
            exists().where(table.c.case_id == case_id, table.c.state != IS_SETTLED)
            for table in (outbox_events, outbox_uploads)
        ]
        query = select(cases.c.row).where(cases.c.id == case_id, *(~each for each in open_rows))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def conflicts(self) -> int:
        """Events the centre refused or contradicted: parked until a person looks at them."""
        query = select(func.count()).select_from(outbox_events).where(outbox_events.c.state == IS_PARKED)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def open_events(self, limit: int = 100) -> Sequence[OpenEvent]:
        """Parked ones first, then oldest first."""
        columns = outbox_events.c
        query = (
            select(outbox_events)
            .where(columns.state != IS_SETTLED)
            .order_by(columns.state != IS_PARKED, columns.sequence)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [
                OpenEvent(
                    id=row.id,
                    case_id=row.case_id,
                    kind=row.kind,
                    parked=row.state == RowState.PARKED,
                    attempts=row.attempts,
                    occurred_at=row.occurred_at,
                    due_at=row.due_at,
                    reason=row.reason,
                )
                for row in connection.execute(query)
            ]
