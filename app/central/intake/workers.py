"""Large batches are taken in by processes beside the centre's own, as many at once as it has cores.

A batch is half a tenth of a second of pure work: in threads of one process they would keep each other, and whoever
waits for a page, from the interpreter. The processes begin with the first large batch and end with the centre; what
they cannot do for whatever reason is done here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic

from app.central.intake import multipart
from app.central.intake.answers import News
from app.central.intake.intake import Intake
from app.central.intake.taking import Taken, take_body
from app.central.intake.worker_lines import LineBroken, WorkerLine
from app.central.settings import CentralSettings
from app.central.storage.stations import Station

logger = logging.getLogger("bianmin.central")

LARGE_BODY_BYTES = 64 * 1024
"""Below it the way to another process and back is longer than the work; some thirty cases."""
REPLY_WAIT_S = 60.0
"""An object store that is away may take half of it before it says so."""
BEGINS_WITHIN_S = 60.0
REST_S = 30.0
"""After a process broke; beginning one is a second and a half of work."""


class Workers:
    """Safe to use from several threads. Without processes all is done here."""

    def __init__(self, settings: CentralSettings, intake: Intake, watch: Callable[[str, float], None]) -> None:
        """`watch` is told of the transactions there, as the database's own is of those here."""
        self._count = settings.workers
        self._store_is_far = bool(settings.object_store) and not settings.object_store.startswith("file:")
        self._settings = settings
        self._intake = intake
        self._watch = watch
        self._changed = Condition()
        self._lines: tuple[WorkerLine, ...] = ()
        self._rests_until = 0.0
        self._is_beginning = False
        self._closed = False

    @property
    def at_once(self) -> int:
        """So many large batches keep every core at work: one in each process, one on its way there or back."""
        return 2 * max(1, self._count)

    def is_work(self, content_type: str, body: bytes) -> bool:
        """Whether it keeps a core busy. Files for a store on the net are waited for, and many may do that at once."""
        return len(body) >= LARGE_BODY_BYTES and not self.waits_for_store(content_type)

    def waits_for_store(self, content_type: str) -> bool:
        """Whether it has files for a store on the net."""
        return self._store_is_far and content_type.lower().startswith(multipart.MEDIA_TYPE)

    def take_body(self, station: Station, content_type: str, body: bytes) -> Taken:
        """All of it is durable when it returns. Raises BodyRefused, NotIdentified, StorageProblem."""
        taken = self._elsewhere(station, content_type, body) if self.is_work(content_type, body) else None
        return take_body(self._intake, station, content_type, body) if taken is None else taken

    @property
    def process_ids(self) -> list[int]:
        """Once they are ready to work."""
        with self._changed:
            return [each.process_id for each in self._lines]

    def close(self) -> None:
        with self._changed:
            self._closed = True
            lines, self._lines = self._lines, ()
            self._changed.notify_all()
        for each in lines:
            each.end()

    def _elsewhere(self, station: Station, content_type: str, body: bytes) -> Taken | None:
        line = self._free_line()
        if line is None:
            return None
        taken = self._asked(line, station, content_type, body)
        if taken is not None:
            self._intake.ring(taken.news | {News.LARGE})  # of its bytes, if not by number: it is not written home there
            for each in taken.spent:
                self._watch(*each)
        return taken

    def _asked(self, line: WorkerLine, station: Station, content_type: str, body: bytes) -> Taken | None:
        try:
            return line.ask(station, content_type, body, REPLY_WAIT_S)
        except LineBroken:
            self._drop(line)
            return None
        except BaseException:
            self._drop(line)  # half told, or half heard: the next answer would be this one's
            raise
        finally:
            with self._changed:
                line.let_go()
                self._changed.notify_all()

    def _free_line(self) -> WorkerLine | None:
        """With its turn taken. None while no process is ready, nobody waits for that."""
        with self._changed:
            while True:
                self._keep_up()
                free = next((each for each in self._lines if each.take_turn()), None)
                if free is not None or not self._lines:
                    return free
                self._changed.wait()

    def _keep_up(self) -> None:
        """Called under the lock, which nobody holds while a process begins."""
        for each in [each for each in self._lines if not each.is_alive()]:
            self._put_away(each)
        is_time = not self._closed and not self._is_beginning and monotonic() >= self._rests_until
        if is_time and len(self._lines) < self._count:
            self._is_beginning = True
            Thread(target=self._begin, name="begin-intake", daemon=True).start()

    def _begin(self) -> None:
        """In a thread of its own: one process after the other, until all are there."""
        try:
            while self._is_wanting():
                line = WorkerLine(self._settings, BEGINS_WITHIN_S)
                with self._changed:
                    if not self._closed:
                        self._lines += (line,)
                        self._changed.notify_all()
                        continue
                line.end()
        except (LineBroken, OSError) as error:
            logger.warning("an intake process did not begin: %s", type(error).__name__)
            with self._changed:
                self._rests_until = monotonic() + REST_S
        finally:
            with self._changed:
                self._is_beginning = False

    def _is_wanting(self) -> bool:
        with self._changed:
            return not self._closed and len(self._lines) < self._count

    def _drop(self, line: WorkerLine) -> None:
        with self._changed:
            if line in self._lines:
                self._put_away(line)

    def _put_away(self, line: WorkerLine) -> None:
        """Called under the lock."""
        logger.warning("an intake process ended or hung")
        self._lines = tuple(each for each in self._lines if each is not line)
        self._rests_until = monotonic() + REST_S
        line.end()
