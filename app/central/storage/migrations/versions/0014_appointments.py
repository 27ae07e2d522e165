"""What is held and booked: slots of places, and the row that is held while they are given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("case_id", sa.String(36), primary_key=True),
        sa.Column("station_id", sa.String(64), sa.ForeignKey("stations.id"), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("begins", sa.Integer, nullable=False),
        sa.Column("ends", sa.Integer, nullable=False),
        sa.Column("seat", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("moves", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("item", "place", "day", "begins", "seat"),
    )
    op.create_index("appointments_by_person", "appointments", ["person", "day"])
    op.create_index("appointments_by_day", "appointments", ["day", "place"])
    op.create_index("appointments_by_state", "appointments", ["state"])
    op.create_table(
        "appointment_turns",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("given", sa.Integer, nullable=False),
    )
