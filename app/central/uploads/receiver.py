"""Taking in the bytes of one upload: a cut connection keeps what came, a wrong checksum keeps nothing of its part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from app.central.storage import uploads
from app.central.storage.database import Database
from app.central.storage.uploads import Upload
from app.central.uploads.arrival import Arrivals
from app.central.uploads.partial import Partial, Turns
from app.central.uploads.protocol import Checksum, Unreadable

CHECKPOINT_BYTES = 4 * 1024 * 1024
STALL_TIMEOUT_S = 60.0
CHECKSUM_MISMATCH = 460  # tus, checksum extension


class Overtaken(Exception):
    """Somebody else wants to write this upload: the connection that wrote it so far is given up."""


class Stalled(Exception):
    """Nothing came for a minute: the other side is gone without a word."""


@dataclass(slots=True)
class _Progress:
    offset: int
    durable: int


class Receiver:
    def __init__(self, database: Database, folder: Path, arrivals: Arrivals) -> None:
        self._database = database
        self._folder = folder
        self._arrivals = arrivals
        self._turns = Turns()

    async def receive(
        self, upload_id: str, offset: int, chunks: AsyncGenerator[bytes, None], checksum: Checksum | None
    ) -> Upload:
        """Append what comes; the upload as it is on the disk afterwards. Raises Unreadable, Overtaken, TimeoutError."""
        async with self._turns.turn(upload_id) as stop:
            upload = self._fresh(upload_id)
            if offset != upload.offset:
                raise Unreadable(409, "upload_offset_differs")
            if upload.state == uploads.RECEIVING:
                with Partial(self.path(upload_id), offset) as partial:
                    await self._append(upload, partial, until(stop, chunks), checksum)
            return await self._settled(self._fresh(upload_id))

    async def state(self, upload_id: str) -> Upload:
        """Where an upload stands. Ends a writer that is still at it, so that the answer stays true."""
        async with self._turns.turn(upload_id):
            return await self._settled(self._fresh(upload_id))

    async def remove(self, upload_id: str) -> None:
        async with self._turns.turn(upload_id):
            self.drop(upload_id)

    def end_all(self) -> None:
        """Give up every connection that is sending; what came is kept. Call in the server's own thread."""
        self._turns.end_all()

    def drop(self, upload_id: str) -> None:
        with self._database.write() as connection:
            uploads.forget(connection, upload_id)
        self.path(upload_id).unlink(missing_ok=True)

    def path(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.part"

    async def _append(
        self, upload: Upload, partial: Partial, chunks: AsyncIterator[bytes], checksum: Checksum | None
    ) -> None:
        progress = _Progress(upload.offset, upload.offset)
        try:
            await self._take_in(upload, partial, progress, chunks, checksum)
            await asyncio.to_thread(self._keep, upload.id, partial, progress)
        except BaseException:
            if checksum is None:  # cut off, overtaken or stopped: what came is kept, here and now
                self._keep(upload.id, partial, progress)
            raise

    async def _take_in(
        self,
        upload: Upload,
        partial: Partial,
        progress: _Progress,
        chunks: AsyncIterator[bytes],
        checksum: Checksum | None,
    ) -> None:
        hasher = checksum.hasher() if checksum else None
        async for chunk in chunks:
            if progress.offset + len(chunk) > upload.length:
                raise Unreadable(413, "longer_than_declared")
            partial.append(chunk)
            progress.offset += len(chunk)
            if hasher is not None:
                hasher.update(chunk)
            elif progress.offset - progress.durable >= CHECKPOINT_BYTES:
                await asyncio.to_thread(self._keep, upload.id, partial, progress)
        if hasher is not None and checksum is not None and hasher.digest() != checksum.digest:
            raise Unreadable(CHECKSUM_MISMATCH, "checksum_mismatch")

    def _keep(self, upload_id: str, partial: Partial, progress: _Progress) -> None:
        """Bytes first, then the offset: never the other way round."""
        reached = progress.offset
        if reached == progress.durable:
            return
        partial.flush()
        with self._database.write() as connection:
            uploads.advance(connection, upload_id, reached)
        progress.durable = reached

    async def _settled(self, upload: Upload) -> Upload:
        if upload.state != uploads.RECEIVING or upload.offset != upload.length:
            return upload
        reason = await asyncio.to_thread(self._arrivals.settle, upload, self.path(upload.id))
        if reason:
            raise Unreadable(422, f"attachment_{reason}")
        return self._fresh(upload.id)

    def _fresh(self, upload_id: str) -> Upload:
        with self._database.read() as connection:
            upload = uploads.upload(connection, upload_id)
        if upload is None:
            raise Unreadable(404, "upload_unknown")
        if upload.state == uploads.REFUSED:
            raise Unreadable(410, "upload_refused")
        return upload


async def until(stop: asyncio.Event, chunks: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """The chunks, as long as they keep coming (else Stalled) and nobody asks to stop (else Overtaken)."""
    stopped = asyncio.ensure_future(stop.wait())
    following: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            following = asyncio.ensure_future(anext(chunks, None))
            await asyncio.wait({following, stopped}, timeout=STALL_TIMEOUT_S, return_when=asyncio.FIRST_COMPLETED)
            if not following.done():
                raise Overtaken if stopped.done() else Stalled
            chunk = following.result()
            if chunk is None:
                return
            yield chunk
    finally:
        stopped.cancel()
        if following is not None and not following.done():
            following.cancel()
            await asyncio.wait({following})
