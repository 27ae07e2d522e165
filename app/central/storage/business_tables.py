"""The tables of registered names of individual businesses."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, UniqueConstraint

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# A name of a county stands here once: reserved for a person until `held_until`, then for the case that claimed it, then
# registered. The key is the guard, whatever two replicas do at once. `person` is a keyed hash of the ID number.
business_names = Table(
    "business_names",
    metadata,
    Column("county", String(6), primary_key=True),
    Column("name", String(120), primary_key=True),
    Column("code", String(18), nullable=False),
    Column("person", String(64), nullable=False),
    Column("held_until", Moment, nullable=False),
    Column("case_id", String(36)),
    Column("registered_on", Date),
    UniqueConstraint("code"),
    Index("business_names_by_case", "case_id"),
)

# Every code that was ever given, and to what: the paper of a case that arrives late bears it already.
business_codes = Table(
    "business_codes",
    metadata,
    Column("code", String(18), primary_key=True),
    Column("county", String(6), nullable=False),
    Column("name", String(120), nullable=False),
    Column("person", String(64), nullable=False),
    Column("given_at", Moment, nullable=False),
)

# The row of a county is held while a name of it is given, so that names are given one after the other; `given` counts.
business_turns = Table(
    "business_turns",
    metadata,
    Column("county", String(6), primary_key=True),
    Column("given", Integer, nullable=False),
)
