"""The tables of the queues of halls."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# The queue of a hall, numbered anew every day (China's); `desk_id` is the station that called. No name stands here.
tickets = Table(
    "tickets",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("hall", String(100), nullable=False),
    Column("day", Date, nullable=False),
    Column("lane", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("item", String(64), nullable=False),
    Column("priority", String(16), nullable=False),
    Column("station_id", ForeignKey("stations.id"), nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("desk_id", String(64), nullable=False),
    Column("window", String(16), nullable=False),
    Column("call_id", String(36), nullable=False),
    Column("called_at", Moment),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    Column("booked_for", Moment),
    UniqueConstraint("hall", "day", "lane", "ordinal"),
    Index("tickets_by_day", "day", "hall"),
)

ticket_counters = Table(
    "ticket_counters",
    metadata,
    Column("hall", String(100), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("lane", String(16), primary_key=True),
    Column("last", Integer, nullable=False),
)
