"""Sends the outbox and fetches the answers. Implements the port `Synchronizer`."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from app.domain.catalogue_shelf import CatalogueShelf
from app.domain.errors import CentreRefused, CentreUnreachable, StorageProblem
from app.domain.ports import EventVerdict, Outbox, OutboxUpload, Settings, SyncReport
from app.sync import limits
from app.sync.acknowledging import acknowledge
from app.sync.batches import BatchLane, Taken
from app.sync.bookkeeping import Books
from app.sync.catalogue import fetch_catalogue
from app.sync.changes import fetch_changes
from app.sync.failures import CentreSaidNo, CentreSilent
from app.sync.hand_over.hall import fetch_hall
from app.sync.hand_over.hall import is_due as hall_is_due
from app.sync.knocking import may_knock, nobody_answered, somebody_answered
from app.sync.last_failure import note_outcome
from app.sync.manners import AS_THE_LINE_IS, UploadManners
from app.sync.pace import Pace, Stopped, videos_may_go
from app.sync.session import Session, Sessions
from app.sync.uploads import HoursOver, SentElsewhere, Uploader, UploadLeft, judges_the_file

Failure = CentreUnreachable | CentreRefused | StorageProblem


class CentreSynchronizer:
    """Two lanes: cases with their papers and the centre's answers; and large files, which hold up nobody.

    A lane is used by one thread at a time, the large one by one program of the station; it lets the other pass between
    two pieces.
    """

    def __init__(
        self,
        sessions: Sessions,
        outbox: Outbox,
        settings: Settings,
        clock: Callable[[], datetime],
        manners: UploadManners = AS_THE_LINE_IS,
        books: Books | None = None,
        shelf: CatalogueShelf | None = None,
    ) -> None:
        """`shelf` None: this station's catalogue is kept by hand."""
        self._books = books
        self._shelf = shelf
        self._sessions = sessions
        self._outbox = outbox
        self._settings = settings
        self._clock = clock
        self._manners = manners
        self._pace = Pace(manners)
        self._taken = Taken(clock)
        self._first, self._large = threading.Lock(), threading.Lock()

    def once(self, *, due_only: bool = False, large: bool = True) -> SyncReport:
        """See the port. What failed rests in its row; the first failure is raised after all else was tried."""
        session = self._sessions.current()
        if due_only and not may_knock(self._settings, self._clock()):
            return SyncReport(waiting=self._outbox.waiting())
        if not due_only:
            self._outbox.hasten(self._clock())
        run = self._run(session)
        with self._knocking(), suppress(Stopped):  # the program ends: what came to the centre stays there
            with self._first:
                run.open_books()
                run.send_events()
                run.send_uploads()
                run.fetch_changes()
                run.fetch_catalogue(self._settings, self._shelf)
                run.fetch_hall(self._settings)
                run.close_books()
            if large:
                self._send_large(run)
        note_outcome(self._settings, run.failure, self._clock())
        if run.failure is not None:
            raise run.failure
        return run.report()

    def send_large(self) -> None:
        """Large files that are due, until they are sent or `stop_large` is called. Raises as `once` does."""
        session = self._sessions.current()
        if not may_knock(self._settings, self._clock()):
            return
        run = self._run(session)
        with self._knocking():
            self._send_large(run)
        if run.failure is not None:
            note_outcome(self._settings, run.failure, self._clock())
            raise run.failure

    def stop_large(self) -> None:
        """For good: the program ends. What came to the centre stays there."""
        self._pace.stop.set()

    def _send_large(self, run: _Run) -> None:
        if not self._large.acquire(blocking=False):
            return
        try:
            with self._outbox.large_turn() as is_ours:
                if is_ours and run.send_large(self._let_pass):
                    with self._first:
                        run.fetch_changes()
        finally:
            self._large.release()

    def _let_pass(self, run: _Run) -> None:
        """What was submitted meanwhile goes first; where the other lane is at work, it does that itself."""
        if self._first.acquire(blocking=False):
            try:
                run.open_books()
                run.send_events()
                run.send_uploads()
            finally:
                self._first.release()

    def _run(self, session: Session) -> _Run:
        return _Run(session, self._outbox, self._clock, self._pace, self._manners, self._taken, self._books)

    def _knocking(self) -> Knocking:
        return Knocking(self._settings, self._clock)


