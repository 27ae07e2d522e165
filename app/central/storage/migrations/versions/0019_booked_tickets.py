"""Tickets of whoever has booked: when they are due, and which ticket a booking has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("booked_for", sa.DateTime(timezone=True)))
    op.add_column("appointments", sa.Column("ticket_id", sa.String(36), nullable=False, server_default=""))
