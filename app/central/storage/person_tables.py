"""The tables by which a person's cases are found, and of what was handed out to a person elsewhere."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# Whose case it is and who acts for them, by a keyed hash of the ID number; without the key it says nothing. `key_mark`
# names the key: after a restore with another one the rows are made anew.
case_people = Table(
    "case_people",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("key_mark", String(16), nullable=False),
    Index("case_people_by_digest", "digest"),
)

# A result that another station than the case's own fetched for the person who stood there.
handed_results = Table(
    "handed_results",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)
