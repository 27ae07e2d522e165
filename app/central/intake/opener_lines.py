"""A process that opens seals, and the pipe to it. Whoever asks writes and reads the pipe itself: a thread in between
would wait for the interpreter as long as the work takes that goes on here meanwhile.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Callable, Collection, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from app.central.intake.openers import OpenerHere
from app.central.seal_identities import SealIdentities
from app.domain.child_processes import live_with_parent
from app.domain.ports import Catalogue

Work = Callable[..., Any]
"""Called in the process with its opener, the pieces and what else was told."""

LOOKED_THROUGH_AFTER = 50_000
"""New objects; the catalogue is not looked through again for every batch."""
ENDS_WITHIN_S = 5.0


class LineBroken(Exception):
    """The process died, hung, or was put away by somebody else."""


class OpenerLine:
    """Used by one thread at a time: between `take` and `let_go`."""

    def __init__(self, key_file: Path, catalogue: Catalogue) -> None:
        """The process begins; nobody waits for it."""
        context = multiprocessing.get_context("spawn")
        self.pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, key_file, catalogue), name="opener", daemon=True)
        self._process.start()
        there.close()
        self._turn = Lock()
        self._is_ready = False
        self._asked_at = 0.0

    @property
    def process_id(self) -> int:
        return self._process.pid or 0

    def is_ready(self) -> bool:
        """Whether it has begun to work; to be asked by one thread at a time. Raises LineBroken."""
        if not self._is_ready and self._has_words():
            self._read()
            self._is_ready = True
        return self._is_ready

    def take(self, patience_s: float = 0.0) -> bool:
        return self._turn.acquire(timeout=patience_s) if patience_s else self._turn.acquire(blocking=False)

    def let_go(self) -> None:
        self._turn.release()

    def ask(self, work: Work, pieces: Sequence[Any], words: Sequence[Any]) -> None:
        """Raises LineBroken."""
        self._asked_at = monotonic()
        try:
            self.pipe.send((work, pieces, words))
        except (OSError, ValueError) as error:
            raise LineBroken from error

    def has_answer(self, limit_s: float) -> bool:
        """Raises LineBroken where none came for so long."""
        if self._has_words():
            return True
        if monotonic() - self._asked_at > limit_s:
            raise LineBroken
        return False

    def answer(self) -> Any:
        """Raises LineBroken."""
        return self._read()

    def end(self) -> None:
        """At once, whatever it is at: it keeps nothing. The pipe goes with its last user, who hears that it ended."""
        self._process.kill()
        self._process.join(ENDS_WITHIN_S)

    def _has_words(self) -> bool:
        try:
            return self.pipe.poll()
        except (OSError, ValueError) as error:
            raise LineBroken from error

    def _read(self) -> Any:
        try:
            return self.pipe.recv()
        except (EOFError, OSError, ValueError) as error:
            raise LineBroken from error


def await_answers(lines: Collection[OpenerLine], limit_s: float) -> None:
    """Until one of them has something to say, or died, or so long. Raises LineBroken."""
    try:
        wait([each.pipe for each in lines], limit_s)
    except (OSError, ValueError) as error:
        raise LineBroken from error


def _serve(pipe: Any, key_file: Path, catalogue: Catalogue) -> None:
    """The process: until the pipe ends."""
    live_with_parent()
    opener = OpenerHere(SealIdentities(key_file), catalogue)
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOKED_THROUGH_AFTER)
    pipe.send(None)
    while True:
        try:
            work, pieces, words = pipe.recv()
        except EOFError:
            return
        try:
            answer = work(opener, pieces, *words)
        except Exception as error:  # noqa: BLE001 - whoever asked does it again, and logs it; its words may quote a case
            sys.stderr.write(f"an opener process ended: {type(error).__name__}\n")
            return
        pipe.send(answer)
