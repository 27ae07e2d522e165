"""Processes that open seals for a busy centre. They begin with the first large batch and end with the centre."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from app.central.intake.carried import Carried, arrived, carried
from app.central.intake.openers import CheckedFiles, OpenedEvents, OpenerHere
from app.central.intake.packed import Packed
from app.central.intake.small_files import SentFile, SoundFile
from app.central.seal_identities import SealIdentities
from app.domain.child_processes import live_with_parent, put_away
from app.domain.ports import Catalogue

logger = logging.getLogger("bianmin.central")

FEWEST_EVENTS = 40
"""Below it the way to another process and back is longer than the work."""
FEWEST_FOR_PACKED = 2
"""With one alone a batch under one seal is opened here: there and back costs a third of what it would spare."""
FEWEST_FILES_BYTES = 256 * 1024
CHUNKS_EACH = 2
"""Per process: whoever is done early takes one more."""
REPLY_WAIT_S = 30.0

Piece = TypeVar("Piece")
Done = TypeVar("Done")
_here: list[OpenerHere] = []
"""In a process of the pool: its one opener."""


class OpenerProcesses:
    """Safe to use from several threads. `count` processes, each with its own copy of what it needs."""

    def __init__(self, count: int, key_file: Path, catalogue: Catalogue) -> None:
        """Raises StorageProblem where `key_file` holds no identities."""
        self._count = count
        self._own = OpenerHere(SealIdentities(key_file), catalogue)
        self._begun_with = (key_file, catalogue)
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._warming: list[Future[int]] = []
        self._closed = False

    def events(self, raws: Sequence[object], station_id: str) -> OpenedEvents:
        if len(raws) < FEWEST_EVENTS or (self._count < FEWEST_FOR_PACKED and _seals(raws) < FEWEST_EVENTS):
            return self._own.events(raws, station_id)
        return self._shared(raws, lambda some: self._own.events(some, station_id), _open_events, arrived, station_id)

    def files(self, sent: Sequence[SentFile]) -> CheckedFiles:
        if len(sent) < 2 or sum(len(each.sealed) for each in sent) < FEWEST_FILES_BYTES:
            return self._own.files(sent)
        found = self._shared(sent, self._own.light_files, _check_files, _as_it_came)
        pairs = zip(found, sent, strict=True)
        return [replace(each, sealed=had.sealed) if isinstance(each, SoundFile) else each for each, had in pairs]

    @property
    def process_ids(self) -> list[int]:
        """Once they are ready to work."""
        with self._lock:
            pool, begun = self._pool, all(each.done() for each in self._warming)
        return list(pool._processes or {}) if pool is not None and begun else []

    def close(self) -> None:
        with self._lock:
            self._closed = True
        self._drop(self._pool)

    def _shared(
        self,
        pieces: Sequence[Piece],
        own: Callable[[Sequence[Piece]], list[Done]],
        work: Callable[..., Any],
        came: Callable[[Sequence[Piece], Any], list[Done]],
        *words: Any,
    ) -> list[Done]:
        """`work(chunk, *words)` in the processes, `came` makes of its answer what was asked for; `own` here where they
        are not ready or fail."""
        pool = self._ready()
        if pool is None:
            return own(pieces)
        size = -(-len(pieces) // ((self._count + 1) * CHUNKS_EACH))
        chunks = [pieces[at : at + size] for at in range(0, len(pieces), size)]
        there = chunks[: self._count * CHUNKS_EACH]
        try:
            asked = [pool.submit(work, chunk, *words) for chunk in there]
            rest = own([piece for chunk in chunks[len(there) :] for piece in chunk])  # instead of waiting
            answers = zip(there, (each.result(REPLY_WAIT_S) for each in asked), strict=True)
            return [each for chunk, answer in answers for each in came(chunk, answer)] + rest
        except (BrokenProcessPool, RuntimeError, TimeoutError) as error:
            # RuntimeError: another thread has dropped it just now.
            logger.warning("opener processes gave no answer: %s", type(error).__name__)
            self._drop(pool)
            return own(pieces)

    def _ready(self) -> ProcessPoolExecutor | None:
        """The pool once all its processes have begun; nobody waits for that."""
        with self._lock:
            if self._closed:
                return None
            if self._pool is None:
                spawn = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._count, spawn, _begin, self._begun_with)
                self._warming = [self._pool.submit(os.getpid) for _ in range(self._count)]
                return None
            if not all(each.done() for each in self._warming):
                return None
            pool = self._pool
        if any(each.exception() for each in self._warming):
            self._drop(pool)
            return None
        return pool

    def _drop(self, pool: ProcessPoolExecutor | None) -> None:
        """The next large batch begins anew."""
        if pool is None:
            return
        with self._lock:
            if self._pool is pool:
                self._pool, self._warming = None, []
        put_away(pool, killing=True)  # they keep nothing


def _begin(key_file: Path, catalogue: Catalogue) -> None:
    live_with_parent()
    _here.append(OpenerHere(SealIdentities(key_file), catalogue))


def _seals(raws: Sequence[object]) -> int:
    """How many of them have a seal of their own to open."""
    return sum(not (isinstance(each, Packed) and each.seal) for each in raws)


def _open_events(raws: Sequence[object], station_id: str) -> Carried:
    return carried(raws, _here[0].events(raws, station_id))


def _as_it_came(_sent: Sequence[SentFile], checked: CheckedFiles) -> CheckedFiles:
    return checked


def _check_files(sent: Sequence[SentFile]) -> CheckedFiles:
    return _here[0].light_files(sent)
