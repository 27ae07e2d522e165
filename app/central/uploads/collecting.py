"""What a connection sends, made into parts: some are stored, and opened on the way, while the next one arrives."""

from __future__ import annotations

import asyncio
import sys
from collections import deque

from app.central.storage.upload_parts import Part
from app.central.uploads.keeping import COUNT_BYTES, PART_BYTES, PUTS_AT_ONCE, Keeper
from app.central.uploads.opening import Opening


class Collector:
    """With `at_once` parts count soon after they are durable; without, all count together at the end or none."""

    def __init__(self, keeper: Keeper, opening: Opening | None, at_once: bool) -> None:
        self._keeper = keeper
        self._opening = opening
        self._at_once = at_once
        self._arriving = bytearray()
        self._storing: deque[tuple[Part, asyncio.Future[None]]] = deque()
        self._opened: asyncio.Future[None] | None = None
        self._stored: list[Part] = []
        self._torn_at = sys.maxsize

    async def take(self, chunk: bytes) -> None:
        self._arriving += chunk
        if len(self._arriving) >= PART_BYTES:
            await self._store()

    async def pause(self) -> None:
        """Nothing comes just now: what is here is stored and counts."""
        if self._arriving or self._storing or self._stored:
            await self._store()
            await self._wait_for(0)
            await self._count(1)

    async def finish(self) -> None:
        """Everything that came is durable and counts. Raises StorageProblem, Overtaken."""
        self._at_once = True
        await self.pause()
        await self._opening_done()

    async def give_up(self) -> None:
        """Nothing of it shall count."""
        await self._wait_for(0)
        await self._opening_done()
        await asyncio.to_thread(self._keeper.drop, self._stored)

    async def _store(self) -> None:
        """Begin to store what is here. Raises what the parts before met."""
        await self._wait_for(PUTS_AT_ONCE - 1)
        await self._count(COUNT_BYTES)
        if not self._arriving:
            return
        content, self._arriving = self._arriving, bytearray()
        part = self._keeper.part(len(content))
        self._storing.append((part, asyncio.ensure_future(asyncio.to_thread(self._keeper.put, part, content))))
        if self._opening is not None:
            await self._opening_done()
            self._opened = asyncio.ensure_future(asyncio.to_thread(self._opening.feed, content))

    async def _wait_for(self, left: int) -> None:
        """Until so many are still being stored. Cut off here, the rest is waited for at the next call.

        What was stored behind a part that could not be never counts.
        """
        while len(self._storing) > left:
            part, future = self._storing[0]
            await asyncio.wait({future})
            self._storing.popleft()
            if future.exception() is not None:
                self._torn_at = min(self._torn_at, part.start)
            future.result()
            if part.start < self._torn_at:
                self._stored.append(part)

    async def _count(self, at_least: int) -> None:
        if self._at_once and sum(part.size for part in self._stored) >= at_least:
            stored, self._stored = self._stored, []
            await asyncio.to_thread(self._keeper.count, stored)

    async def _opening_done(self) -> None:
        if self._opened is not None:
            await asyncio.wait({self._opened})
