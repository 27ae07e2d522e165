"""The tables of the office's people: who reviews, who is signed in, what was looked at."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table

from app.central.storage.metadata import metadata
from app.central.storage.moment import Moment

# People of the offices that review cases; `roles` are words of offices (`hospital`, `licensing`) and `manager`.
reviewers = Table(
    "reviewers",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# Wrong tries in a row; also of numbers nobody has.
reviewer_tries = Table(
    "reviewer_tries",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("lock_s", Integer, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
)

office_sessions = Table(
    "office_sessions",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("reviewer", ForeignKey("reviewers.number"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
)

# What reviewers looked at and how they signed in: who, when, what. Never changed.
office_acts = Table(
    "office_acts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reviewer", String(32), nullable=False),
    Column("act", String(32), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("detail", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Index("office_acts_by_case", "case_id", "id"),
)
