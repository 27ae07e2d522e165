"""Numbers leased from the centre, numbers that had to be changed, and the daily seals of the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_leases",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("lease", sa.Text, nullable=False, unique=True),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("next", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("leased_at", sa.BigInteger, nullable=False),
    )
    op.create_index("number_leases_open", "number_leases", ["row"], sqlite_where=sa.text("state = 'open'"))
    op.create_table(
        "renumbered_cases",
        sa.Column("former", sa.Text, primary_key=True),
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("renumbered_cases_by_case", "renumbered_cases", ["case_id"])
    op.create_table(
        "audit_seals",
        sa.Column("last", sa.Integer, primary_key=True),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("sealed_at", sa.BigInteger, nullable=False),
        sa.Column("public_key", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
    )
    op.create_index("audit_seals_waiting", "audit_seals", ["last"], sqlite_where=sa.text("state = 'waiting'"))
    op.add_column("outbox_events", sa.Column("number", sa.Text, nullable=False, server_default=""))
