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


def latest(connection: Connection) -> tuple[str, str] | None:
    """Its version, and the digest of its files: empty where that was not told yet."""
    columns = catalogue_versions.c.version, catalogue_versions.c.sha256
    found = connection.execute(select(*columns).order_by(catalogue_versions.c.seen_at.desc()).limit(1)).first()
    return None if found is None else (found.version, found.sha256)


def remember(connection: Connection, version: str, items: Fingerprints, sha256: str, at: datetime) -> None:
    values = {"items": dict(items), "seen_at": at, "sha256": sha256}
    seen = update(catalogue_versions).where(catalogue_versions.c.version == version)
    if connection.execute(seen.values(values)).rowcount == 0:
        connection.execute(insert(catalogue_versions).values(version=version, **values))
