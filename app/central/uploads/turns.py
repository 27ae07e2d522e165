"""The turn-taking of those who write one upload: within this process at once, between replicas by a lease."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.central.storage import upload_writers
from app.central.storage.database import Database
from app.central.storage.moment import now

TURN_TIMEOUT_S = 6.0
"""Longer than the lease of a replica that died."""
LOOK_S = 0.05
"""How often one who waits looks whether the other replica has let go."""
RENEW_S = 1.0
"""How often a writer renews its lease and hears whether somebody waits."""


class Turns:
    """One writer per upload. A newcomer asks the one before to stop: its connection is probably dead already."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ending = False
        self._writing: dict[str, tuple[asyncio.Lock, asyncio.Event]] = {}

    def end_all(self) -> None:
        """Ask every writer to stop: the centre closes."""
        self._ending = True
        for _, stop in self._writing.values():
            stop.set()

    @asynccontextmanager
    async def turn(self, upload_id: str) -> AsyncIterator[asyncio.Event]:
        """Yields the event that asks this writer to stop. Raises TimeoutError when the one before does not."""
        lock, stop = self._writing.get(upload_id, (None, None))
        if lock is None or stop is None:
            lock, stop = asyncio.Lock(), asyncio.Event()
        stop.set()
        mine = asyncio.Event()  # its own: the one before has been asked already
        if self._ending:
            mine.set()
        self._writing[upload_id] = (lock, mine)
        async with asyncio.timeout(TURN_TIMEOUT_S):
            await lock.acquire()
        try:
            if self._database.shared:
                async with self._leased(upload_id, mine):
                    yield mine
            else:
                yield mine
        finally:
            lock.release()
            if self._writing.get(upload_id) == (lock, mine):
                del self._writing[upload_id]

    @asynccontextmanager
    async def _leased(self, upload_id: str, stop: asyncio.Event) -> AsyncIterator[None]:
        writer = secrets.token_hex(8)
        async with asyncio.timeout(TURN_TIMEOUT_S):
            while not await asyncio.to_thread(self._claim, upload_id, writer):
                await asyncio.sleep(LOOK_S)
        renewing = asyncio.create_task(self._renew(upload_id, writer, stop))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.shield(asyncio.to_thread(self._release, upload_id, writer))

    async def _renew(self, upload_id: str, writer: str, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await asyncio.sleep(RENEW_S)
            if not await asyncio.to_thread(self._renewed, upload_id, writer):
                stop.set()

    def _claim(self, upload_id: str, writer: str) -> bool:
        with self._database.write_soon() as connection:
            if upload_writers.claim(connection, upload_id, writer, now()):
                return True
            upload_writers.call(connection, upload_id)
            return False

    def _renewed(self, upload_id: str, writer: str) -> bool:
        with self._database.write_soon() as connection:
            return upload_writers.renew(connection, upload_id, writer, now())

    def _release(self, upload_id: str, writer: str) -> None:
        with self._database.write_soon() as connection:
            upload_writers.release(connection, upload_id, writer)
