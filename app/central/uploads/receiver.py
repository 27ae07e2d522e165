"""Taking in the bytes of one upload: a cut connection keeps what came, a wrong checksum keeps nothing of its part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from app.central.objects import ObjectStore
from app.central.storage import events, stations, upload_parts, uploads
from app.central.storage.database import Database
from app.central.storage.uploads import Upload
from app.central.uploads.arrival import Arrivals
from app.central.uploads.collecting import Collector
from app.central.uploads.keeping import Keeper, Overtaken
from app.central.uploads.opening import Opening, Openings
from app.central.uploads.protocol import Checksum, Unreadable
from app.central.uploads.turns import Turns

STALL_TIMEOUT_S = 60.0
QUIET_S = 1.0
"""When nothing came for so long, what is here is stored: the line may be dead, and another replica may be asked."""
DRAIN_S = 0.1
"""Whoever is asked to stop still takes what is on its line already, until nothing comes for so long."""
DRAIN_LIMIT_S = 0.5
CHECKSUM_MISMATCH = 460  # tus, checksum extension


class Stalled(Exception):
    """Nothing came for a minute: the other side is gone without a word."""


class Receiver:
    def __init__(self, database: Database, objects: ObjectStore, arrivals: Arrivals) -> None:
        self._database = database
        self._objects = objects
        self._arrivals = arrivals
        self._turns = Turns(database)
        self._openings = Openings(arrivals.identity)

    async def receive(
        self, upload_id: str, offset: int, chunks: AsyncGenerator[bytes, None], checksum: Checksum | None
    ) -> Upload:
        """Append what comes; the upload as it is stored afterwards. Raises Unreadable, Overtaken, TimeoutError."""
        async with self._turns.turn(upload_id) as stop:
            upload = await asyncio.to_thread(self._fresh, upload_id)
            if offset != upload.offset:
                raise Unreadable(409, "upload_offset_differs")
            if upload.state == uploads.RECEIVING:
                await self._append(upload, until(stop, chunks), checksum)
            return await self._settled(upload_id)

    async def state(self, upload_id: str) -> Upload:
        """Where an upload stands. Ends a writer that is still at it, so that the answer stays true."""
        async with self._turns.turn(upload_id):
            return await self._settled(upload_id)

    async def remove(self, upload_id: str) -> None:
        async with self._turns.turn(upload_id):
            await asyncio.to_thread(self.drop, upload_id)

    async def withdraw(self, upload: Upload) -> bool:
        """Take back a whole attachment whose case was never submitted. False where it was: then it stays."""
        async with self._turns.turn(upload.id):
            return await asyncio.to_thread(self.drop_whole, upload)

    def end_all(self) -> None:
        """Give up every connection that is sending; what came is kept. Call in the server's own thread."""
        self._turns.end_all()

    def keeper(self, upload: Upload) -> Keeper:
        """Takes in a file that is here already."""
        return Keeper(self._database, self._objects, upload)

    def drop(self, upload_id: str) -> None:
        """Forget an unfinished upload: first the rows, then the objects nobody can reach any more."""
        with self._database.write() as connection:
            keys = upload_parts.forget(connection, upload_id)
            uploads.forget(connection, upload_id)
        self._openings.forget(upload_id)
        self._objects.delete(keys)

    def drop_whole(self, upload: Upload) -> bool:
        """Forget one that has arrived. False where its case is here: then it stays."""
        with self._database.write() as connection:
            stations.locked(connection, upload.station_id)  # the case may be on its way in just now
            if events.known_cases(connection, {upload.case_id}):
                return False
            is_shared = uploads.twin(connection, upload) is not None
            keys = upload_parts.forget(connection, upload.id)
            uploads.forget(connection, upload.id)
        if not is_shared:
            self._objects.delete(list({upload.object_key, *keys}))
        return True

    async def _append(self, upload: Upload, chunks: AsyncIterator[bytes], checksum: Checksum | None) -> None:
        opening = self._openings.take(upload.id, upload.offset)
        collector = Collector(self.keeper(upload), opening, at_once=checksum is None)
        try:
            await self._take_in(upload, collector, chunks, checksum)
        except BaseException:
            if checksum is None:  # cut off, overtaken or stopped: what came is kept, here and now
                await asyncio.shield(self._finished(upload, collector, opening))
            else:
                await asyncio.shield(collector.give_up())
            raise
        await self._finished(upload, collector, opening)

    async def _finished(self, upload: Upload, collector: Collector, opening: Opening | None) -> None:
        await collector.finish()
        if opening is not None:  # it has read what is stored, not a byte more
            self._openings.keep(upload.id, opening)

    async def _take_in(
        self, upload: Upload, collector: Collector, chunks: AsyncIterator[bytes], checksum: Checksum | None
    ) -> None:
        hasher = checksum.hasher() if checksum else None
        offset = upload.offset
        async for chunk in chunks:
            if not chunk:
                await collector.pause()
                continue
            offset += len(chunk)
            if offset > upload.length:
                raise Unreadable(413, "longer_than_declared")
            if hasher is not None:
                hasher.update(chunk)
            await collector.take(chunk)
        if hasher is not None and checksum is not None and hasher.digest() != checksum.digest:
            raise Unreadable(CHECKSUM_MISMATCH, "checksum_mismatch")

    async def _settled(self, upload_id: str) -> Upload:
        upload = await asyncio.to_thread(self._fresh, upload_id)
        if upload.state != uploads.RECEIVING or upload.offset != upload.length:
            return upload
        opening = self._openings.take(upload_id, upload.offset)
        reason = await asyncio.to_thread(self._arrivals.settle, upload, opening)
        if reason:
            raise Unreadable(422, f"attachment_{reason}")
        return await asyncio.to_thread(self._fresh, upload_id)

    def _fresh(self, upload_id: str) -> Upload:
        with self._database.read() as connection:
            upload = uploads.upload(connection, upload_id)
        if upload is None:
            raise Unreadable(404, "upload_unknown")
        if upload.state == uploads.REFUSED:
            raise Unreadable(410, "upload_refused")
        return upload


async def until(stop: asyncio.Event, chunks: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """The chunks, as long as they keep coming (else Stalled) and nobody asks to stop (else Overtaken).

    When it is quiet for a while, an empty chunk comes in between.
    """
    stopped: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    following: asyncio.Future[Any] | None = None
    quiet, draining = 0.0, 0.0
    clock = asyncio.get_running_loop().time
    try:
        while True:
            following = following or asyncio.ensure_future(anext(chunks, None))
            if stopped.done():
                draining = draining or clock()
                await asyncio.wait({following}, timeout=DRAIN_S)
                if not following.done() or clock() - draining > DRAIN_LIMIT_S:
                    raise Overtaken
            patience = min(QUIET_S, STALL_TIMEOUT_S - quiet)
            await asyncio.wait({following, stopped}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                chunk, following, quiet = following.result(), None, 0.0
                if chunk is None:
                    return
                yield chunk
            elif not stopped.done():
                quiet += patience
                if quiet >= STALL_TIMEOUT_S:
                    raise Stalled
                yield b""
    finally:
        stopped.cancel()
        if following is not None and not following.done():
            following.cancel()
            await asyncio.wait({following})
