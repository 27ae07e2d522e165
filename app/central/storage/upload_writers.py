"""Which replica's connection receives an upload now: a lease in the upload's row.

A replica that died lets its lease run out. The leases only order the writers, so that whoever asks hears of every byte
that came; that bytes never mix is held by `upload_parts.count`. Replicas' clocks may differ by a part of `LEASE`.
A lease that a power cut forgets is no loss: these need not be flushed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from app.central.storage.tables import uploads

LEASE = timedelta(seconds=4)


def claim(connection: Connection, upload_id: str, writer: str, at: datetime) -> bool:
    """True when the upload was free, its writer is gone, or it does not exist (which others will say)."""
    free = or_(uploads.c.writer == "", uploads.c.writer_until < at)
    taken = connection.execute(
        update(uploads)
        .where(uploads.c.id == upload_id, free)
        .values(writer=writer, writer_until=at + LEASE, writer_called=False)
    )
    return taken.rowcount == 1 or not connection.execute(select(uploads.c.id).where(uploads.c.id == upload_id)).first()


def call(connection: Connection, upload_id: str) -> None:
    """Ask whoever writes to stop: somebody else waits."""
    connection.execute(update(uploads).where(uploads.c.id == upload_id).values(writer_called=True))


def renew(connection: Connection, upload_id: str, writer: str, at: datetime) -> bool:
    """False when this writer shall stop: it was asked to, or is no longer the one."""
    mine = (uploads.c.id == upload_id) & (uploads.c.writer == writer)
    called = connection.execute(
        update(uploads).where(mine).values(writer_until=at + LEASE).returning(uploads.c.writer_called)
    ).scalar_one_or_none()
    return called is False


def release(connection: Connection, upload_id: str, writer: str) -> None:
    connection.execute(
        update(uploads)
        .where(uploads.c.id == upload_id, uploads.c.writer == writer)
        .values(writer="", writer_until=None)
    )
