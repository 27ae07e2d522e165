"""Refused events by their sequence, payments by their case: both are asked for while a station waits."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("refused_events_by_sequence", "refused_events", ["station_id", "enrolment", "sequence"])
    op.create_index("payments_by_case", "payments", ["case_id"])
