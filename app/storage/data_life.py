"""How long this station keeps what it holds of people. Looked at when a store is opened, and daily; what is to be
sealed or erased, before each exchange with the centre too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.audit import audit_event
from app.storage.attachment_files import AttachmentFiles
from app.storage.audit_log import append_record
from app.storage.changes import forget_old_changes
from app.storage.database import Database
from app.storage.documents import drop_old_papers
from app.storage.erasing import cases_to_erase, erase_cases, erase_sent, erase_what_came_after
from app.storage.erasing_time import TENDED_SETTING, ErasingTime
from app.storage.old_pages import forget_noted_pages
from app.storage.sealing_up import SealingUp
from app.storage.settings import read_setting, write_settings

EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tended:
    """`sealed` cases and attachments, `files` removed because the centre has them, `erased` cases."""

    sealed: int = 0
    files: int = 0
    erased: int = 0


class DataLife:
    def __init__(
        self,
        database: Database,
        files: AttachmentFiles,
        sealing_up: SealingUp | None,
        clock: Callable[[], datetime],
        keep_sent: timedelta,
    ) -> None:
        """Without `sealing_up` a readable copy stays here until its time is over.

        `keep_sent`: how long what is sealed to the centre stays after its word, in case it is restored from a back-up.
        """
        self._keep_sent = keep_sent
        self._database = database
        self._files = files
        self._sealing_up = sealing_up
        self._clock = clock
        self._erasing = ErasingTime(clock)

    def tend(self) -> Tended:
        """All that is due. Raises StorageProblem."""
        self._erasing.note(self._database)
        sealed = self.seal_up()
        removed = self.remove_taken()
        erased = self.erase_due()
        with self._database.writing() as connection:
            drop_old_papers(connection, self.erases_by(connection))
            forget_old_changes(connection, self.erases_by(connection))
            erase_what_came_after(connection)
            write_settings(connection, {TENDED_SETTING: self._clock().isoformat()})
        forget_noted_pages(self._database, wait=True)
        return Tended(sealed, removed, erased)

    def tend_daily(self) -> Tended | None:
        """None where it was done within the last day. What may not stay readable, and what is to be erased, never waits
        for the day to be over."""
        self._erasing.note(self._database)
        if self.seal_up():
            self.remove_taken()
        with self._database.reading() as connection:
            is_due = _is_due(connection, self._clock())
        if is_due:
            return self.tend()
        erased = self.erase_due()
        forget_noted_pages(self._database, wait=erased > 0)
        return None

    def erases_by(self, connection: Connection) -> datetime:
        """What was due at this moment may go; see `app.domain.certain_time`."""
        return self._erasing.moment(connection)

    def seal_up(self) -> int:
        """What is readable and should not be, sealed to the centre."""
        return 0 if self._sealing_up is None else self._sealing_up.seal_up()

    def remove_taken(self) -> int:
        """Payloads and files only the centre can open, that it has long enough; the files are counted."""
        now = self._clock()
        with self._database.writing() as connection:
            return erase_sent(connection, self._files, now, self.erases_by(connection) - self._keep_sent)

    def make_room(self) -> int:
        """On a disk that fills up what the centre has stays no longer; how many files went. Raises StorageProblem."""
        now = self._clock()
        with self._database.writing() as connection:
            return erase_sent(connection, self._files, now, now)

    def erase_due(self) -> int:
        """Cases whose time is over, some at a time. Where there are none nobody who writes is waited for."""
        with self._database.reading() as connection:
            if not cases_to_erase(connection, self.erases_by(connection)):
                return 0
        erased = 0
        while count := self._erase_some():
            erased += count
        return erased

    def _erase_some(self) -> int:
        now = self._clock()
        with self._database.writing() as connection:
            case_ids = cases_to_erase(connection, self.erases_by(connection))
            if case_ids:
                erase_cases(connection, self._files, case_ids, now)
                append_record(connection, now, audit_event("store.cases_erased", cases=len(case_ids)))
            return len(case_ids)


def _is_due(connection: Connection, now: datetime) -> bool:
    """A clock that was set back makes it due too: nothing may wait longer because of it."""
    told = read_setting(connection, TENDED_SETTING)
    before = datetime.fromisoformat(told) if told else None
    return before is None or not before <= now < before + EVERY
