"""Processes that open seals for a busy centre. They begin with the first large batch and end with the centre."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from app.central.intake.carried import Carried, arrived, carried
from app.central.intake.opener_lines import LineBroken, OpenerLine, Work, await_answers
from app.central.intake.openers import CheckedFiles, OpenedEvents, OpenerHere
from app.central.intake.small_files import SentFile, SoundFile
from app.central.seal_identities import SealIdentities
from app.domain.ports import Catalogue

logger = logging.getLogger("bianmin.central")

FEWEST_EVENTS = 40
"""Below it the way to another process and back is longer than the work."""
FEWEST_FILES_BYTES = 256 * 1024
EVENTS_AT_A_TIME, FILES_AT_A_TIME = 32, 2
"""So many are opened here before it is looked whether a process wants more; and the fewest one of them is given."""
REPLY_WAIT_S = 30.0
LOOK_AGAIN_S = 0.005

Piece = TypeVar("Piece")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Task(Generic[Piece, Done]):
    """What is done to each piece: `there` in a process, whose answer `came` makes whole, or by `own` here."""

    own: Callable[[Sequence[Piece]], list[Done]]
    there: Work
    came: Callable[[Sequence[Piece], Any], list[Done]]
    at_a_time: int
    words: tuple[Any, ...] = ()


class OpenerProcesses:
    """Safe to use from several threads. `count` processes, each with its own copy of what it needs."""

    def __init__(self, count: int, key_file: Path, catalogue: Catalogue) -> None:
        """Raises StorageProblem where `key_file` holds no identities."""
        self._count = count
        self._own = OpenerHere(SealIdentities(key_file), catalogue)
        self._begun_with = (key_file, catalogue)
        self._lock = Lock()
        self._lines: tuple[OpenerLine, ...] = ()
        self._busy = 0
        self._closed = False

    def events(self, raws: Sequence[object], station_id: str) -> OpenedEvents:
        if len(raws) < FEWEST_EVENTS:
            return self._own.events(raws, station_id)

        def own(some: Sequence[object]) -> OpenedEvents:
            return self._own.events(some, station_id)

        return self._shared(raws, Task(own, _open_events, arrived, EVENTS_AT_A_TIME, (station_id,)))

    def files(self, sent: Sequence[SentFile]) -> CheckedFiles:
        if len(sent) < 2 or sum(len(each.sealed) for each in sent) < FEWEST_FILES_BYTES:
            return self._own.files(sent)
        found = self._shared(sent, Task(self._own.light_files, _check_files, _as_it_came, FILES_AT_A_TIME))
        pairs = zip(found, sent, strict=True)
        return [replace(each, sealed=had.sealed) if isinstance(each, SoundFile) else each for each, had in pairs]

    @contextmanager
    def busy(self) -> Iterator[None]:
        """The interpreter is wanted for something else: what can be done in the processes is left to them."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    @property
    def process_ids(self) -> list[int]:
        """Once they are ready to work."""
        return [each.process_id for each in self._ready(beginning=False)]

    def close(self) -> None:
        with self._lock:
            self._closed = True
        self._drop(self._lines)

    def _shared(self, pieces: Sequence[Piece], task: Task[Piece, Done]) -> list[Done]:
        lines = self._ready()
        if not lines:
            return task.own(pieces)
        try:
            return self._divided(lines, pieces, task)
        except LineBroken:
            logger.warning("opener processes gave no answer")
            self._drop(lines)
            return task.own(pieces)

    def _divided(self, lines: Sequence[OpenerLine], pieces: Sequence[Piece], task: Task[Piece, Done]) -> list[Done]:
        """The processes take from the front, what is done here is taken from the back, until they meet."""
        done: list[Any] = [None] * len(pieces)
        front, back = 0, len(pieces)
        asked: dict[OpenerLine, slice] = {}
        try:
            while front < back or asked:
                here = not self._busy
                for line in lines:
                    nothing_else = not (asked or here)
                    if front < back and line not in asked and line.take(LOOK_AGAIN_S if nothing_else else 0.0):
                        part = slice(front, front + self._share(back - front, len(lines) + here, task.at_a_time))
                        asked[line] = part
                        line.ask(task.there, pieces[part], task.words)
                        front = min(part.stop, back)
                if self._heard(asked, pieces, task, done):
                    continue
                if front < back and here:
                    begin = max(front, back - task.at_a_time)
                    with self.busy():
                        done[begin:back] = task.own(pieces[begin:back])
                    back = begin
                elif asked:
                    await_answers(asked, LOOK_AGAIN_S if front < back else REPLY_WAIT_S)
            return done
        finally:
            for line in asked:
                line.let_go()

    @staticmethod
    def _share(left: int, workers: int, fewest: int) -> int:
        return min(left, max(fewest, -(-left // workers)))

    @staticmethod
    def _heard(
        asked: dict[OpenerLine, slice], pieces: Sequence[Piece], task: Task[Piece, Done], done: list[Any]
    ) -> bool:
        """Whether any of them has answered. Raises LineBroken."""
        answered = [line for line in asked if line.has_answer(REPLY_WAIT_S)]
        for line in answered:
            part = asked[line]
            done[part] = task.came(pieces[part], line.answer())
            del asked[line]
            line.let_go()
        return bool(answered)

    def _ready(self, *, beginning: bool = True) -> tuple[OpenerLine, ...]:
        """All of them once all have begun, none before; nobody waits for that."""
        with self._lock:
            if not self._lines and beginning and not self._closed:
                self._lines = tuple(OpenerLine(*self._begun_with) for _ in range(self._count))
            lines = self._lines
            try:
                return lines if all([each.is_ready() for each in lines]) else ()
            except LineBroken:
                logger.warning("opener processes did not begin")
        self._drop(lines)
        return ()

    def _drop(self, lines: Sequence[OpenerLine]) -> None:
        """The next large batch begins anew."""
        with self._lock:
            if self._lines is not lines:
                return
            self._lines = ()
        for each in lines:
            each.end()


def _open_events(opener: OpenerHere, raws: Sequence[object], station_id: str) -> Carried:
    return carried(raws, opener.events(raws, station_id))


def _check_files(opener: OpenerHere, sent: Sequence[SentFile]) -> CheckedFiles:
    return opener.light_files(sent)


def _as_it_came(_sent: Sequence[SentFile], checked: CheckedFiles) -> CheckedFiles:
    return checked
