"""A process that takes in whole batches, and the pipe to it."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock, Timer
from typing import Any

from app.central.identity import NotIdentified
from app.central.intake.opening import open_intake
from app.central.intake.refused_body import BodyRefused
from app.central.intake.taking import Taken, take_body
from app.central.keys import load_keys
from app.central.objects import ObjectStore
from app.central.settings import CentralSettings
from app.central.storage.database import Database
from app.central.storage.stations import Station
from app.domain.child_processes import live_with_parent
from app.domain.errors import TerminalError
from app.domain.fault_trail import fault_trail

ENDS_WITHIN_S = 5.0
IDLE_S = 1.0
"""After it a process looks through all it holds, and not while batches come."""


class LineBroken(Exception):
    """The process died, hung, or was put away by somebody else."""


class WorkerLine:
    """Used by one thread at a time: between `take_turn` and `let_go`."""

    def __init__(self, settings: CentralSettings, limit_s: float) -> None:
        """Returns once the process is ready to work. Raises LineBroken, also where it is not for so long; OSError."""
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), name="intake", daemon=True)
        self._turn = Lock()
        try:
            self._process.start()
            there.close()  # here only the process has its end now: the pipe breaks with it
            with self._within(limit_s):
                self._pipe.send(settings)
                self._pipe.recv()
        except BaseException:
            there.close()
            if self._process.pid is not None:
                self.end()
            self._pipe.close()
            raise

    @property
    def process_id(self) -> int:
        return self._process.pid or 0

    def take_turn(self) -> bool:
        return self._turn.acquire(blocking=False)

    def let_go(self) -> None:
        self._turn.release()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, station: Station, content_type: str, body: bytes, limit_s: float) -> Taken | None:
        """None: it could not; whoever asks does it again here, and hears why.

        Raises LineBroken, also where nothing came for so long.
        """
        with self._within(limit_s):
            self._pipe.send((station, content_type))
            self._pipe.send_bytes(body)
            taken: Taken | None = self._pipe.recv()
        return taken

    def end(self) -> None:
        """At once, whatever it is at: what was not committed comes again."""
        self._process.kill()
        self._process.join(ENDS_WITHIN_S)

    @contextmanager
    def _within(self, limit_s: float) -> Iterator[None]:
        """A process that reads nothing or says nothing for so long is killed, and with it the pipe breaks."""
        patience = Timer(limit_s, self._process.kill)
        patience.daemon = True
        patience.start()
        try:
            yield
        except (EOFError, OSError, ValueError) as error:
            raise LineBroken from error
        finally:
            patience.cancel()


def _serve(pipe: Any) -> None:
    """The process: until the pipe ends."""
    live_with_parent()
    try:
        settings: CentralSettings = pipe.recv()
    except (EOFError, OSError):
        return  # the centre ended before it had said what to work for
    database = Database(settings.url, writes_home=False)
    spent: list[tuple[str, float]] = []
    database.watch = lambda kind, seconds: spent.append((kind, seconds))
    objects = ObjectStore(settings.home / "objects", settings.object_store)
    intake = open_intake(settings, database, load_keys(settings.home / "keys"), objects)
    gc.collect()
    gc.freeze()
    gc.disable()  # what a batch makes goes when it is answered: to look through it before is in vain
    pipe.send(None)
    while True:
        gc.collect(0)
        if not pipe.poll(IDLE_S):
            gc.collect()
        try:
            station, content_type = pipe.recv()
            body = pipe.recv_bytes()
        except EOFError:
            return
        spent.clear()
        taken: Taken | None = None
        try:
            taken = take_body(intake, station, content_type, body)
        except (BodyRefused, NotIdentified, TerminalError):
            taken = None
        except Exception as error:  # noqa: BLE001 - whoever asked does it again, and logs it; its words may quote a case
            sys.stderr.write(f"an intake process ended: {fault_trail(error)}\n")
            return
        pipe.send(taken and replace(taken, spent=tuple(spent)))
        del taken, body
