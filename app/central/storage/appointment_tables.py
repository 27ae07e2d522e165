"""The tables of what is booked."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, false

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# One row a sitting that held a slot, or a case that booked one. `person` is a keyed hash of the ID number, `begins` and
# `ends` are minutes of the day, `seat` counts from 1 to as many as a slot has, and is empty once the row has lost it:
# so no slot is ever given to more, whatever two replicas do at once. `ticket_id`: the number its person took for it.
appointments = Table(
    "appointments",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("person", String(64), nullable=False),
    Column("item", String(64), nullable=False),
    Column("place", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("seat", Integer),
    Column("state", String(16), nullable=False),
    Column("moves", Boolean, nullable=False, server_default=false()),
    Column("held_until", Moment, nullable=False),
    Column("ticket_id", String(36), nullable=False, server_default=""),
    UniqueConstraint("item", "place", "day", "begins", "seat"),
    Index("appointments_by_person", "person", "day"),
    Index("appointments_by_day", "day", "place"),
    Index("appointments_by_state", "state"),
)

# Its one row is held while slots are given, so that they are given one after the other.
appointment_turns = Table(
    "appointment_turns",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("given", Integer, nullable=False),
)
