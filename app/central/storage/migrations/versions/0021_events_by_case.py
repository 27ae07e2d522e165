"""No query asks for events by their case: the index of the largest table was written with each event and never read."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_events_case_id", "events")
