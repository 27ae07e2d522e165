"""What waits for the centre. Implements the ports `Outbox` and `OutboxDesk`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, exists, func, select, update

from app.domain.outbox import Backlog
from app.domain.ports import (
    Acknowledgement,
    Change,
    ChangeOutcome,
    EventVerdict,
    OutboxEvent,
    OutboxUpload,
    SealedFile,
    StationCommand,
    UploadVerdict,
)
from app.domain.prints import OperatorAct
from app.storage import early_uploads as early
from app.storage import outbox_events as events
from app.storage import outbox_uploads as uploads
from app.storage import refused_uploads
from app.storage.acknowledgements import (
    acknowledged,
    acknowledgements,
    begin_command,
    catalogue_waits,
    catalogue_was_put,
    end_catalogue,
    end_command,
    open_commands,
)
from app.storage.backlog import note_answer, read_backlog
from app.storage.centre_mark import raise_told
from app.storage.change_kinds import STATION_LOCKED
from app.storage.changes import apply_changes, stored_cursor
from app.storage.choices import KEPT_A_WHILE, Keeping
from app.storage.database import Database
from app.storage.failures import problem_of_file
from app.storage.operator_acts import checked_act
from app.storage.operator_list import list_holds
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, IS_WAITING, RowState
from app.storage.settings import read_setting
from app.storage.small_files import SmallFiles
from app.storage.spool import SealStream, Spool
from app.storage.tables import attachments, cases, outbox_events, outbox_uploads

_FILMS = "video/%"
_TAKEN = (EventVerdict.ACCEPTED, EventVerdict.DUPLICATE)


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

    def __init__(
        self,
        database: Database,
        spool: Spool,
        small: SmallFiles,
        clock: Callable[[], datetime],
        keeping: Keeping = KEPT_A_WHILE,
    ) -> None:
        self._keeping = keeping
        self._database = database
        self._spool = spool
        self._small = small
        self._clock = clock

    # ------------------------------------------------------------ events

    def due_events(self, now: datetime, limit: int, after: int = 0) -> Sequence[OutboxEvent]:
        with self._database.reading() as connection:
            return events.due_events(connection, now, limit, after)

    def settle_event(self, event_id: str, verdict: EventVerdict, reason: str = "") -> None:
        self.settle_events([(event_id, verdict, reason)])

    def settle_events(
        self,
        verdicts: Sequence[tuple[str, EventVerdict, str]],
        with_uploads: Sequence[UploadVerdict] = (),
        reached: int = 0,
    ) -> None:
        """A whole batch's verdicts in one transaction: (event id, verdict, reason), and the attachments with it."""
        now = self._clock()
        taken = [each.upload_id for each in with_uploads if each.verdict in _TAKEN]
        with self._database.writing() as connection:
            events.settle(connection, verdicts, now, keep_payloads=self._keeping.payloads)
            if taken:
                uploads.settle_many(connection, taken, EventVerdict.ACCEPTED.value, now)
            for each in with_uploads:
                if each.verdict not in _TAKEN:
                    refused_uploads.refuse(connection, each.upload_id, now, each.reason, each.reason)
            if verdicts:
                note_answer(connection, now, str(verdicts[-1][1]))
            if reached:
                raise_told(connection, reached)
        if taken and self._keeping.erases_at_once:
            self._small.remove_taken(taken, now)

    def postpone_events(self, event_ids: Sequence[str], now: datetime, reason: str) -> None:
        with self._database.writing() as connection:
            events.postpone(connection, event_ids, now, reason)
            note_answer(connection, now, reason)

    def hasten(self, now: datetime) -> None:
        """Whatever rests is due at once: a person asked, or the centre has come back. Parked rows stay parked."""
        with self._database.writing() as connection:
            for table in (outbox_events, *uploads.UPLOAD_TABLES):
                resting = (table.c.state == IS_WAITING) & (table.c.due_at > now)
                connection.execute(update(table).where(resting).values(due_at=now))
            early.hasten_left(connection, now)

    def release(self, event_id: str, act: OperatorAct) -> bool:
        """See the port."""
        checked = checked_act(act, "资料已补齐，重新上报")
        with self._database.writing() as connection:
            now = self._clock()
            return events.release(connection, event_id, checked, now) or refused_uploads.release(
                connection, event_id, checked, now
            )

    # ------------------------------------------------------------ attachments

    def small_uploads(self, case_ids: Sequence[str], size_max: int) -> Sequence[OutboxUpload]:
        with self._database.reading() as connection:
            return uploads.small_uploads(connection, case_ids, size_max)

    def small_files(
        self, asked: Sequence[OutboxUpload], seal: Callable[[bytes], bytes]
    ) -> Sequence[tuple[OutboxUpload, bytes]]:
        return self._small.sealed(asked, seal)

    def due_uploads(
        self,
        now: datetime,
        limit: int,
        *,
        size_max: int | None = None,
        larger_than: int | None = None,
        without_video: bool = False,
    ) -> Sequence[OutboxUpload]:
        with self._database.reading() as connection:
            return uploads.due_uploads(connection, now, limit, size_max, larger_than, without_video)

    def sealed_upload(self, upload_id: str, seal: SealStream) -> SealedFile:
        """See the port. Where they had to be sealed anew, the upload's `url` is forgotten and it begins again."""
        try:
            return self._spool.sealed(upload_id, seal)
        except OSError as error:
            raise problem_of_file(error) from error

    def is_waiting(self, upload_id: str) -> bool:
        """See the port."""
        with self._database.reading() as connection:
            return uploads.is_waiting(connection, upload_id)

    def is_sent_from(self, upload_id: str, sealed: SealedFile) -> bool:
        """See the port."""
        return self._spool.names_still(upload_id, sealed)

    def large_turn(self) -> AbstractContextManager[bool]:
        """See the port."""
        return self._spool.large_turn()

    def begin_upload(self, upload_id: str, url: str) -> None:
        with self._database.writing() as connection:
            uploads.change(connection, upload_id, url=url)

    def upload_url(self, upload_id: str) -> str:
        with self._database.reading() as connection:
            found = [
                connection.execute(select(table.c.url).where(table.c.id == upload_id)).scalar()
                for table in uploads.UPLOAD_TABLES
            ]
        return next((str(url) for url in found if url), "")

    def settle_upload(self, upload_id: str) -> None:
        with self._database.writing() as connection:
            name = early.spool_of(connection, upload_id)
            # What is sealed to the centre already may go again after a restoring there; what lay in the spool is gone.
            digest = case((outbox_uploads.c.spool_file == "", outbox_uploads.c.sealed_sha256), else_="")
            done = {"state": RowState.SETTLED, "spool_file": "", "sealed_sha256": digest, "reason": ""}
            said = {"answer": EventVerdict.ACCEPTED.value, "answered_at": self._clock()}
            needless = early.settle(connection, upload_id)
            connection.execute(update(outbox_uploads).where(outbox_uploads.c.id == upload_id).values(**done, **said))
            note_answer(connection, self._clock(), EventVerdict.ACCEPTED.value)
        if self._keeping.erases_at_once:
            self._small.remove_taken([upload_id], self._clock())
        self._spool.remove(name)
        self._small.remove(needless)

    def postpone_upload(self, upload_id: str, now: datetime, reason: str, *, by_centre: bool = True) -> None:
        with self._database.writing() as connection:
            uploads.postpone(connection, upload_id, now, reason, by_centre=by_centre)
            if by_centre:
                note_answer(connection, now, reason)

    def refuse_upload(self, upload_id: str, now: datetime, reason: str, said: str, *, is_once: bool = False) -> None:
        """See the port."""
        with self._database.writing() as connection:
            name = refused_uploads.refuse(connection, upload_id, now, reason, said, is_once=is_once)
            note_answer(connection, now, said)
        self._spool.remove(name)

    def is_left(self, upload_id: str) -> bool:
        with self._database.reading() as connection:
            return early.is_left(connection, upload_id)

    def left_uploads(self, now: datetime, limit: int) -> Sequence[OutboxUpload]:
        with self._database.reading() as connection:
            return early.left_uploads(connection, now, limit)

    def forget_upload(self, upload_id: str) -> None:
        with self._database.writing() as connection:
            early.forget(connection, upload_id)

    # ------------------------------------------------------------ what the centre says

    def cursor(self) -> str:
        """Empty before the first change."""
        with self._database.reading() as connection:
            return stored_cursor(connection)

    def apply_changes(self, changes: Sequence[Change], cursor: str) -> None:
        with self._database.writing() as connection:
            apply_changes(connection, changes, cursor, self._clock())

    def up_to_date(self) -> None:
        """See the port."""
        with self._database.writing() as connection:
            list_holds(connection, self._clock())

    def acknowledgements(self, limit: int) -> Sequence[Acknowledgement]:
        with self._database.reading() as connection:
            return acknowledgements(connection, limit)

    def acknowledged(self, cursors: Sequence[str]) -> None:
        with self._database.writing() as connection:
            acknowledged(connection, cursors)

    def open_commands(self) -> Sequence[StationCommand]:
        with self._database.reading() as connection:
            return open_commands(connection)

    def begin_command(self, cursor: str) -> None:
        with self._database.writing() as connection:
            begin_command(connection, cursor)

    def end_command(self, cursor: str, outcome: ChangeOutcome, detail: str = "") -> None:
        with self._database.writing() as connection:
            end_command(connection, cursor, outcome, detail, self._clock())

    def end_catalogue(self, outcome: ChangeOutcome, detail: str = "") -> bool:
        """See the port. Nothing is written where nothing waits."""
        with self._database.reading() as connection:
            if not catalogue_waits(connection):
                return False
        with self._database.writing() as connection:
            end_catalogue(connection, outcome, detail)
        return True

    def catalogue_was_put(self, digest: str, wrong: str) -> None:
        with self._database.writing() as connection:
            catalogue_was_put(connection, digest, wrong, self._clock())

    def locked(self) -> bool:
        with self._database.reading() as connection:
            return bool(read_setting(connection, STATION_LOCKED))

    # ------------------------------------------------------------ how much waits

    def backlog(self, now: datetime, limit: int = 100) -> Backlog:
        """See the port."""
        with self._database.reading() as connection:
            return read_backlog(connection, now, limit, self.waiting(), self.conflicts())

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
        papers = select(attachments.c.id).where(attachments.c.media_type.not_like(_FILMS))
        open_rows = [
            exists().where(outbox_events.c.case_id == case_id, outbox_events.c.state != IS_SETTLED),
            exists().where(
                outbox_uploads.c.case_id == case_id,
                outbox_uploads.c.state != IS_SETTLED,
                outbox_uploads.c.id.in_(papers),
            ),
        ]
        query = select(cases.c.row).where(cases.c.id == case_id, *(~each for each in open_rows))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def conflicts(self) -> int:
        """What the centre refused or contradicted, event or attachment: parked until a person looks at it."""
        tables = (outbox_events, *uploads.UPLOAD_TABLES)
        counts = [
            select(func.count()).select_from(each).where(each.c.state != IS_SETTLED, each.c.state == IS_PARKED)
            for each in tables
        ]
        with self._database.reading() as connection:
            return sum(int(connection.execute(each).scalar_one()) for each in counts)

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
