"""What the centre's own judging says of a case, and parts of cases that were corrected after they were returned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rechecks",
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("result", sa.LargeBinary),
    )
    op.create_index("rechecks_by_state", "rechecks", ["state", "due_at"])
    op.create_table(
        "corrections",
        sa.Column("event_id", sa.String(36), sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("part", sa.String(100), nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", "ordinal"),
    )
    op.add_column("cases", sa.Column("corrected_by", sa.String(36), nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("carried_from", sa.Integer))
