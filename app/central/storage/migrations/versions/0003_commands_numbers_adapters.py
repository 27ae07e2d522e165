"""Revocation, used tokens, changes of every kind with their answers, leased blocks, papers, results, operators,
versions of the catalogue, and the outbox towards a city's own platform.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stations", _moment("revoked_at", nullable=True))
    op.add_column("stations", sa.Column("revoked_because", sa.String(200), nullable=False, server_default=""))
    op.add_column("changes", sa.Column("body", sa.JSON, nullable=True))
    op.add_column("changes", sa.Column("outcome", sa.String(16), nullable=False, server_default=""))
    op.add_column("changes", sa.Column("detail", sa.String(200), nullable=False, server_default=""))
    op.add_column("changes", _moment("acknowledged_at", nullable=True))
    _stations()
    _cases()
    _catalogue()
    _adapters()


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _key(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _large(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _case(primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), nullable=False, primary_key=primary_key)


def _stations() -> None:
    op.create_table("used_tokens", _key("station_id", 64), _key("jti", 64), _moment("expires_at"))
    op.create_index("ix_used_tokens_expires_at", "used_tokens", ["expires_at"])
    op.create_table(
        "number_blocks",
        _key("lease", 36),
        sa.Column("station_id", sa.String(64), sa.ForeignKey("stations.id"), nullable=False),
        sa.Column("enrolment", sa.Integer, nullable=False),
        _text("ask", 36),
        _text("prefix", 16),
        _large("first"),
        _large("last"),
        _text("state", 16),
        _large("used"),
        _moment("leased_at"),
        _moment("told_at", nullable=True),
        sa.UniqueConstraint("station_id", "enrolment", "ask"),
    )
    op.create_table(
        "operators",
        _key("number", 32),
        _text("name", 64),
        sa.Column("roles", sa.JSON, nullable=False),
        _text("pin_hash", 200),
        sa.Column("active", sa.Boolean, nullable=False),
        _moment("changed_at"),
    )


def _cases() -> None:
    op.create_table(
        "paper_events",
        sa.Column("event_id", sa.String(36), sa.ForeignKey("events.id"), primary_key=True),
        _case(),
        _text("number", 64),
        _text("job_id", 64),
        _text("outcome", 16),
        _moment("at"),
    )
    op.create_index("ix_paper_events_case_id", "paper_events", ["case_id"])
    op.create_table(
        "results",
        _case(primary_key=True),
        _key("name", 100),
        _text("media_type", 100),
        _large("size"),
        _text("sha256", 64),
        _text("object_key", 200),
        _moment("made_at"),
    )


def _catalogue() -> None:
    op.create_table(
        "catalogue_versions",
        _key("version", 64),
        sa.Column("items", sa.JSON, nullable=False),
        _moment("seen_at"),
    )


def _adapters() -> None:
    op.create_table(
        "deliveries",
        _key("key", 100),
        _case(),
        _text("state", 16),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("due_at"),
        _text("reason", 200),
        _moment("made_at"),
        _moment("delivered_at", nullable=True),
    )
    op.create_index("deliveries_by_state", "deliveries", ["state", "due_at"])
    op.create_table(
        "adapter_decisions",
        _key("key", 200),
        _text("case_id", 36),
        _text("decision", 16),
        _text("outcome", 200),
        _moment("taken_at"),
    )
