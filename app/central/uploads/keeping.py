"""Bytes first, then the offset: parts of an upload become durable objects before they count."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from app.central.objects import ObjectStore
from app.central.storage import upload_parts
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.upload_parts import Part
from app.central.storage.uploads import Upload

PREFIX = "parts"
PART_BYTES = 2 * 1024 * 1024
"""A connection may hold `PUTS_AT_ONCE` and one in memory: while some are stored, the next one arrives."""
PUTS_AT_ONCE = 3
COUNT_BYTES = 16 * 1024 * 1024
"""So much may be durable before it counts: every commit costs the disk a flush of its own."""


class Overtaken(Exception):
    """Somebody else writes this upload: the connection that wrote it so far is given up."""


class Keeper:
    """One connection's work on one upload. Every object has a name of its own, so that no two ever meet in one."""

    def __init__(self, database: Database, objects: ObjectStore, upload: Upload) -> None:
        self._database = database
        self._objects = objects
        self._id = upload.id
        self._reached = upload.offset

    def part(self, size: int) -> Part:
        """A name and a place for the next `size` bytes."""
        part = Part(self._reached, size, f"{PREFIX}/{now():%Y%m%d}/{self._id}.{self._reached}.{secrets.token_hex(4)}")
        self._reached += size
        return part

    def put(self, part: Part, content: bytes | bytearray) -> None:
        """Durable on return, but not counted yet. Raises StorageProblem."""
        self._objects.put_bytes(part.object_key, content)

    def count(self, parts: Sequence[Part]) -> None:
        """Raises Overtaken when another writer was faster; then the bytes are dropped."""
        with self._database.write() as connection:
            counted = upload_parts.count(connection, self._id, parts)
        if not counted:
            self.drop(parts)
            raise Overtaken

    def keep(self, content: bytes | bytearray) -> None:
        part = self.part(len(content))
        self.put(part, content)
        self.count([part])

    def drop(self, parts: Sequence[Part]) -> None:
        """Take back what was put and never counted."""
        self._objects.delete([each.object_key for each in parts])

    def keep_all(self, pieces: Iterable[bytes]) -> None:
        """A whole file, some at a time. Raises StorageProblem, Overtaken."""
        arriving = bytearray()
        for piece in pieces:
            arriving += piece
            if len(arriving) >= PART_BYTES:
                self.keep(arriving)
                arriving = bytearray()
        if arriving:
            self.keep(arriving)