class Knocking:
    """Notes whether the centre answered at all."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CentreSilent):
            note_outcome(self._settings, error, self._clock())
            nobody_answered(self._settings, self._clock())
        elif error is None:
            somebody_answered(self._settings)


class _Run:
    """One pass; a row is tried at most once in it, because what fails is postponed."""

    def __init__(
        self,
        session: Session,
        outbox: Outbox,
        clock: Callable[[], datetime],
        pace: Pace,
        manners: UploadManners,
        taken: Taken,
        books: Books | None,
    ) -> None:
        self._books = books
        self._outbox = outbox
        self._clock = clock
        self._pace = pace
        self._manners = manners
        self._session = session
        self._counted: Counter[EventVerdict] = Counter()
        self._opened = self._waits = False
        self._lane = BatchLane(session, outbox, clock, taken, self._counted, self._failed, books)
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

    def open_books(self) -> None:
        """Once; before the first event. Where the answer may be lost, events wait: see Books."""
        if self._books is None or self._opened:
            return
        self._opened = True
        self._keep(self._books.open)
        self._waits = self._books.is_awaited

    def close_books(self) -> None:
        if self._books is not None:
            self._keep(self._books.close)

    def _keep(self, keep: Callable[[Session], None]) -> None:
        """What goes wrong here ends nothing else."""
        try:
            keep(self._session)
        except CentreSilent:
            raise
        except (CentreUnreachable, CentreRefused, StorageProblem) as error:
            self._failed(error)

    def send_events(self) -> None:
        if not self._waits:
            self._lane.send_all()

    def send_uploads(self) -> None:
        """Files that are not large; between two of them, and between their pieces, new events go first."""
        uploader = self._uploader(self.send_events)
        while uploads := self._due(limits.UPLOADS_AT_ONCE, size_max=limits.LARGE_UPLOAD_BYTES):
            for each in uploads:
                self.send_events()
                self._send_one(uploader, each)
        self._end_left(uploader)

    def send_large(self, let_pass: Callable[[_Run], None]) -> bool:
        """Videos and what is large, one after the other, the smaller first; whether any was sent."""
        uploader = self._uploader(lambda: let_pass(self))
        sent = False
        try:
            while uploads := self._due(1, larger_than=limits.LARGE_UPLOAD_BYTES):
                sent = self._send_one(uploader, uploads[0]) or sent
        except Stopped:
            return sent
        return sent

    def _uploader(self, between: Callable[[], None]) -> Uploader:
        return Uploader(self._session, self._outbox, self._pace, between, self._videos_may_go)

    def _videos_may_go(self) -> bool:
        return videos_may_go(self._manners, self._clock())

    def _due(self, limit: int, size_max: int | None = None, larger_than: int | None = None) -> list[OutboxUpload]:
        """Each lane asks for its own: one that both send goes over the line more than once."""
        now, without_video = self._clock(), not self._videos_may_go()
        due = self._outbox.due_uploads(
            now, limit, size_max=size_max, larger_than=larger_than, without_video=without_video
        )
        return list(due)

    def _send_one(self, uploader: Uploader, upload: OutboxUpload) -> bool:
        try:
            uploader.send(upload)
        except CentreSilent:
            raise
        except (UploadLeft, SentElsewhere, HoursOver):
            return False
        except CentreSaidNo as error:
            self._failed(error)
            self._refused(upload, error)
            return False
        except (CentreUnreachable, CentreRefused, StorageProblem) as error:
            # A damaged file on our own disk, too, rests alone: the others and the answers go on.
            self._failed(error)
            by_centre = not isinstance(error, StorageProblem)
            self._outbox.postpone_upload(upload.id, self._clock(), error.message, by_centre=by_centre)
            return False
        return True

    def _refused(self, upload: OutboxUpload, error: CentreSaidNo) -> None:
        if judges_the_file(error):
            self._outbox.refuse_upload(upload.id, self._clock(), error.problem or error.message, error.said)
        else:
            self._outbox.postpone_upload(upload.id, self._clock(), error.message)

    def _end_left(self, uploader: Uploader) -> None:
        """Of sittings that were left. What the centre has whole it forgets in its own time: it is asked again."""
        for each in self._outbox.left_uploads(self._clock(), limits.UPLOADS_AT_ONCE):
            try:
                is_gone = uploader.end(each)
            except CentreSilent:
                raise
            except (CentreUnreachable, CentreSaidNo):
                is_gone = False
            if is_gone:
                self._outbox.forget_upload(each.id)
            else:
                self._outbox.postpone_upload(each.id, self._clock(), "中心平台还留着它")

    def fetch_changes(self) -> None:
        try:
            fetch_changes(self._session, self._outbox)
        except CentreSilent:
            raise
        except (CentreUnreachable, CentreRefused) as error:
            self._failed(error)

    def fetch_catalogue(self, settings: Settings, shelf: CatalogueShelf | None) -> None:
        def fetch(session: Session) -> None:
            if fetch_catalogue(session, self._outbox, settings, shelf, self._clock()):
                acknowledge(session, self._outbox)

        self._keep(fetch)

    def fetch_hall(self, settings: Settings) -> None:
        """Now and then. A centre that has no hall is a centre all the same."""
        if hall_is_due(settings, self._clock()):
            self._keep(lambda session: fetch_hall(session, settings, self._clock()))

    def _failed(self, error: Failure) -> None:
        self.failure = self.failure or error
