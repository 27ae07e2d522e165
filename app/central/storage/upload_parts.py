"""The durable parts of an upload: where its bytes lie in the object store, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from app.central.storage.tables import upload_parts, uploads
from app.central.storage.uploads import RECEIVING


@dataclass(frozen=True, slots=True)
class Part:
    """`size` bytes of the upload from `start` on."""

    start: int
    size: int
    object_key: str


def count(connection: Connection, upload_id: str, new: Sequence[Part]) -> bool:
    """Let durable parts count, which advances the offset. False when somebody else was faster: then nothing is changed.

    This comparison alone keeps two writers from mixing their bytes, whatever their clocks and leases say.
    """
    moved = connection.execute(
        update(uploads)
        .where(uploads.c.id == upload_id, uploads.c.offset == new[0].start, uploads.c.state == RECEIVING)
        .values(offset=new[-1].start + new[-1].size)
    )
    if moved.rowcount != 1:
        return False
    rows = [
        {"upload_id": upload_id, "start": each.start, "size": each.size, "object_key": each.object_key} for each in new
    ]
    connection.execute(insert(upload_parts), rows)
    return True


def parts(connection: Connection, upload_id: str) -> list[Part]:
    columns = (upload_parts.c[name] for name in Part.__dataclass_fields__)
    rows = connection.execute(
        select(*columns).where(upload_parts.c.upload_id == upload_id).order_by(upload_parts.c.start)
    )
    return [Part(*row) for row in rows]


def forget(connection: Connection, upload_id: str) -> list[str]:
    """Drop the rows; the keys of the objects that nobody needs afterwards."""
    keys = [each.object_key for each in parts(connection, upload_id)]
    connection.execute(delete(upload_parts).where(upload_parts.c.upload_id == upload_id))
    return keys
