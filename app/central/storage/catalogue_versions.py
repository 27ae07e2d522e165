"""Which versions of the catalogue this centre has offered, and what each of their items was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from app.central.storage.tables import catalogue_versions

Fingerprints = Mapping[str, str]
"""Per item code the SHA-256 of the item as it is told."""


def fingerprints(connection: Connection, version: str) -> Fingerprints | None:
    found = select(catalogue_versions.c["items"]).where(catalogue_versions.c.version == version)
    return connection.execute(found).scalar()


def latest(connection: Connection) -> str | None:
    found = select(catalogue_versions.c.version).order_by(catalogue_versions.c.seen_at.desc()).limit(1)
    return connection.execute(found).scalar()


def remember(connection: Connection, version: str, items: Fingerprints, at: datetime) -> None:
    seen = update(catalogue_versions).where(catalogue_versions.c.version == version)
    if connection.execute(seen.values(items=dict(items), seen_at=at)).rowcount == 0:
        connection.execute(insert(catalogue_versions).values(version=version, items=dict(items), seen_at=at))
