"""The queues of the halls: tickets of the day, and the last number of each lane."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("hall", sa.String(100), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("lane", sa.String(16), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("station_id", sa.String(64), sa.ForeignKey("stations.id"), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("desk_id", sa.String(64), nullable=False),
        sa.Column("window", sa.String(16), nullable=False),
        sa.Column("call_id", sa.String(36), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True)),
        sa.Column("begun_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("hall", "day", "lane", "ordinal"),
    )
    op.create_index("tickets_by_day", "tickets", ["day", "hall"])
    op.create_table(
        "ticket_counters",
        sa.Column("hall", sa.String(100), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("lane", sa.String(16), primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
