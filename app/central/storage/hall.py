"""Which stations stand in the hall: those that are enrolled and may speak."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.central.storage.tables import stations


def public_keys(connection: Connection) -> dict[str, str]:
    """Per station the key (PEM) behind its tokens and its hand-over codes."""
    wanted = (stations.c.public_key != "", stations.c.revoked_at.is_(None))
    rows = connection.execute(select(stations.c.id, stations.c.public_key).where(*wanted))
    return {row.id: row.public_key for row in rows}
