"""The audit trails of the stations: daily seals, newest heads, findings; and what a renumbered case was called."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("former_number", sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "audit_heads",
        sa.Column("station_id", sa.String(64), sa.ForeignKey("stations.id"), primary_key=True),
        _whole("enrolment"),
        _large("last"),
        _text("head", 64),
        _text("run", 36),
        _text("run_before", 36),
        _moment("said_at"),
        _moment("heard_at"),
    )
    op.create_table(
        "audit_seals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("station_id", sa.String(64), sa.ForeignKey("stations.id"), nullable=False),
        _whole("enrolment"),
        sa.Column("day", sa.Date, nullable=False),
        _large("first"),
        _large("last"),
        _text("previous", 64),
        _text("head", 64),
        _text("verdict", 16),
        sa.Column("seal", sa.String, nullable=False),
        _moment("received_at"),
    )
    op.create_index("audit_seals_by_end", "audit_seals", ["station_id", "last"])
    op.create_table(
        "audit_findings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("station_id", sa.String(64), sa.ForeignKey("stations.id"), nullable=False),
        _whole("enrolment"),
        _text("kind", 16),
        _text("place", 16),
        _moment("found_at"),
        _moment("settled_at", nullable=True),
        sa.Column("settled_because", sa.String(200), nullable=False, server_default=""),
    )
    op.create_index("audit_findings_by_station", "audit_findings", ["station_id", "settled_at"])


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _large(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
