"""Names of individual businesses, the codes given with them, and the row that is held while they are given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "business_names",
        sa.Column("county", sa.String(6), primary_key=True),
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("code", sa.String(18), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.String(36)),
        sa.Column("registered_on", sa.Date),
        sa.UniqueConstraint("code"),
    )
    op.create_index("business_names_by_case", "business_names", ["case_id"])
    op.create_table(
        "business_codes",
        sa.Column("code", sa.String(18), primary_key=True),
        sa.Column("county", sa.String(6), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "business_turns",
        sa.Column("county", sa.String(6), primary_key=True),
        sa.Column("given", sa.Integer, nullable=False),
    )
