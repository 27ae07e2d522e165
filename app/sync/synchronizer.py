"""Sends the outbox and fetches the answers. Implements the port `Synchronizer`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain.errors import CentreRefused, CentreUnreachable, StorageProblem
from app.domain.ports import EventVerdict, Outbox, OutboxEvent, Settings, SyncReport
from app.sync import limits
from app.sync.changes import fetch_changes
from app.sync.events import next_batch, send_events
from app.sync.failures import CentreAnsweredWrongly, CentreSilent
from app.sync.knocking import may_knock, nobody_answered, somebody_answered
from app.sync.session import Session, Sessions
from app.sync.uploads import send_upload

Failure = CentreUnreachable | CentreRefused | StorageProblem


class CentreSynchronizer:
    def __init__(self, sessions: Sessions, outbox: Outbox, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._outbox = outbox
        self._settings = settings
        self._clock = clock

    def once(self, *, due_only: bool = False) -> SyncReport:
        """See the port. What failed rests in its row; the first failure is raised after all else was tried."""
        session = self._sessions.current()
        if due_only and not may_knock(self._settings, self._clock()):
            return SyncReport(waiting=self._outbox.waiting())
        if not due_only:
            self._outbox.hasten(self._clock())
        run = _Run(session, self._outbox, self._clock)
        try:
            run.send_events()
            run.send_uploads()
            run.fetch_changes()
        except CentreSilent:
            nobody_answered(self._settings, self._clock())
            raise
        somebody_answered(self._settings)
        if run.failure is not None:
            raise run.failure
        return run.report()


class _Run:
    """One pass; a row is tried at most once in it, because what fails is postponed."""

    def __init__(self, session: Session, outbox: Outbox, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._outbox = outbox
        self._clock = clock
        self._counted: Counter[EventVerdict] = Counter()
        self.failure: Failure | None = None

    def report(self) -> SyncReport:
        return SyncReport(
            sent=self._counted.total(),
            accepted=self._counted[EventVerdict.ACCEPTED],
            duplicate=self._counted[EventVerdict.DUPLICATE],
            conflict=self._counted[EventVerdict.CONFLICT],
            rejected=self._counted[EventVerdict.REJECTED],
            waiting=self._outbox.waiting(),
        )

    def send_events(self) -> None:
        """A batch that fails as a whole does not stop the next, until it is plain that the centre is at fault."""
        failed = 0
        while failed < limits.FAILED_BATCHES_MAX:
            batch = next_batch(self._outbox.due_events(self._clock(), limits.EVENTS_PER_BATCH))
            if not batch:
                return
            failed = 0 if self._send(batch) else failed + 1

    def _send(self, batch: Sequence[OutboxEvent]) -> bool:
        ids = {each.id for each in batch}
        try:
            verdicts = send_events(self._session, batch)
        except CentreSilent:
            raise
        except (CentreUnreachable, CentreRefused) as error:
            self._failed(error)
            self._outbox.postpone_events(sorted(ids), self._clock(), error.message)
            return False
        self._outbox.settle_events([(each.event_id, each.verdict, each.reason) for each in verdicts])
        self._counted.update(each.verdict for each in verdicts)
        missing = ids - {each.event_id for each in verdicts}
        if missing:
            incomplete = CentreAnsweredWrongly("有的上报没有结论")
            self._failed(incomplete)
            self._outbox.postpone_events(sorted(missing), self._clock(), incomplete.message)
        return bool(verdicts)

    def send_uploads(self) -> None:
        """Between two files whatever was submitted meanwhile goes first: a video must not hold back a case."""
        while uploads := self._outbox.due_uploads(self._clock(), limits.UPLOADS_AT_ONCE):
            for each in uploads:
                self.send_events()
                try:
                    send_upload(self._session, self._outbox, each)
                except CentreSilent:
                    raise
                except (CentreUnreachable, CentreRefused, StorageProblem) as error:
                    # A damaged file on our own disk, too, rests alone: the others and the answers go on.
                    self._failed(error)
                    self._outbox.postpone_upload(each.id, self._clock(), error.message)

    def fetch_changes(self) -> None:
        try:
            fetch_changes(self._session, self._outbox)
        except CentreSilent:
            raise
        except (CentreUnreachable, CentreRefused) as error:
            self._failed(error)

    def _failed(self, error: Failure) -> None:
        self.failure = self.failure or error
