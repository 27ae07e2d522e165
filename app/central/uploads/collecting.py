"""What a connection sends, made into parts: one is stored while the next one arrives."""

from __future__ import annotations

import asyncio

from app.central.storage.upload_parts import Part
from app.central.uploads.keeping import PART_BYTES, Keeper


class Collector:
    """With `at_once` each part counts as soon as it is durable; without, all count together at the end or none."""

    def __init__(self, keeper: Keeper, at_once: bool) -> None:
        self._keeper = keeper
        self._at_once = at_once
        self._arriving = bytearray()
        self._storing: asyncio.Future[None] | None = None
        self._put: list[Part] = []

    async def take(self, chunk: bytes) -> None:
        self._arriving += chunk
        if len(self._arriving) >= PART_BYTES:
            await self.store()

    async def store(self) -> None:
        """Begin to store what is here. Waits for the part before, and raises what that met."""
        await self._stored()
        if self._arriving:
            content, self._arriving = self._arriving, bytearray()
            self._storing = asyncio.ensure_future(asyncio.to_thread(self._store, content))

    async def finish(self) -> None:
        """Everything that came is durable and counts. Raises StorageProblem, Overtaken."""
        await self.store()
        await self._stored()
        if self._put:
            await asyncio.to_thread(self._keeper.count, self._put)

    async def give_up(self) -> None:
        """Nothing of it shall count."""
        await self._stored()
        await asyncio.to_thread(self._keeper.drop, self._put)

    async def _stored(self) -> None:
        storing, self._storing = self._storing, None
        if storing is not None:
            await storing

    def _store(self, content: bytearray) -> None:
        if self._at_once:
            self._keeper.keep(content)
        else:
            self._put.append(self._keeper.put(content))
