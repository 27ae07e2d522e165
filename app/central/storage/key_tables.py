"""The table of the keys a centre was founded with."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# Of each key in keys/ the file that holds it and a SHA-256 that names it and says nothing of it. One row a file, but
# for seal.key: each of its identities has one, for each opens what was sealed to it.
key_prints = Table(
    "key_prints",
    metadata,
    Column("file", String(32), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
