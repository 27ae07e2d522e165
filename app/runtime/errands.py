"""The work under way for the present sitting, by group, so that it can be called back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Event as Flag
from typing import Any, TypeVar

from app.domain.errors import TerminalError
from app.domain.fault_trail import fault_trail
from app.journeys.events import Event
from app.runtime.worker import Done, Failed, Job, Work, Worker

T = TypeVar("T")
_log = logging.getLogger(__name__)

PAPER = "paper"
"""Papers on their way are never called back by the end of a sitting: half a page helps nobody."""


class Errands:
    """`dispatch` gives an event to the sitting; answers that come after the sitting's end are dropped."""

    def __init__(self, dispatch: Callable[[Event], None]) -> None:
        self._dispatch = dispatch
        self._jobs: dict[str, list[Job]] = {}
        self._sitting = 0

    def start(
        self,
        group: str,
        worker: Worker,
        work: Work,
        done: Callable[[Any], Event | None],
        late: Callable[[Any], Event | None] = lambda _: None,
    ) -> None:
        """`done` turns the result, or what was raised (`Failed`), into the event to dispatch; `late` where the sitting
        was over by then.
        """
        sitting = self._sitting

        def deliver(result: Any) -> None:
            self.say(done(result) if sitting == self._sitting else late(result))

        self._jobs.setdefault(group, []).append(worker.run(work, deliver))

    def loose(self, worker: Worker, work: Work, done: Done) -> None:
        """Work that belongs to the station, not to the sitting."""
        worker.run(work, done)

    def look(self, worker: Worker, question: Callable[[], Sequence[T]], done: Callable[[Sequence[T]], None]) -> None:
        """What `question` finds for the station; nothing where it could not be asked."""

        def told(result: Any) -> None:
            done(() if said_failed(result, TerminalError) else result)

        self.loose(worker, lambda _: question(), told)

    def meanwhile(self, worker: Worker, stop: Flag, deed: Callable[[], Event | None]) -> None:
        """From inside a job, with its own `stop`: what it has to say before its end; nothing once it is called back."""
        worker.post(lambda: None if stop.is_set() else self.say(deed()))

    def say(self, event: Event | None) -> None:
        if event is not None:
            self._dispatch(event)

    def later(self, deed: Callable[[], Event | None]) -> Callable[[], None]:
        """`deed` as a call that does nothing once this sitting is over. Made on the window's thread only."""
        sitting = self._sitting

        def call() -> None:
            if sitting == self._sitting:
                self.say(deed())

        return call

    def stop(self, group: str) -> None:
        for job in self._jobs.pop(group, []):
            job.cancel()

    def stop_all(self) -> None:
        self._sitting += 1
        for group in [each for each in self._jobs if each != PAPER]:
            self.stop(group)
        self._jobs.pop(PAPER, None)


def said_failed(result: Any, *expected: type[Exception]) -> bool:
    """Whether the job raised one of the expected errors. Anything else that was raised is our fault and is logged."""
    if not isinstance(result, Failed):
        return False
    if not isinstance(result.error, expected):
        _log.error("a job failed in a way nobody expected: %s", fault_trail(result.error))
    return True
